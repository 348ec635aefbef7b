/** The keys, for those who ask. */

import { h, icon } from "./dom.js";

const KEYS = [
  ["B, E, R, L", "Brush, eraser, rectangle, lasso"],
  ["A, N, T", "Arrow, line, text"],
  ["M", "More around it"],
  ["[ and ]", "A smaller, a larger brush"],
  ["{ and }", "A harder, a softer edge"],
  ["I, Delete", "Invert, clear"],
  ["Ctrl Z, Ctrl Shift Z", "Undo, redo"],
  ["+, −, 0", "Zoom in, out, show all"],
  ["C", "Compare with the version before"],
  ["Space and drag", "Move the picture"],
  ["On the picture: arrows", "Move the cursor (Shift: far)"],
  ["On the picture: Enter", "Brush down, and up again; or the corners of a rectangle"],
];

/** @returns {{button: HTMLElement, dialog: HTMLElement}} */
export function help() {
  const close = h("button", { class: "round", type: "button", "aria-label": "Close", on: { click: () => dialog.close() } }, icon("close"));
  const rows = KEYS.map(([key, does]) => h("div", {}, h("dt", {}, key), h("dd", {}, does)));
  const dialog = h("dialog", { class: "help", "aria-labelledby": "help-title" }, h("header", {}, h("h2", { id: "help-title" }, "Keys"), close), h("dl", {}, rows));
  dialog.addEventListener("click", (/** @type {Event} */ event) => event.target === dialog && dialog.close());
  const button = h("button", { class: "round help-button", type: "button", "aria-label": "Keys", title: "Keys (?)", on: { click: () => dialog.showModal() } }, icon("help"));
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key === "?" && !target.matches("textarea, input, select")) dialog.showModal();
  });
  return { button, dialog };
}
