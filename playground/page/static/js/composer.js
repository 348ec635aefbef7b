/** The field for writing: text, files that are attached, pasted or dropped, and sending. */

import { Completion } from "./complete.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { size } from "./when.js";

const MOST_FILES = 10;

export class Composer {
  /**
   * @param {import("./store.js").Store} store
   * @param {{label: string, onSend: (draft: {text: string, files: File[], broadcast: boolean}) => Promise<boolean>, broadcast?: boolean}} use
   */
  constructor(store, use) {
    this.use = use;
    /** @type {File[]} */
    this.files = [];
    this.field = h("textarea", { rows: "1", "aria-label": use.label, placeholder: use.label, enterkeyhint: "send", autocomplete: "off", on: { input: () => this.grow(), keydown: (/** @type {KeyboardEvent} */ event) => this.keys(event), paste: (/** @type {ClipboardEvent} */ event) => this.paste(event) } });
    this.completion = new Completion(this.field, store);
    this.picker = h("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-hidden": "true", on: { change: () => this.picked() } });
    this.chips = h("ul", { class: "chips", "aria-label": "Attached files", hidden: true });
    this.sendButton = h("button", { class: "send", type: "button", "aria-label": "Send", disabled: true, on: { click: () => this.send() } }, icon("send"));
    this.also = h("input", { type: "checkbox" });
    const attach = h("button", { class: "attach", type: "button", "aria-label": "Attach files", title: "Attach files", on: { click: () => this.picker.click() } }, icon("clip"));
    this.line = h("div", { class: "composer-line" }, attach, this.field, this.sendButton);
    const also = use.broadcast ? h("label", { class: "also" }, this.also, "Also send to the channel") : null;
    this.node = h("div", { class: "composer" }, this.completion.node, h("div", { class: "composer-box" }, this.chips, this.line), also, this.picker);
  }

  /** @param {string} label */
  name(label) {
    this.use.label = label;
    this.field.placeholder = label;
    this.field.setAttribute("aria-label", label);
  }

  /** @param {boolean} off @param {string} [why] */
  disable(off, why = "") {
    this.field.disabled = off;
    this.node.classList.toggle("off", off);
    if (off) this.field.placeholder = why;
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 240)}px`;
    this.sendButton.disabled = !this.field.value.trim() && !this.files.length;
  }

  /** @param {KeyboardEvent} event */
  keys(event) {
    if (this.completion.takes(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  async send() {
    const text = this.field.value.trim();
    if (!text && !this.files.length) return;
    const draft = { text, files: this.files, broadcast: this.also.checked };
    this.write("", []);
    if (!(await this.use.onSend(draft)) && !this.field.value) this.write(text, draft.files);
    this.also.checked = false;
  }

  /** @param {string} text @param {File[]} files */
  write(text, files) {
    this.field.value = text;
    this.files = files;
    this.drawChips();
    this.grow();
  }

  picked() {
    this.add([...this.picker.files]);
    this.picker.value = "";
    this.field.focus();
  }

  /** @param {ClipboardEvent} event */
  paste(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.add(files);
  }

  /** @param {File[]} files */
  add(files) {
    this.files = [...this.files, ...files].slice(0, MOST_FILES);
    this.drawChips();
    this.grow();
  }

  drawChips() {
    for (const image of this.chips.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    this.chips.hidden = !this.files.length;
    fill(this.chips, this.files.map((file, index) => this.chip(file, index)));
  }

  /** @param {File} file @param {number} index */
  chip(file, index) {
    const look = file.type.startsWith("image/") && file.type !== "image/svg+xml" ? h("img", { src: URL.createObjectURL(file), alt: "" }) : icon("file");
    const drop = () => {
      this.files = this.files.filter((_, at) => at !== index);
      this.drawChips();
      this.grow();
      this.field.focus();
    };
    return h("li", { class: "chip" }, look, h("span", {}, file.name, h("small", {}, size(file.size))),
      h("button", { type: "button", "aria-label": `Remove ${file.name}`, on: { click: drop } }, icon("close")));
  }
}

/** Let files be dropped anywhere on a pane. @param {HTMLElement} pane @param {Composer} composer */
export function droppable(pane, composer) {
  let depth = 0;
  const over = (/** @type {number} */ change) => {
    depth = Math.max(0, depth + change);
    pane.classList.toggle("dropping", depth > 0);
  };
  const hasFiles = (/** @type {DragEvent} */ event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  pane.addEventListener("dragenter", (event) => hasFiles(event) && over(1));
  pane.addEventListener("dragleave", (event) => hasFiles(event) && over(-1));
  pane.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  pane.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    over(0);
    composer.add([...(event.dataTransfer?.files ?? [])]);
    composer.field.focus();
  });
}
