/** A picture in several sizes, each half of the one before, so that a small view of a
 * large picture costs little. */

export class Shown {
  /** @param {ImageBitmap[]} bitmaps the largest first @param {number} width @param {number} height */
  constructor(bitmaps, width, height) {
    this.bitmaps = bitmaps;
    this.width = width;
    this.height = height;
  }

  /** The smallest that is large enough for this scale. @param {number} scale device pixels for each of the picture's */
  at(scale) {
    return this.bitmaps.findLast((one) => one.width >= this.width * Math.min(1, scale) - 1) ?? this.bitmaps[0];
  }

  close() {
    for (const one of this.bitmaps) one.close();
  }
}

const SMALLEST = 900;

/** @param {Blob} blob @returns {Promise<Shown>} */
export async function shown(blob) {
  const bitmaps = [await createImageBitmap(blob)];
  let last = bitmaps[0];
  while (Math.max(last.width, last.height) > 2 * SMALLEST) {
    const resizeWidth = Math.round(last.width / 2);
    const resizeHeight = Math.round(last.height / 2);
    last = await createImageBitmap(last, { resizeWidth, resizeHeight, resizeQuality: "medium" });
    bitmaps.push(last);
  }
  return new Shown(bitmaps, bitmaps[0].width, bitmaps[0].height);
}
