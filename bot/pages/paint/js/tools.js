/** The tools: what a stroke of each does. A hand with a mouse, a finger, a pen and the
 * keyboard all come here, as points of the picture. */

import { around } from "./boxes.js";
import { boxOfNote, drawNote, touches } from "./notes.js";
import { PAINT, shape } from "./strokes.js";

/** @typedef {import("./history.js").Point} Point */
/** @typedef {import("./history.js").Op} Op */
/** @typedef {"hand" | "brush" | "eraser" | "rectangle" | "lasso" | "arrow" | "line" | "text" | "rub" | "around"} ToolName */

export const COLOURS = [["#e5322d", "Red"], ["#ffd43b", "Yellow"], ["#2f9e44", "Green"], ["#1c7ed6", "Blue"], ["#ffffff", "White"], ["#16161a", "Black"]];

/** What to say when a stroke has ended, by tool. @type {Record<string, string>} */
const DONE = { brush: "Painted.", eraser: "Erased.", rectangle: "Rectangle painted.", lasso: "Lasso closed.", arrow: "Arrow drawn.", line: "Line drawn.", rub: "Note removed." };

export class Tools {
  /** @param {import("./editor.js").Editor} editor */
  constructor(editor) {
    this.editor = editor;
    /** @type {ToolName} */
    this.name = "brush";
    /** The brush's size and the notes' width, as parts of the picture's longer side. */
    this.size = 0.06;
    this.soft = 0.3;
    this.colour = COLOURS[0][0];
    /** @type {Point[] | null} the stroke that is just being drawn */
    this.points = null;
    /** @type {number[]} */
    this.rubbed = [];
  }

  /** The brush's size in the picture's pixels. */
  get pixels() {
    return Math.max(2, Math.round(this.size * this.editor.longer));
  }

  get noteWidth() {
    return Math.max(2, Math.round(this.editor.longer * 0.006));
  }

  get noteSize() {
    return Math.max(14, Math.round(this.editor.longer * 0.04));
  }

  /** Whether a stroke is being drawn. */
  get busy() {
    return this.points !== null;
  }

  /** @param {Point} point */
  down(point) {
    if (this.name === "hand" || this.name === "around") return;
    this.points = [point];
    this.rubbed = [];
    if (this.paints) this.editor.region.begin(this.brush);
    this.move([point], true);
  }

  get paints() {
    return this.name === "brush" || this.name === "eraser";
  }

  /** @returns {Omit<import("./history.js").BrushOp, "points">} */
  get brush() {
    return { kind: "brush", erase: this.name === "eraser", size: this.pixels, soft: this.soft };
  }

  /** @param {Point[]} points @param {boolean} [first] */
  move(points, first = false) {
    if (!this.points) return;
    const from = this.points[this.points.length - 1];
    if (!first) this.points.push(...points);
    const { editor } = this;
    if (this.paints) {
      for (const point of points) editor.region.follow(point);
      editor.stage.touch(around([from, ...points], this.pixels / 2 + 2));
    } else if (this.name === "rub") this.rub(points);
    else {
      editor.stage.scene.sketch = (pen, view) => this.sketch(pen, view);
      editor.stage.touch(this.name === "line" && !first ? around([from, ...points], this.noteWidth * 3) : undefined);
    }
  }

  /** @param {Point[]} points */
  rub(points) {
    const { editor } = this;
    const reach = 8 / editor.stage.view.scale;
    for (const note of editor.history.notes) {
      if (this.rubbed.includes(note.id) || !points.some((point) => touches(note, point, reach))) continue;
      this.rubbed.push(note.id);
      editor.stage.scene.notes = editor.history.notes.filter((one) => !this.rubbed.includes(one.id));
      editor.stage.touch(boxOfNote(note));
    }
  }

  up() {
    const points = this.points;
    if (!points) return;
    this.points = null;
    this.editor.region.end();
    this.editor.stage.scene.sketch = null;
    const op = this.made(points);
    // Here and not when the finger came down: phones only open their keyboard now.
    if (this.name === "text") this.editor.askForText(points[0]);
    else if (op) this.editor.did(op, DONE[this.name]);
    else this.editor.redraw();
  }

  /** Leave a stroke out that is being drawn. */
  cancel() {
    if (!this.points) return;
    this.points = null;
    this.editor.region.end();
    this.editor.stage.scene.sketch = null;
    this.editor.redraw();
  }

  /** @param {Point[]} points @returns {Op | null} */
  made(points) {
    const small = around(points, 0);
    const nothing = Math.max(small.w, small.h) < 3;
    switch (this.name) {
      case "brush":
      case "eraser":
        return { ...this.brush, points: points.map(short) };
      case "rectangle":
        return nothing ? null : { kind: "rectangle", erase: false, points: [points[0], points[points.length - 1]].map(short) };
      case "lasso":
        return nothing || points.length < 3 ? null : { kind: "lasso", erase: false, points: points.map(short) };
      case "arrow":
        return nothing ? null : this.line("arrow", [points[0], points[points.length - 1]]);
      case "line":
        return this.line("line", points);
      case "rub":
        return this.rubbed.length ? { kind: "unnote", ids: this.rubbed } : null;
      default:
        return null;
    }
  }

  /** @param {"arrow" | "line"} kind @param {Point[]} points @returns {import("./history.js").LineNote} */
  line(kind, points) {
    return { kind, id: this.editor.history.nextId, colour: this.colour, width: this.noteWidth, points: points.map(short) };
  }

  /** What is just being drawn, over everything else. @param {CanvasRenderingContext2D} pen @param {import("./view.js").View} view */
  sketch(pen, view) {
    const points = this.points;
    if (!points) return;
    if (this.name === "arrow" || this.name === "line") {
      drawNote(pen, this.line(this.name, points));
      return;
    }
    if (this.name !== "rectangle" && this.name !== "lasso") return;
    const path = shape(this.name, points);
    pen.fillStyle = `${PAINT}40`;
    pen.fill(path);
    pen.lineWidth = 2 / view.scale;
    pen.strokeStyle = "#ffffff";
    pen.stroke(path);
    pen.setLineDash([6 / view.scale, 5 / view.scale]);
    pen.strokeStyle = PAINT;
    pen.stroke(path);
    pen.setLineDash([]);
  }
}

/** Tenths of a pixel are fine enough. @param {Point} point @returns {Point} */
function short([x, y, pressure]) {
  return [Math.round(x * 10) / 10, Math.round(y * 10) / 10, Math.round(pressure * 100) / 100];
}
