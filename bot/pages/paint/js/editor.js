/** What is painted on which picture, and what follows from it. Everything that people
 * do comes through here; what has changed is told to whoever listens. */

import { announce } from "./announce.js";
import { joined } from "./boxes.js";
import { History, isNote, isRegion } from "./history.js";
import { boxOfNote } from "./notes.js";
import { Region } from "./region.js";
import { isFramed, moved, noFrame, sizeWith } from "./sizes.js";
import { Tools } from "./tools.js";

/** @typedef {import("./history.js").Op} Op */
/** @typedef {import("./tools.js").ToolName} ToolName */
/** @typedef {"change" | "notes" | "back"} End */

/** The tools of each end, the first is taken up with it. @type {Record<End, ToolName[]>} */
export const TOOLS = {
  change: ["brush", "eraser", "rectangle", "lasso", "around", "hand"],
  notes: ["arrow", "line", "text", "rub", "hand"],
  back: ["brush", "eraser", "rectangle", "lasso", "hand"],
};

/** @type {Record<string, string>} */
export const NAMES = { brush: "Brush", eraser: "Eraser", rectangle: "Rectangle", lasso: "Lasso", around: "More around it", hand: "Move", arrow: "Arrow", line: "Line", text: "Text", rub: "Remove a note" };

/** @type {Record<string, string>} what a key takes up */
export const KEYS = { brush: "b", eraser: "e", rectangle: "r", lasso: "l", around: "m", hand: "h", arrow: "a", line: "n", text: "t", rub: "e" };

const SIDES = { left: "left", top: "above", right: "right", bottom: "below" };

export class Editor {
  /** @param {import("./stage.js").Stage} stage @param {import("./api.js").Opened} opened @param {string} kept where the browser keeps what is painted */
  constructor(stage, opened, kept) {
    this.stage = stage;
    this.opened = opened;
    this.kept = kept;
    this.tools = new Tools(this);
    /** @type {End} */
    this.end = "change";
    /** @type {(() => void)[]} */
    this.readers = [];
    this.region = new Region(1, 1);
    this.history = new History("", () => {});
    /** @type {import("./api.js").Version} */
    this.version = opened.versions[0];
    /** @type {(point: import("./history.js").Point) => void} */
    this.askForText = () => {};
    /** Which end had which tool. @type {Record<End, ToolName>} */
    this.last = { change: "brush", notes: "arrow", back: "brush" };
  }

  /** @param {() => void} reader */
  onChange(reader) {
    this.readers.push(reader);
  }

  tell() {
    for (const reader of this.readers) reader();
  }

  get longer() {
    return Math.max(this.region.width, this.region.height);
  }

  /** Begin to paint on a version. Strokes stay if they fit. @param {import("./api.js").Version} version @param {import("./pictures.js").Shown} picture */
  begin(version, picture) {
    const { width, height } = picture;
    const same = this.region.width === width && this.region.height === height;
    this.version = version;
    document.body.dataset.picture = `${width}x${height}`;
    if (!same) {
      this.region = new Region(width, height);
      this.history = new History(`${this.kept}/${width}x${height}`, () => this.tell());
    }
    const { scene } = this.stage;
    scene.picture?.close();
    scene.picture = picture;
    scene.region = this.region;
    if (!same) {
      this.region.again(this.history.region, this.region.whole);
      this.stage.fit();
    }
    this.redraw();
  }

  /** Note what was done just now; a stroke of the brush is drawn already. @param {Op} op @param {string} [said] */
  did(op, said) {
    if (isRegion(op) && op.kind !== "brush") this.region.draw(op);
    this.history.add(op);
    if (isRegion(op)) this.region.settle(op, this.history.at - 1);
    this.shown(isRegion(op) ? this.region.seen(op) : null);
    if (said) announce(isRegion(op) ? `${said} ${this.said}` : said);
  }

  undo() {
    const op = this.tools.busy ? null : this.history.undo();
    if (!op) {
      this.tools.cancel();
      return;
    }
    this.shown(isRegion(op) ? this.region.undo(op, this.history.at, this.history.region) : null);
    if (op.kind === "frame") this.stage.fit();
    announce(`Undone. ${this.said}`);
  }

  redo() {
    const op = this.tools.busy ? null : this.history.redo();
    if (!op) return;
    if (isRegion(op)) {
      this.region.draw(op);
      this.region.settle(op, this.history.at - 1);
    }
    this.shown(isRegion(op) ? this.region.seen(op) : null);
    if (op.kind === "frame") this.stage.fit();
    announce(`Done again. ${this.said}`);
  }

  /** Show what was painted, without what is just being drawn. */
  redraw() {
    this.region.revert();
    this.shown(null);
  }

