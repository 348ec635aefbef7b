/** Draws notes: arrows, free lines and short texts, over the picture and as a layer. */

import { around } from "./boxes.js";

/** @typedef {import("./history.js").Note} Note */
/** @typedef {import("./history.js").Point} Point */
/** @typedef {import("./strokes.js").Pen} Pen */

const FACE = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

/** @param {Pen} pen @param {Note} note */
export function drawNote(pen, note) {
  pen.save();
  pen.lineCap = "round";
  pen.lineJoin = "round";
  if (note.kind === "text") drawText(pen, note);
  else {
    const path = pathOf(note);
    // A rim, so that the note can be seen on its own colour.
    pen.strokeStyle = rim(note.colour);
    pen.lineWidth = note.width * 1.6;
    pen.stroke(path);
    pen.strokeStyle = note.colour;
    pen.lineWidth = note.width;
    pen.stroke(path);
  }
  pen.restore();
}

/** @param {import("./history.js").LineNote} note */
function pathOf(note) {
  const path = new Path2D();
  const points = note.kind === "arrow" ? [note.points[0], note.points[note.points.length - 1]] : note.points;
  points.forEach(([x, y], index) => (index ? path.lineTo(x, y) : path.moveTo(x, y)));
  if (points.length === 1) path.lineTo(points[0][0], points[0][1]);
  if (note.kind === "arrow") addHead(path, points[0], points[points.length - 1], note.width);
  return path;
}

/** @param {Path2D} path @param {Point} from @param {Point} to @param {number} width */
function addHead(path, from, to, width) {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  for (const turn of [2.55, -2.55]) {
    path.moveTo(to[0], to[1]);
    path.lineTo(to[0] + Math.cos(angle + turn) * width * 4.5, to[1] + Math.sin(angle + turn) * width * 4.5);
  }
}

/** @param {Pen} pen @param {import("./history.js").TextNote} note */
function drawText(pen, note) {
  pen.font = `650 ${note.size}px ${FACE}`;
  pen.textBaseline = "top";
  pen.lineWidth = note.size / 6;
  note.words.split("\n").forEach((line, index) => {
    const y = note.at[1] + index * note.size * 1.2;
    pen.strokeStyle = rim(note.colour);
    pen.strokeText(line, note.at[0], y);
    pen.fillStyle = note.colour;
    pen.fillText(line, note.at[0], y);
  });
}

/** White around dark colours, black around light ones. @param {string} colour */
function rim(colour) {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return r * 0.3 + g * 0.59 + b * 0.11 > 150 ? "#000000cc" : "#ffffffe6";
}

/** Where a note is, roughly. @param {Note} note */
export function boxOfNote(note) {
  if (note.kind !== "text") return around(note.points, note.width * 5 + 4);
  const lines = note.words.split("\n");
  const longest = Math.max(...lines.map((line) => line.length));
  const end = /** @type {Point} */ ([note.at[0] + longest * note.size * 0.65, note.at[1] + lines.length * note.size * 1.2, 1]);
  return around([note.at, end], note.size / 4);
}

/** Whether a point touches a note. @param {Note} note @param {Point} point @param {number} reach */
export function touches(note, [x, y], reach) {
  if (note.kind === "text") {
    const box = boxOfNote(note);
    return x >= box.x && y >= box.y && x <= box.x + box.w && y <= box.y + box.h;
  }
  const points = note.kind === "arrow" ? [note.points[0], note.points[note.points.length - 1]] : note.points;
  return points.some((from, index) => distance(from, points[index + 1] ?? from, x, y) <= reach + note.width);
}

/** @param {Point} from @param {Point} to @param {number} x @param {number} y */
function distance(from, to, x, y) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const long = dx * dx + dy * dy;
  const part = long ? Math.max(0, Math.min(1, ((x - from[0]) * dx + (y - from[1]) * dy) / long)) : 0;
  return Math.hypot(from[0] + part * dx - x, from[1] + part * dy - y);
}

/** @param {Note[]} notes @param {number} width @param {number} height @returns {Promise<Blob>} a PNG that is clear where no note is */
export function notesPng(notes, width, height) {
  const layer = new OffscreenCanvas(width, height);
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (layer.getContext("2d"));
  for (const note of notes) drawNote(pen, note);
  return layer.convertToBlob({ type: "image/png" });
}
