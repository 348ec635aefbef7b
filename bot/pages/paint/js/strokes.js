/** Draws the strokes of a region. What is painted while a person paints and what is
 * painted again after an undo come from here, so they are the same. */

/** @typedef {import("./history.js").RegionOp} RegionOp */
/** @typedef {import("./history.js").BrushOp} BrushOp */
/** @typedef {import("./history.js").Point} Point */
/** @typedef {OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D} Pen */

export const PAINT = "#ff4d1c";
/** Between the dabs of a soft brush, as a part of its size. */
const APART = 0.1;

/** @type {Map<string, OffscreenCanvas>} */
const tips = new Map();

/** The tip of a soft brush. @param {number} size @param {number} soft */
function tip(size, soft) {
  const name = `${size}/${soft}`;
  const known = tips.get(name);
  if (known) return known;
  const edge = Math.ceil(size) + 2;
  const made = new OffscreenCanvas(edge, edge);
  const pen = /** @type {OffscreenCanvasRenderingContext2D} */ (made.getContext("2d"));
  const glow = pen.createRadialGradient(edge / 2, edge / 2, (size / 2) * (1 - soft), edge / 2, edge / 2, size / 2);
  glow.addColorStop(0, PAINT);
  glow.addColorStop(0.5, `${PAINT}80`);
  glow.addColorStop(1, `${PAINT}00`);
  pen.fillStyle = glow;
  pen.fillRect(0, 0, edge, edge);
  if (tips.size > 24) tips.clear();
  tips.set(name, made);
  return made;
}

/** Follows a brush from point to point. */
export class Trail {
  /** @param {Pen} pen @param {Omit<BrushOp, "points">} brush */
  constructor(pen, brush) {
    this.pen = pen;
    this.brush = brush;
    /** @type {Point | null} */
    this.last = null;
    this.left = 0;
  }

  /** @param {Point} point */
  to(point) {
    const { pen, brush } = this;
    pen.globalCompositeOperation = brush.erase ? "destination-out" : "source-over";
    if (brush.soft > 0) this.dab(point);
    else this.stroke(point);
    pen.globalCompositeOperation = "source-over";
    this.last = point;
  }

  /** @param {Point} point */
  stroke([x, y, pressure]) {
    const { pen, brush } = this;
    pen.strokeStyle = PAINT;
    pen.lineCap = "round";
    pen.lineJoin = "round";
    pen.lineWidth = Math.max(1, brush.size * pressure);
    pen.beginPath();
    pen.moveTo(...(this.last ? /** @type {[number, number]} */ ([this.last[0], this.last[1]]) : /** @type {[number, number]} */ ([x, y])));
    pen.lineTo(x, y);
    pen.stroke();
  }

  /** @param {Point} point */
  dab(point) {
    const { brush } = this;
    const from = this.last ?? point;
    const far = Math.hypot(point[0] - from[0], point[1] - from[1]);
    const step = Math.max(1, brush.size * APART);
    if (!this.last) this.put(point);
    let at = step - this.left;
    for (; at <= far; at += step) {
      const part = at / far;
      this.put([from[0] + (point[0] - from[0]) * part, from[1] + (point[1] - from[1]) * part, from[2] + (point[2] - from[2]) * part]);
    }
    this.left = this.last ? far - (at - step) : 0;
  }

  /** @param {Point} point */
  put([x, y, pressure]) {
    const { pen, brush } = this;
    const made = tip(brush.size, brush.soft);
    const edge = made.width * pressure;
    pen.drawImage(made, x - edge / 2, y - edge / 2, edge, edge);
  }
}

/** @param {Pen} pen @param {RegionOp} op @param {number} width @param {number} height */
export function drawOp(pen, op, width, height) {
  pen.fillStyle = PAINT;
  switch (op.kind) {
    case "brush": {
      const trail = new Trail(pen, op);
      for (const point of op.points) trail.to(point);
      return;
    }
    case "rectangle":
    case "lasso":
      pen.globalCompositeOperation = op.erase ? "destination-out" : "source-over";
      pen.fill(shape(op.kind, op.points));
      pen.globalCompositeOperation = "source-over";
      return;
    case "invert":
      pen.globalCompositeOperation = "xor";
      pen.fillRect(0, 0, width, height);
      pen.globalCompositeOperation = "source-over";
      return;
    case "clear":
      pen.clearRect(0, 0, width, height);
  }
}

/** @param {"rectangle" | "lasso"} kind @param {Point[]} points @returns {Path2D} */
export function shape(kind, points) {
  const path = new Path2D();
  if (kind === "rectangle") {
    const [[x1, y1], [x2, y2]] = [points[0], points[points.length - 1]];
    path.rect(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
    return path;
  }
  points.forEach(([x, y], index) => (index ? path.lineTo(x, y) : path.moveTo(x, y)));
  path.closePath();
  return path;
}
