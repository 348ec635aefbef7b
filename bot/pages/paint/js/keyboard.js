/** The keyboard: shortcuts, and a cursor on the picture that draws with every tool. */

import { announce } from "./announce.js";

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Keyboard {
  /** @param {import("./editor.js").Editor} editor @param {HTMLElement} node @param {HTMLElement} cross the cursor */
  constructor(editor, node, cross) {
    this.editor = editor;
    this.node = node;
    this.cross = cross;
    /** @type {[number, number] | null} where the cursor is, in the picture's pixels */
    this.at = null;
    node.addEventListener("keydown", (event) => this.onStage(event));
    node.addEventListener("blur", () => this.left());
    document.addEventListener("keydown", (event) => this.anywhere(event));
    editor.stage.onView(() => this.place());
  }

  /** @param {KeyboardEvent} event */
  onStage(event) {
    if (event.target !== this.node || event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) this.step(arrow, event.shiftKey);
    else if (event.key === "Enter") this.press(event);
    else if (event.key === "Escape" && this.editor.tools.busy) this.editor.tools.cancel();
    else return;
    event.preventDefault();
  }

  /** @param {[number, number]} arrow @param {boolean} far */
  step([dx, dy], far) {
    const { stage, tools } = this.editor;
    if (tools.name === "hand") {
      stage.pan(-dx * 60, -dy * 60);
      return;
    }
    const first = !this.at;
    const [x, y] = this.start();
    const step = Math.max(1, this.editor.longer / (far ? 10 : 50));
    const whole = stage.whole;
    if (!first) this.at = [clamp(x + dx * step, whole.x, whole.x + whole.w), clamp(y + dy * step, whole.y, whole.y + whole.h)];
    this.place();
    if (tools.busy && this.at) tools.move([[...this.at, 1]]);
    announce(this.where());
  }

  /** @returns {[number, number]} */
  start() {
    this.at ??= [this.editor.region.width / 2, this.editor.region.height / 2];
    return this.at;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const { tools } = this.editor;
    if (event.repeat || tools.name === "hand") return;
    if (tools.busy) {
      tools.up();
      return;
    }
    const at = this.start();
    this.place();
    tools.down([...at, 1]);
    if (tools.name === "text") tools.up();
    else if (tools.busy) announce(`${tools.paints ? "Brush down" : "Begun"}, ${this.where()}. Move with the arrows, then press Enter again.`);
  }

  where() {
    if (!this.at) return "";
    const { region } = this.editor;
    const part = (/** @type {number} */ one, /** @type {number} */ all) => Math.round((100 * one) / all);
    return `${part(this.at[0], region.width)} % across, ${part(this.at[1], region.height)} % down`;
  }

  place() {
    const shown = this.at !== null && document.activeElement === this.node && document.body.classList.contains("keyed");
    this.cross.classList.toggle("seen", shown);
    if (!this.at) return;
    const [x, y] = this.editor.stage.view.from(...this.at);
    this.cross.style.transform = `translate(${x}px, ${y}px)`;
    const size = this.editor.tools.paints ? Math.max(10, this.editor.tools.pixels * this.editor.stage.view.scale) : 22;
    this.cross.style.setProperty("--size", `${size}px`);
  }

  left() {
    if (this.editor.tools.busy && this.at) this.editor.tools.up();
    this.place();
  }

  /** Shortcuts that work wherever one is, but not while one writes. @param {KeyboardEvent} event */
  anywhere(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.matches?.("textarea, input:not([type=range]):not([type=radio]), select")) return;
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && !event.altKey && (key === "z" || key === "y")) {
      event.preventDefault();
      if (key === "y" || event.shiftKey) this.editor.redo();
      else this.editor.undo();
    } else if (!command && !event.altKey && this.editor.shortcut(event.key)) event.preventDefault();
  }
}

/** @param {number} value @param {number} least @param {number} most */
function clamp(value, least, most) {
  return Math.max(least, Math.min(most, value));
}
