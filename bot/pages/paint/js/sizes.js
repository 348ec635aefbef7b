/** Which sizes the model draws, and how far a frame may be dragged. Pure. */

/** @typedef {{left: number, top: number, right: number, bottom: number}} Frame how many pixels are new on each side */
/** @typedef {import("./api.js").Sizes} Sizes */

/** @returns {Frame} */
export const noFrame = () => ({ left: 0, top: 0, right: 0, bottom: 0 });

/** @param {Frame} frame */
export const isFramed = (frame) => frame.left + frame.top + frame.right + frame.bottom > 0;

/** The size that comes out, or null where the model does not draw that shape. @param {number} width @param {number} height @param {Frame} frame @param {Sizes} sizes @returns {[number, number] | null} */
export function sizeWith(width, height, frame, sizes) {
  const wide = width + frame.left + frame.right;
  const high = height + frame.top + frame.bottom;
  if (Math.max(wide, high) > 3 * Math.min(wide, high)) return null;
  const most = Math.min(sizes.longest / Math.max(wide, high), Math.sqrt(sizes.most / (wide * high)));
  const scale = Math.max(Math.min(1, most), Math.sqrt(sizes.least / (wide * high)));
  const near = (/** @type {number} */ side) => [Math.floor, Math.ceil].map((round) => round((side * scale) / sizes.step) * sizes.step);
  const bent = (/** @type {[number, number]} */ [w, h]) => Math.abs((w * high) / (h * wide) - 1);
  const found = near(wide).flatMap((w) => near(high).map((h) => /** @type {[number, number]} */ ([w, h]))).filter(([w, h]) => drawable(w, h, sizes));
  return found.sort((one, other) => bent(one) - bent(other))[0] ?? null;
}

/** @param {number} width @param {number} height @param {Sizes} sizes */
function drawable(width, height, sizes) {
  const [short, long] = [Math.min(width, height), Math.max(width, height)];
  const pixels = width * height;
  return long <= sizes.longest && long <= 3 * short && pixels >= sizes.least && pixels <= sizes.most;
}

/** One side of the frame moved, as far as it may be, in steps that keep the whole a
 * multiple of what the model draws. @param {Frame} frame @param {keyof Frame} side @param {number} wanted @param {[number, number]} size @param {Sizes} sizes @returns {Frame} */
export function moved(frame, side, wanted, [width, height], sizes) {
  const across = side === "left" || side === "right";
  const other = across ? frame.left + frame.right - frame[side] : frame.top + frame.bottom - frame[side];
  const own = (across ? width : height) + other;
  const snapped = (/** @type {number} */ value) => Math.max(0, Math.ceil((own + value) / sizes.step) * sizes.step - own);
  let value = wanted <= 0 ? 0 : snapped(wanted);
  while (value > 0 && !sizeWith(width, height, { ...frame, [side]: value }, sizes)) value = value <= sizes.step ? 0 : snapped(value - sizes.step);
  return { ...frame, [side]: value };
}
