/** The tools of the chosen end, what a tool can be set to, and what can be undone. */

import { h, icon } from "./dom.js";
import { KEYS, NAMES, TOOLS } from "./editor.js";
import { COLOURS } from "./tools.js";

/** @typedef {import("./editor.js").Editor} Editor */

/** The strip of tools; arrows move between them. @param {Editor} editor @returns {HTMLElement} */
export function toolbar(editor) {
  const strip = h("div", { class: "tools", role: "toolbar", "aria-label": "Tools", "aria-orientation": "vertical" });
  const fill = () => {
    const names = TOOLS[editor.end];
    const focused = strip.contains(document.activeElement);
    if (strip.dataset.end !== editor.end) {
      strip.dataset.end = editor.end;
      strip.replaceChildren(...names.map((name) => tool(editor, name)));
    }
    for (const button of /** @type {Iterable<HTMLElement>} */ (strip.children)) {
      const on = button.dataset.tool === editor.tools.name;
      button.setAttribute("aria-pressed", String(on));
      button.tabIndex = on ? 0 : -1;
      if (on && focused && document.activeElement !== button) button.focus();
    }
  };
  strip.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const names = TOOLS[editor.end];
    editor.take(names[(names.indexOf(editor.tools.name) + step + names.length) % names.length]);
  });
  editor.onChange(fill);
  fill();
  return strip;
}

/** @param {Editor} editor @param {import("./tools.js").ToolName} name */
function tool(editor, name) {
  const sign = name === "rub" ? "eraser" : name;
  const label = NAMES[name];
  const button = h("button", { class: "tool", type: "button", "aria-label": label, title: `${label} (${KEYS[name].toUpperCase()})`, on: { click: () => editor.take(name) } }, icon(sign));
  button.dataset.tool = name;
  return button;
}

/** Size, softness, colour, and what concerns the whole region. @param {Editor} editor @returns {HTMLElement} */
export function settings(editor) {
  const size = slider("Size", 0, 100, (value) => {
    editor.tools.size = 0.004 * 100 ** (value / 100);
    editor.tell();
  });
  const soft = slider("Soft edge", 0, 100, (value) => editor.soften(value / 100));
  const colours = swatches(editor);
  const invert = action("Invert", "invert", () => editor.invert());
  const clear = action("Clear", "clear", () => editor.clear());
  const reset = action("Without it", "undo", () => editor.unframe());
  const hint = h("p", { class: "hint" });
  const node = h("div", { class: "settings" }, size.node, soft.node, colours, hint, h("span", { class: "actions" }, invert, clear, reset));
  const show = () => {
    const { name } = editor.tools;
    const paints = editor.tools.paints;
    size.node.hidden = soft.node.hidden = !paints;
    size.set(Math.round((Math.log(editor.tools.size / 0.004) / Math.log(100)) * 100), `${editor.tools.pixels} px`);
    soft.set(Math.round(editor.tools.soft * 100), `${Math.round(editor.tools.soft * 100)} %`);
    colours.hidden = !["arrow", "line", "text"].includes(name);
    hint.textContent = HINTS[name] ?? "";
    hint.hidden = !HINTS[name];
    const around = name === "around";
    invert.hidden = editor.end === "notes" || around || name === "hand";
    clear.hidden = around || name === "hand";
    reset.hidden = !around;
    reset.disabled = !editor.framed;
    clear.disabled = editor.end === "notes" ? !editor.history.notes.length : !editor.painted;
  };
  editor.onChange(show);
  show();
  return node;
}

/** @type {Record<string, string>} */
const HINTS = {
  rectangle: "Drag over a part.",
  lasso: "Draw around a part.",
  hand: "Drag to move. Pinch, or turn the wheel with Ctrl, to zoom.",
  around: "Drag an edge outwards. What is new will be drawn.",
  rub: "Drag over a note.",
  text: "Click where the text should be.",
  arrow: "",
  line: "",
};

/** @param {string} label @param {number} least @param {number} most @param {(value: number) => void} changed */
function slider(label, least, most, changed) {
  const input = h("input", { type: "range", min: least, max: most, step: 1, "aria-label": label, on: { input: () => changed(Number(input.value)) } });
  const said = h("output", {});
  const set = (/** @type {number} */ value, /** @type {string} */ words) => {
    if (Number(input.value) !== value) input.value = String(value);
    input.setAttribute("aria-valuetext", words);
    said.textContent = words;
  };
  return { node: h("label", { class: "slider" }, h("span", {}, label), input, said), set };
}

/** @param {Editor} editor */
function swatches(editor) {
  const one = (/** @type {string} */ colour, /** @type {string} */ name) => {
    const input = h("input", { type: "radio", name: "colour", value: colour, "aria-label": name, on: { change: () => set(colour) } });
    input.checked = colour === editor.tools.colour;
    const dot = h("span", { class: "dot" });
    dot.style.background = colour;
    return h("label", { class: "swatch", title: name }, input, dot);
  };
  const own = h("input", { type: "color", value: "#9c36b5", "aria-label": "A colour of your own", title: "A colour of your own", on: { input: () => set(own.value) } });
  const set = (/** @type {string} */ colour) => {
    editor.tools.colour = colour;
    for (const input of node.querySelectorAll("input[type=radio]")) input.checked = input.value === colour;
    own.classList.toggle("chosen", !COLOURS.some(([known]) => known === colour));
    editor.tell();
  };
  const node = h("fieldset", { class: "swatches" }, h("legend", { class: "heard" }, "Colour"), COLOURS.map(([colour, name]) => one(colour, name)), own);
  return node;
}

/** @param {string} label @param {string} sign @param {() => void} run */
function action(label, sign, run) {
  return h("button", { class: "quiet", type: "button", on: { click: run } }, icon(sign), h("span", {}, label));
}

/** Undo, redo and the zoom. @param {Editor} editor @returns {HTMLElement} */
export function topBar(editor) {
  const round = (/** @type {string} */ label, /** @type {string} */ sign, /** @type {string} */ key, /** @type {() => void} */ run) =>
    h("button", { class: "round", type: "button", "aria-label": label, title: `${label} (${key})`, on: { click: run } }, icon(sign));
  const undo = round("Undo", "undo", "Ctrl Z", () => editor.undo());
  const redo = round("Redo", "redo", "Ctrl Shift Z", () => editor.redo());
  const percent = h("button", { class: "percent", type: "button", title: "Show all (0)", on: { click: () => editor.stage.fit() } });
  const show = () => {
    undo.disabled = !editor.history.canUndo;
    redo.disabled = !editor.history.canRedo;
  };
  const zoomed = () => {
    const shown = Math.round(editor.stage.view.scale * editor.stage.ratio * 100);
    percent.textContent = `${shown} %`;
    percent.setAttribute("aria-label", `Zoom ${shown} %. Show all`);
  };
  editor.onChange(show);
  editor.stage.onView(zoomed);
  show();
  zoomed();
  return h("div", { class: "top-actions" }, h("span", { class: "pair" }, undo, redo),
    h("span", { class: "pair zoom" }, round("Zoom out", "less", "-", () => editor.stage.zoom(0.8)), percent, round("Zoom in", "more", "+", () => editor.stage.zoom(1.25))));
}
