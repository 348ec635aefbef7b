/** Editing one's own message where it stands. */

import { fill, h } from "./dom.js";
import { unescape } from "./mrkdwn.js";

/**
 * @param {HTMLElement} place
 * @param {import("./store.js").Store} store
 * @param {import("./store.js").Message} message
 * @param {(text: string) => void} save
 * @param {() => void} done
 */
export function editor(place, store, message, save, done) {
  const field = h("textarea", { class: "input", rows: "3", "aria-label": "Edit message" });
  field.value = typedAgain(message.text, store);
  const finish = () => {
    const text = field.value.trim();
    done();
    if (text && text !== typedAgain(message.text, store)) save(text);
  };
  field.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") done();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) finish();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const cancel = h("button", { class: "btn", type: "button", on: { click: done } }, "Cancel");
  const keep = h("button", { class: "btn primary", type: "button", on: { click: finish } }, "Save");
  fill(place, h("div", { class: "editing" }, field, h("div", { class: "editing-foot" }, cancel, keep)));
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}

/** The words as they were typed: names instead of ids. @param {string} text @param {import("./store.js").Store} store */
export function typedAgain(text, store) {
  const named = text
    .replace(/<@(\w+)>/g, (whole, id) => (store.people.has(id) ? `@${store.people.get(id)?.name}` : whole))
    .replace(/<#(\w+)(?:\|[^>]*)?>/g, (whole, id) => (store.channels.has(id) ? `#${store.channels.get(id)?.name}` : whole))
    .replace(/<((?:https?:|mailto:)[^|>]*)(?:\|[^>]*)?>/g, "$1");
  return unescape(named);
}
