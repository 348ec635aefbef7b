/** Dialogs over the page. The browser's own <dialog> keeps the focus inside,
 * closes with Escape and gives the focus back to where it was. */

import { freshId, h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @param {string} name the class of the dialog
 * @param {string} title
 * @param {(Node | string)[]} kids
 * @param {{onClose?: () => void, corner?: Node | null}} [more]
 * @returns {{dialog: HTMLDialogElement, close: () => void, body: HTMLElement}}
 */
export function openDialog(name, title, kids, more = {}) {
  const id = freshId("title");
  const close = () => dialog.close();
  const shut = h("button", { class: "btn quiet", type: "button", "aria-label": "Close", on: { click: close } }, icon("close"));
  const body = h("div", { class: "dialog-body" }, kids);
  const dialog = h("dialog", { class: `dialog ${name}`, "aria-labelledby": id },
    h("header", {}, h("h2", { id }, title), more.corner, shut), body);
  dialog.addEventListener("close", () => {
    dialog.remove();
    more.onClose?.();
  });
  dialog.addEventListener("mousedown", (/** @type {MouseEvent} */ event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, close, body };
}

/** Ask before an action, as its confirm object says. @param {any} confirm @returns {Promise<boolean>} */
export function confirmed(confirm) {
  return new Promise((answer) => {
    let said = false;
    const choose = (/** @type {boolean} */ value) => () => {
      said = value;
      close();
    };
    const no = h("button", { class: "btn", type: "button", on: { click: choose(false) } }, confirm.deny?.text ?? "No");
    const yes = h("button", { class: `btn ${confirm.style === "danger" ? "danger solid" : "primary"}`, type: "button", autofocus: true, on: { click: choose(true) } }, confirm.confirm?.text ?? "Yes");
    const words = h("p", { class: "lines" }, confirm.text?.text ?? "");
    const { close } = openDialog("confirm", confirm.title?.text ?? "Sure?", [words, h("footer", {}, no, yes)], { onClose: () => answer(said) });
  });
}

/** Show a picture large. @param {{source: string, alt: string, caption?: string}} picture */
export function lightbox(picture) {
  const words = picture.caption && picture.caption !== picture.alt ? [h("strong", {}, picture.caption), " ", picture.alt] : [picture.alt];
  const image = h("img", { src: picture.source, alt: picture.alt });
  const save = h("a", { class: "btn", href: picture.source, download: "picture" }, "Download");
  openDialog("lightbox", "Picture", [h("div", { class: "light" }, image), h("footer", {}, h("p", {}, words), save)]);
}