  /** @param {import("./boxes.js").Box | null} seen */
  shown(seen) {
    const { scene } = this.stage;
    const before = scene.notes;
    scene.notes = this.end === "notes" ? this.history.notes : [];
    scene.frame = this.history.frame;
    scene.brings = this.end === "back";
    scene.showsRegion = this.end !== "notes";
    scene.showsFrame = this.end === "change";
    const notes = [...before, ...scene.notes].map(boxOfNote);
    if (seen && !isFramed(scene.frame)) this.stage.touch(notes.reduce(joined, seen));
    else this.stage.touch();
    this.tell();
  }

  /** @param {End} end */
  choose(end) {
    if (this.end === end) return;
    this.last[this.end] = this.tools.name;
    this.tools.cancel();
    this.end = end;
    this.tools.name = this.last[end];
    const framed = isFramed(this.history.frame);
    this.shown(null);
    if (framed) this.stage.fit();
  }

  /** @param {ToolName} name */
  take(name) {
    this.tools.cancel();
    this.tools.name = name;
    this.tell();
    announce(`${NAMES[name]}.`);
  }

  /** @param {string} key @returns {boolean} whether it means something */
  shortcut(key) {
    const { tools } = this;
    const name = TOOLS[this.end].find((one) => KEYS[one] === key.toLowerCase());
    if (name) this.take(name);
    else if (key === "[" || key === "]") this.resize(key === "]" ? 1.2 : 1 / 1.2);
    else if (key === "{" || key === "}") this.soften(tools.soft + (key === "}" ? 0.1 : -0.1));
    else if (key === "+" || key === "=") this.stage.zoom(1.25);
    else if (key === "-") this.stage.zoom(0.8);
    else if (key === "0") this.stage.fit();
    else if (key === "i" && this.end !== "notes") this.invert();
    else if (key === "Delete" || key === "Backspace") this.clear();
    else return false;
    return true;
  }

  /** @param {number} factor */
  resize(factor) {
    this.tools.size = Math.max(0.004, Math.min(0.4, this.tools.size * factor));
    this.tell();
    announce(`Brush of ${this.tools.pixels} pixels.`);
  }

  /** @param {number} soft */
  soften(soft) {
    this.tools.soft = Math.max(0, Math.min(1, Math.round(soft * 20) / 20));
    this.tell();
  }

  invert() {
    this.did({ kind: "invert" }, "Inverted.");
  }

  /** Remove what belongs to this end. */
  clear() {
    const ids = this.history.notes.map((note) => note.id);
    if (this.end === "notes" && ids.length) this.did({ kind: "unnote", ids }, "All notes removed.");
    else if (this.end !== "notes" && this.region.share > 0) this.did({ kind: "clear" }, "Cleared.");
  }

  /** Move one side of the frame. @param {keyof typeof SIDES} side @param {number} wanted @param {boolean} [done] whether that is what stays */
  frame(side, wanted, done = true) {
    const { width, height } = this.region;
    const frame = moved(this.stage.scene.frame, side, wanted, [width, height], this.opened.sizes);
    if (!done) {
      this.stage.scene.frame = frame;
      this.stage.viewed();
      return frame;
    }
    this.did({ kind: "frame", frame }, `${frame[side]} pixels more ${SIDES[side]}. ${this.sizeSaid}`);
    return frame;
  }

  /** Leave the picture as large as it is. */
  unframe() {
    this.did({ kind: "frame", frame: noFrame() }, "The picture stays as large as it is.");
    this.stage.fit();
  }

  /** The size of what is drawn, if it is drawn larger. */
  get size() {
    return sizeWith(this.region.width, this.region.height, this.history.frame, this.opened.sizes);
  }

  get sizeSaid() {
    return this.size ? `The picture becomes ${this.size[0]} × ${this.size[1]}.` : "";
  }

  get framed() {
    return isFramed(this.history.frame);
  }

  get painted() {
    return this.region.share > 0;
  }

  /** What is painted, in words. */
  get said() {
    if (this.end === "notes") {
      const count = this.history.notes.length;
      return count ? `${count} ${count === 1 ? "note" : "notes"} on the picture.` : "No notes yet.";
    }
    const share = Math.round(this.region.share * 100);
    const part = this.painted ? `${share || "Less than 1"} % of the picture is painted.` : "Nothing is painted yet.";
    return this.end === "change" && this.framed ? `${this.painted ? part : ""} ${this.sizeSaid}`.trim() : part;
  }

  /** @param {Op} op */
  isOfEnd(op) {
    return this.end === "notes" ? isNote(op) || op.kind === "unnote" : isRegion(op);
  }
}
