/** The region that is painted: a layer of the picture's own size, never shown as it is,
 * of which only the parts that change are drawn again.
 *
 * The list of strokes is the truth. Beside it, what the last strokes covered is kept for
 * as long as there is room, so that undoing them is a copy; older ones are drawn again. */

import { boxOf, meet, within } from "./boxes.js";
import { Trail, drawOp } from "./strokes.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./history.js").RegionOp} RegionOp */
/** @typedef {import("./history.js").BrushOp} BrushOp */
/** @typedef {import("./history.js").Point} Point */

const SAMPLE = 128;
/** The most pixels of what strokes have covered that are kept. */
const MOST_SAVED = 40_000_000;

export class Region {
  /** @param {number} width @param {number} height */
  constructor(width, height) {
    this.width = width;
    this.height = height;
    this.layer = new OffscreenCanvas(width, height);
    this.pen = /** @type {OffscreenCanvasRenderingContext2D} */ (this.layer.getContext("2d"));
    /** The layer without what is just being painted. */
    this.settled = new OffscreenCanvas(width, height);
    this.settledPen = /** @type {OffscreenCanvasRenderingContext2D} */ (this.settled.getContext("2d"));
    /** @type {Map<number, {box: Box, tile: OffscreenCanvas}>} what was there before a stroke, by its place in the list */
    this.saved = new Map();
    /** @type {Trail | null} */
    this.trail = null;
    /** @type {number | null} */
    this.known = 0;
  }

  /** @returns {Box} */
  get whole() {
    return { x: 0, y: 0, w: this.width, h: this.height };
  }

  /** Begin a stroke that a person paints. @param {Omit<BrushOp, "points">} brush */
  begin(brush) {
    this.trail = new Trail(this.pen, brush);
  }

  /** @param {Point} point */
  follow(point) {
    this.known = null;
    this.trail?.to(point);
  }

  end() {
    this.trail = null;
  }

  /** Keep what was drawn, as the stroke with this place in the list. @param {RegionOp} op @param {number} index */
  settle(op, index) {
    const box = this.seen(op);
    for (const later of [...this.saved.keys()].filter((one) => one >= index)) this.saved.delete(later);
    if (box.w && box.h) {
      const tile = new OffscreenCanvas(box.w, box.h);
      tile.getContext("2d")?.drawImage(this.settled, -box.x, -box.y);
      this.saved.set(index, { box, tile });
    }
    copy(this.layer, this.settledPen, box);
    this.spare();
  }

  /** Forget the oldest of what is kept, if it is too much. */
  spare() {
    let room = MOST_SAVED;
    for (const [index, { box }] of [...this.saved].reverse()) {
      room -= box.w * box.h;
      if (room < 0) this.saved.delete(index);
    }
  }

  /** Take one stroke away. @param {RegionOp} op @param {number} index its place in the list @param {RegionOp[]} ops those that stay @returns {Box} */
  undo(op, index, ops) {
    const kept = this.saved.get(index);
    if (!kept) return this.again(ops, this.seen(op));
    const { box, tile } = kept;
    this.known = null;
    this.pen.clearRect(box.x, box.y, box.w, box.h);
    this.pen.drawImage(tile, box.x, box.y);
    copy(this.layer, this.settledPen, box);
    return box;
  }

  /** Leave out what is just being painted. */
  revert() {
    this.known = null;
    copy(this.settled, this.pen, this.whole);
  }

  /** Draw one more. @param {RegionOp} op @returns {Box} where it can be seen */
  draw(op) {
    this.known = null;
    drawOp(this.pen, op, this.width, this.height);
    return this.seen(op);
  }

  /** Draw a part of the layer again, from all that was done. @param {RegionOp[]} ops @param {Box} part @returns {Box} */
  again(ops, part) {
    this.known = null;
    const box = within(part, this.width, this.height);
    const { pen } = this;
    pen.save();
    pen.beginPath();
    pen.rect(box.x, box.y, box.w, box.h);
    pen.clip();
    pen.clearRect(box.x, box.y, box.w, box.h);
    const since = ops.findLastIndex((op) => op.kind === "clear");
    for (const op of ops.slice(since + 1)) {
      if (meet(boxOf(op, this.whole), box)) drawOp(pen, op, this.width, this.height);
    }
    pen.restore();
    copy(this.layer, this.settledPen, box);
    return box;
  }

  /** @param {RegionOp} op @returns {Box} */
  seen(op) {
    return within(boxOf(op, this.whole), this.width, this.height);
  }

  /** How much of the picture is in it, between 0 and 1. */
  get share() {
    this.known ??= this.measured();
    return this.known;
  }

  measured() {
    const small = new OffscreenCanvas(SAMPLE, SAMPLE);
    const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (small.getContext("2d", { willReadFrequently: true }));
    pen.drawImage(this.layer, 0, 0, SAMPLE, SAMPLE);
    const { data } = pen.getImageData(0, 0, SAMPLE, SAMPLE);
    let sum = 0;
    for (let at = 3; at < data.length; at += 4) sum += data[at];
    return sum / (255 * SAMPLE * SAMPLE);
  }

  /** @returns {Promise<Blob>} a PNG that is opaque where the region is */
  png() {
    return this.layer.convertToBlob({ type: "image/png" });
  }
}

/** @param {OffscreenCanvas} from @param {OffscreenCanvasRenderingContext2D} to @param {Box} box */
function copy(from, to, { x, y, w, h }) {
  if (!w || !h) return;
  to.clearRect(x, y, w, h);
  to.drawImage(from, x, y, w, h, x, y, w, h);
}
