/** What is drawn again and again: the lines of a region, and what is behind a picture. */

/** @typedef {CanvasRenderingContext2D} Pen */

/** Between two lines, in the page's own pixels. */
const HATCH = 9;

/** Fine lines that are seen on light and on dark pictures. @param {Pen} pen @param {number} ratio */
export function hatched(pen, ratio) {
  const edge = Math.round(HATCH * ratio);
  const tile = new OffscreenCanvas(edge, edge);
  const ink = /** @type {OffscreenCanvasRenderingContext2D} */ (tile.getContext("2d"));
  ink.lineWidth = ratio;
  for (const [colour, shift] of /** @type {[string, number][]} */ ([["#ffffff8c", 0], ["#00000059", ratio]])) {
    ink.strokeStyle = colour;
    ink.beginPath();
    for (const at of [-edge, 0, edge]) {
      ink.moveTo(at + shift - 1, edge + 1);
      ink.lineTo(at + edge + shift + 1, -1);
    }
    ink.stroke();
  }
  return pen.createPattern(tile, "repeat");
}

/** What is behind a picture that is clear in places. @param {Pen} pen @param {number} width @param {number} height @param {number} scale */
export function chequered(pen, width, height, scale) {
  const edge = 10 / scale;
  const tile = new OffscreenCanvas(20, 20);
  const ink = /** @type {OffscreenCanvasRenderingContext2D} */ (tile.getContext("2d"));
  ink.fillStyle = "#fff";
  ink.fillRect(0, 0, 20, 20);
  ink.fillStyle = "#d5d5d8";
  ink.fillRect(0, 0, 10, 10);
  ink.fillRect(10, 10, 10, 10);
  const pattern = pen.createPattern(tile, "repeat");
  if (!pattern) return;
  pattern.setTransform(new DOMMatrix([edge / 10, 0, 0, edge / 10, 0, 0]));
  pen.fillStyle = pattern;
  pen.fillRect(0, 0, width, height);
}
