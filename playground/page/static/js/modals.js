/** Modals of the app: a stack of views, the uppermost in a dialog. */

import { Blocks } from "./blocks.js";
import { lightbox, openDialog } from "./dialogs.js";
import { fill, h } from "./dom.js";
import { choices } from "./message.js";
import { pictureOf } from "./sources.js";
import { seenIn } from "./wire.js";

export class Modals {
  /** @param {import("./store.js").Store} store @param {import("./api.js").Api} api */
  constructor(store, api) {
    this.store = store;
    this.api = api;
    /** @type {any} */
    this.open = null;
    store.on("modals viewer", () => this.draw());
  }

  /** Bring the dialog to what the app wants to have open. */
  draw() {
    const view = (this.store.modals.get(this.store.viewer) ?? []).at(-1);
    if (!view) return this.shut();
    if (this.open?.id === view.id) return this.update(view);
    this.shut();
    this.start(view);
  }

  shut() {
    const open = this.open;
    this.open = null;
    open?.close();
  }

  /** @param {any} view */
  start(view) {
    const blocks = new Blocks({
      names: this.store.names,
      scope: "modal",
      choices: choices(this.store),
      picture: (item) => pictureOf(item, this.store, this.api, seenIn(this.open?.view ?? view, this.store.viewer)),
      act: (block, element, value) => this.api.clickInView(this.open?.view, block, element, value, this.open?.blocks.state()),
      open: (picture) => lightbox(picture),
    });
    const foot = h("footer", {});
    const form = h("form", { novalidate: true, on: { submit: (/** @type {Event} */ event) => this.submit(event) } }, blocks.node, foot);
    this.open = { id: view.id, blocks, foot, view };
    blocks.show(view.blocks);
    this.drawFoot(view);
    const { dialog, close } = openDialog("modal", view.title?.text ?? "", [form], { onClose: () => this.closed(view) });
    Object.assign(this.open, { dialog, close });
    /** @type {HTMLElement | null} */ (form.querySelector("[autofocus], .input, .btn"))?.focus();
  }

  /** @param {any} view */
  update(view) {
    this.open.view = view;
    this.open.blocks.show(view.blocks);
    this.open.dialog.querySelector("h2").textContent = view.title?.text ?? "";
    this.drawFoot(view);
  }

  /** @param {any} view */
  drawFoot(view) {
    const cancel = h("button", { class: "btn", type: "button", on: { click: () => this.open?.close() } }, view.close?.text ?? "Close");
    const go = view.submit && h("button", { class: "btn primary", type: "submit" }, view.submit.text);
    fill(this.open.foot, h("span", { class: "by" }, this.store.app), cancel, go);
  }

  /** Closed by the person, not by the app. @param {any} view */
  closed(view) {
    if (this.open?.id !== view.id) return;
    this.open = null;
    this.api.closeView(view);
  }

  /** @param {Event} event */
  async submit(event) {
    event.preventDefault();
    const { view, blocks } = this.open;
    const errors = this.missing(blocks) ?? (await this.api.submitView(view, blocks.state()));
    if (this.open?.id === view.id) this.complain(blocks, errors ?? {});
  }

  /** What Slack itself asks for before it bothers the app. @param {Blocks} blocks */
  missing(blocks) {
    const state = blocks.state();
    /** @type {Record<string, string>} */
    const errors = {};
    for (const piece of blocks.pieces) {
      const block = piece.block.now;
      if (block.type !== "input" || block.optional) continue;
      const value = state[block.block_id]?.[block.element.action_id] ?? {};
      const given = Object.entries(value).some(([name, one]) => name !== "type" && one !== null && !(Array.isArray(one) && !one.length));
      if (!given) errors[block.block_id] = "Please complete this required field.";
    }
    return Object.keys(errors).length ? errors : null;
  }

  /** @param {Blocks} blocks @param {Record<string, string>} errors */
  complain(blocks, errors) {
    let first = true;
    for (const piece of blocks.pieces) {
      const place = piece.node.querySelector(".field-error");
      if (!place) continue;
      const said = errors[piece.block.now.block_id] ?? "";
      place.textContent = said;
      piece.node.classList.toggle("wrong", Boolean(said));
      const control = /** @type {HTMLElement | undefined} */ (piece.fields[0]?.control);
      control?.setAttribute("aria-invalid", String(Boolean(said)));
      if (said && first) control?.focus();
      if (said) first = false;
    }
  }
}
