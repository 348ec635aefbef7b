/** Rectangles of whole pixels. Pure. */

/** @typedef {{x: number, y: number, w: number, h: number}} Box */
/** @typedef {import("./history.js").Op} Op */
/** @typedef {import("./history.js").Point} Point */

/** The smallest box around the points, with a margin. @param {Point[]} points @param {number} margin @returns {Box} */
export function around(points, margin) {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  if (left > right) return { x: 0, y: 0, w: 0, h: 0 };
  const x = Math.floor(left - margin);
  const y = Math.floor(top - margin);
  return { x, y, w: Math.ceil(right + margin) - x, h: Math.ceil(bottom + margin) - y };
}

/** @param {Box | null} one @param {Box} other @returns {Box} */
export function joined(one, other) {
  if (!one) return other;
  const x = Math.min(one.x, other.x);
  const y = Math.min(one.y, other.y);
  return { x, y, w: Math.max(one.x + one.w, other.x + other.w) - x, h: Math.max(one.y + one.h, other.y + other.h) - y };
}

/** @param {Box} one @param {Box} other */
export function meet(one, other) {
  return one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h;
}

/** @param {Box} box @param {number} width @param {number} height @returns {Box} */
export function within(box, width, height) {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  return { x, y, w: Math.max(0, Math.min(width, box.x + box.w) - x), h: Math.max(0, Math.min(height, box.y + box.h) - y) };
}

/** Where something that was done can be seen. @param {Op} op @param {Box} whole @returns {Box} */
export function boxOf(op, whole) {
  switch (op.kind) {
    case "brush":
      return around(op.points, op.size / 2 + 2);
    case "rectangle":
    case "lasso":
      return around(op.points, 2);
    case "arrow":
    case "line":
      return around(op.points, op.width * 5 + 4);
    default:
      return whole;
  }
}
