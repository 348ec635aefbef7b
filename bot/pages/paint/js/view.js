/** Where the picture lies on the stage: zoomed and moved. In the stage's own pixels. */

/** @typedef {import("./boxes.js").Box} Box */

const LARGEST = 16;

export class View {
  constructor() {
    this.x = 0;
    this.y = 0;
    this.scale = 1;
    this.least = 0.02;
    /** Whether it is as the page has laid it, so that it follows a resize. */
    this.fitted = true;
  }

  /** Show all of a part of the picture in this part of the stage. @param {Box} part @param {Box} room */
  fit(part, room) {
    this.scale = Math.min(Math.max(40, room.w) / part.w, Math.max(40, room.h) / part.h, 2);
    this.least = this.scale / 4;
    this.x = room.x + (room.w - part.w * this.scale) / 2 - part.x * this.scale;
    this.y = room.y + (room.h - part.h * this.scale) / 2 - part.y * this.scale;
    this.fitted = true;
  }

  /** @param {number} factor @param {number} x @param {number} y what stays where it is */
  zoom(factor, x, y) {
    const scale = Math.max(this.least, Math.min(LARGEST, this.scale * factor));
    this.x = x - ((x - this.x) * scale) / this.scale;
    this.y = y - ((y - this.y) * scale) / this.scale;
    this.scale = scale;
    this.fitted = false;
  }

  /** @param {number} dx @param {number} dy */
  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.fitted = false;
  }

  /** The picture's pixel below a place on the stage. @param {number} x @param {number} y @returns {[number, number]} */
  to(x, y) {
    return [(x - this.x) / this.scale, (y - this.y) / this.scale];
  }

  /** Where a pixel of the picture is on the stage. @param {number} x @param {number} y @returns {[number, number]} */
  from(x, y) {
    return [x * this.scale + this.x, y * this.scale + this.y];
  }

  /** A part of the picture in device pixels, a little larger. @param {Box} box @param {number} ratio @returns {Box} */
  device(box, ratio) {
    const x = Math.floor((box.x * this.scale + this.x) * ratio) - 2;
    const y = Math.floor((box.y * this.scale + this.y) * ratio) - 2;
    return { x, y, w: Math.ceil(box.w * this.scale * ratio) + 4, h: Math.ceil(box.h * this.scale * ratio) + 4 };
  }
}
