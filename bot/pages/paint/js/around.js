/** The frame's four handles: dragged, or moved with the arrows. */

import { h } from "./dom.js";

/** @typedef {import("./sizes.js").Frame} Frame */

/** @type {[keyof Frame, string, number, number][]} side, label, and where it leads */
const SIDES = [["left", "More on the left", -1, 0], ["top", "More above", 0, -1], ["right", "More on the right", 1, 0], ["bottom", "More below", 0, 1]];

/** @param {import("./editor.js").Editor} editor @returns {HTMLElement} */
export function handles(editor) {
  const each = SIDES.map(([side, label, dx, dy]) => handle(editor, side, label, dx, dy));
  const node = h("div", { class: "handles", role: "group", "aria-label": "More around the picture" }, each);
  const place = () => {
    node.hidden = editor.tools.name !== "around" || editor.end !== "change" || editor.stage.scene.divider !== null;
    if (node.hidden) return;
    const whole = editor.stage.whole;
    const [left, top] = editor.stage.view.from(whole.x, whole.y);
    const [right, bottom] = editor.stage.view.from(whole.x + whole.w, whole.y + whole.h);
    /** @type {[number, number][]} */
    const at = [[left, (top + bottom) / 2], [(left + right) / 2, top], [right, (top + bottom) / 2], [(left + right) / 2, bottom]];
    each.forEach((one, index) => {
      const x = Math.max(18, Math.min(editor.stage.width - 18, at[index][0]));
      const y = Math.max(18, Math.min(editor.stage.height - 18, at[index][1]));
      one.style.transform = `translate(${x}px, ${y}px)`;
      const value = editor.stage.scene.frame[SIDES[index][0]];
      one.setAttribute("aria-valuenow", String(value));
      one.setAttribute("aria-valuetext", `${value} pixels`);
    });
  };
  editor.onChange(place);
  editor.stage.onView(place);
  return node;
}

/** @param {import("./editor.js").Editor} editor @param {keyof Frame} side @param {string} label @param {number} dx @param {number} dy @returns {HTMLElement} */
function handle(editor, side, label, dx, dy) {
  const node = h("div", { class: `handle ${dx ? "upright" : "level"}`, role: "slider", tabindex: 0, "aria-label": label, "aria-valuemin": 0, "aria-valuemax": editor.opened.sizes.longest, "aria-orientation": dx ? "horizontal" : "vertical", title: label }, h("span", {}));
  /** @type {{x: number, y: number, value: number} | null} */
  let from = null;
  const wanted = (/** @type {PointerEvent} */ event) => {
    if (!from) return 0;
    const away = dx ? (event.clientX - from.x) * dx : (event.clientY - from.y) * dy;
    return from.value + away / editor.stage.view.scale;
  };
  node.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    node.setPointerCapture(event.pointerId);
    from = { x: event.clientX, y: event.clientY, value: editor.stage.scene.frame[side] };
  });
  node.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    if (from) editor.frame(side, wanted(event), false);
  });
  node.addEventListener("pointerup", (/** @type {PointerEvent} */ event) => {
    if (!from) return;
    const value = wanted(event);
    const moved = Math.abs(value - from.value) > 1;
    from = null;
    editor.stage.scene.frame = editor.history.frame;
    if (moved) editor.frame(side, value);
    editor.stage.fit();
  });
  node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const out = { ArrowLeft: -dx, ArrowRight: dx, ArrowUp: -dy, ArrowDown: dy }[event.key];
    if (!out) return;
    event.preventDefault();
    const { step } = editor.opened.sizes;
    editor.frame(side, editor.history.frame[side] + out * step * (event.shiftKey ? 8 : 2));
    editor.stage.fit();
  });
  return node;
}
