/** What was painted, as a list that can be undone and redone without end. It holds
 * strokes and no bitmaps. The browser keeps it for a day, so that nothing is lost by a
 * reload, or when a link has ended and there is another one for the same picture. */

/**
 * @typedef {[number, number, number]} Point x, y and pressure, in the picture's pixels
 * @typedef {{kind: "brush", erase: boolean, size: number, soft: number, points: Point[]}} BrushOp
 * @typedef {{kind: "rectangle" | "lasso", erase: boolean, points: Point[]}} ShapeOp
 * @typedef {{kind: "invert" | "clear"}} WholeOp
 * @typedef {{kind: "arrow" | "line", id: number, colour: string, width: number, points: Point[]}} LineNote
 * @typedef {{kind: "text", id: number, colour: string, size: number, at: Point, words: string}} TextNote
 * @typedef {{kind: "unnote", ids: number[]}} UnnoteOp
 * @typedef {{kind: "frame", frame: import("./sizes.js").Frame}} FrameOp
 * @typedef {BrushOp | ShapeOp | WholeOp} RegionOp
 * @typedef {LineNote | TextNote} Note
 * @typedef {RegionOp | Note | UnnoteOp | FrameOp} Op
 */

import { noFrame } from "./sizes.js";

const KEPT = 24 * 60 * 60 * 1000;
const OURS = "painting-";
const REGION = new Set(["brush", "rectangle", "lasso", "invert", "clear"]);

/** @param {Op} op @returns {op is RegionOp} */
export const isRegion = (op) => REGION.has(op.kind);

/** @param {Op} op @returns {op is Note} */
export const isNote = (op) => op.kind === "arrow" || op.kind === "line" || op.kind === "text";

/** Forget everything that was painted more than a day ago, whatever became of it. */
export function tidy() {
  try {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(OURS))) {
      if (!(Date.now() - whenOf(localStorage.getItem(key)) < KEPT)) localStorage.removeItem(key);
    }
  } catch {
    // not allowed: then nothing was kept
  }
}

/** @param {string | null} kept */
function whenOf(kept) {
  try {
    return Number(JSON.parse(kept ?? "null")?.when);
  } catch {
    return NaN;
  }
}

export class History {
  /** @param {string} key where the browser keeps it @param {() => void} changed */
  constructor(key, changed) {
    this.key = key;
    this.changed = changed;
    /** @type {Op[]} */
    this.all = [];
    this.at = 0;
    this.restore();
  }

  get done() {
    return this.all.slice(0, this.at);
  }

  get canUndo() {
    return this.at > 0;
  }

  get canRedo() {
    return this.at < this.all.length;
  }

  /** @returns {RegionOp[]} */
  get region() {
    return this.done.filter(isRegion);
  }

  /** The notes that are there now. @returns {Note[]} */
  get notes() {
    const gone = new Set(this.done.flatMap((op) => (op.kind === "unnote" ? op.ids : [])));
    return this.done.filter(isNote).filter((note) => !gone.has(note.id));
  }

  /** @returns {import("./sizes.js").Frame} */
  get frame() {
    const last = this.done.findLast((op) => op.kind === "frame");
    return last?.kind === "frame" ? last.frame : noFrame();
  }

  /** An id for the next note. */
  get nextId() {
    return this.all.reduce((most, op) => (isNote(op) ? Math.max(most, op.id) : most), 0) + 1;
  }

  /** @param {Op} op */
  add(op) {
    this.all.length = this.at;
    this.all.push(op);
    this.at += 1;
    this.keep();
  }

  /** @returns {Op | null} what is undone */
  undo() {
    if (!this.canUndo) return null;
    this.at -= 1;
    this.keep();
    return this.all[this.at];
  }

  /** @returns {Op | null} what is done again */
  redo() {
    if (!this.canRedo) return null;
    this.at += 1;
    this.keep();
    return this.all[this.at - 1];
  }

  /** Forget everything, because it was sent. */
  forget() {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // not allowed: then nothing was kept
    }
  }

  keep() {
    try {
      localStorage.setItem(this.key, JSON.stringify({ at: this.at, all: this.all, when: Date.now() }));
    } catch {
      // full, or not allowed: then a reload begins anew
    }
    this.changed();
  }

  restore() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.key) ?? "null");
      if (kept && Array.isArray(kept.all) && Date.now() - kept.when < KEPT) {
        this.all = kept.all;
        this.at = Math.min(kept.at, kept.all.length);
      }
    } catch {
      this.all = [];
    }
  }
}
