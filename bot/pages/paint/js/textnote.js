/** The field in which a short text is written, right where it will stand. */

import { h } from "./dom.js";

const LONGEST = 120;

/** @param {import("./editor.js").Editor} editor @param {HTMLElement} place */
export function textNotes(editor, place) {
  const field = h("input", { class: "text-note", type: "text", maxlength: LONGEST, "aria-label": "A short text on the picture", placeholder: "Write…", enterkeyhint: "done", hidden: true });
  place.append(field);
  /** @type {import("./history.js").Point | null} */
  let at = null;
  const done = (/** @type {boolean} */ keep) => {
    const words = field.value.trim();
    const where = at;
    at = null;
    if (!where) return;
    field.hidden = true;
    field.value = "";
    const { tools, history } = editor;
    if (keep && words) editor.did({ kind: "text", id: history.nextId, colour: tools.colour, size: tools.noteSize, at: where, words }, "Text written.");
    place.focus({ preventScroll: true });
  };
  editor.askForText = (point) => {
    if (at) done(true);
    at = point;
    const { view } = editor.stage;
    const [x, y] = view.from(point[0], point[1]);
    const size = Math.max(16, editor.tools.noteSize * view.scale);
    field.hidden = false;
    field.style.color = editor.tools.colour;
    field.style.fontSize = `${size}px`;
    field.style.left = `${Math.max(0, Math.min(editor.stage.width - 180, x))}px`;
    field.style.top = `${Math.max(0, Math.min(editor.stage.height - size * 1.6, y))}px`;
    field.focus();
  };
  field.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" || event.key === "Escape") {
      event.preventDefault();
      done(event.key === "Enter");
    }
    event.stopPropagation();
  });
  field.addEventListener("pointerdown", (/** @type {Event} */ event) => event.stopPropagation());
  field.addEventListener("blur", () => done(true));
}
