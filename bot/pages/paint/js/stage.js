/** Shows the picture and what lies over it, in two layers of the window's size. In each
 * frame, only what has changed is drawn again. */

import { joined, within } from "./boxes.js";
import { h } from "./dom.js";
import { drawNote } from "./notes.js";
import { chequered, hatched } from "./patterns.js";
import { View } from "./view.js";

/** @typedef {import("./boxes.js").Box} Box */
/** @typedef {import("./pictures.js").Shown} Shown */
/** @typedef {CanvasRenderingContext2D} Pen */

/**
 * @typedef {object} Scene what the stage shows
 * @property {Shown | null} picture
 * @property {Shown | null} before
 * @property {import("./region.js").Region | null} region
 * @property {import("./history.js").Note[]} notes
 * @property {import("./sizes.js").Frame} frame
 * @property {boolean} brings whether the region shows the picture before
 * @property {boolean} showsRegion
 * @property {boolean} showsFrame
 * @property {number | null} divider where the picture before ends, from 0 to 1
 * @property {((pen: Pen, view: View) => void) | null} sketch what is just being drawn
 */

export class Stage {
  constructor() {
    this.base = h("canvas", { class: "layer" });
    this.over = h("canvas", { class: "layer" });
    this.node = h("div", { class: "stage" }, this.base, this.over);
    this.basePen = /** @type {Pen} */ (this.base.getContext("2d", { alpha: false }));
    this.overPen = /** @type {Pen} */ (this.over.getContext("2d"));
    this.view = new View();
    /** @type {Scene} */
    this.scene = { picture: null, before: null, region: null, notes: [], frame: { left: 0, top: 0, right: 0, bottom: 0 }, brings: false, showsRegion: true, showsFrame: true, divider: null, sketch: null };
    this.ratio = 1;
    this.baseStale = false;
    /** @type {Box | null} in device pixels */
    this.stale = null;
    this.asked = false;
    /** @type {CanvasPattern | null} */
    this.hatch = null;
    /** @type {(() => void)[]} */
    this.readers = [];
    new ResizeObserver(() => this.resized()).observe(this.node);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.all());
  }

  /** Call this whenever the view has changed. @param {() => void} reader */
  onView(reader) {
    this.readers.push(reader);
  }

  get width() {
    return this.node.clientWidth;
  }

  get height() {
    return this.node.clientHeight;
  }

  resized() {
    this.ratio = Math.min(3, window.devicePixelRatio || 1);
    for (const layer of [this.base, this.over]) {
      layer.width = Math.max(1, Math.round(this.width * this.ratio));
      layer.height = Math.max(1, Math.round(this.height * this.ratio));
    }
    this.hatch = hatched(this.overPen, this.ratio);
    if (this.view.fitted) this.fit();
    else this.viewed();
  }

  /** The picture with its frame. @returns {Box} */
  get whole() {
    const { picture, frame, showsFrame } = this.scene;
    const [w, h] = picture ? [picture.width, picture.height] : [1, 1];
    if (!showsFrame) return { x: 0, y: 0, w, h };
    return { x: -frame.left, y: -frame.top, w: w + frame.left + frame.right, h: h + frame.top + frame.bottom };
  }

  fit() {
    if (!this.scene.picture || this.width < 2) return;
    this.view.fit(this.whole, this.room);
    this.viewed();
  }

  /** What nothing covers, so that a picture is seen whole. @returns {Box} */
  get room() {
    const style = getComputedStyle(this.node);
    const [top, right, bottom, left] = ["top", "right", "bottom", "left"].map((side) => Number.parseFloat(style.getPropertyValue(`padding-${side}`)) || 0);
    return { x: left, y: top, w: this.width - left - right, h: this.height - top - bottom };
  }

  /** @param {number} factor @param {number} [x] @param {number} [y] */
  zoom(factor, x = this.width / 2, y = this.height / 2) {
    this.view.zoom(factor, x, y);
    this.viewed();
  }

  /** @param {number} dx @param {number} dy */
  pan(dx, dy) {
    this.view.pan(dx, dy);
    this.viewed();
  }

  viewed() {
    for (const reader of this.readers) reader();
    this.all();
  }

  /** Draw everything in the next frame. */
  all() {
    this.baseStale = true;
    this.stale = { x: 0, y: 0, w: this.over.width, h: this.over.height };
    this.ask();
  }

  /** Draw a part of the picture's layer above it in the next frame. @param {Box} [box] in the picture's pixels */
  touch(box) {
    const all = { x: 0, y: 0, w: this.over.width, h: this.over.height };
    this.stale = box ? joined(this.stale, within(this.view.device(box, this.ratio), all.w, all.h)) : all;
    this.ask();
  }

  ask() {
    if (this.asked) return;
    this.asked = true;
    requestAnimationFrame(() => {
      this.asked = false;
      if (this.baseStale) this.drawBase();
      if (this.stale) this.drawOver(this.stale);
      this.baseStale = false;
      this.stale = null;
    });
  }

  /** Let the pen draw in the picture's own pixels. @param {Pen} pen */
  inPicture(pen) {
    const scale = this.view.scale * this.ratio;
    pen.setTransform(scale, 0, 0, scale, this.view.x * this.ratio, this.view.y * this.ratio);
  }

  drawBase() {
    const pen = this.basePen;
    const { picture, before, divider } = this.scene;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = getComputedStyle(this.node).getPropertyValue("--stage") || "#888";
    pen.fillRect(0, 0, this.base.width, this.base.height);
    if (!picture) return;
    const scale = this.view.scale * this.ratio;
    this.inPicture(pen);
    pen.imageSmoothingEnabled = scale < 4;
    chequered(pen, picture.width, picture.height, scale);
    pen.drawImage(picture.at(scale), 0, 0, picture.width, picture.height);
    if (divider !== null && before) {
      pen.save();
      pen.beginPath();
      pen.rect(0, 0, picture.width * divider, picture.height);
      pen.clip();
      pen.drawImage(before.at(scale), 0, 0, picture.width, picture.height);
      pen.restore();
    }
  }

  /** @param {Box} box */
  drawOver(box) {
    const pen = this.overPen;
    const { picture, region, notes, sketch, showsRegion, showsFrame, divider } = this.scene;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.save();
    pen.beginPath();
    pen.rect(box.x, box.y, box.w, box.h);
    pen.clip();
    pen.clearRect(box.x, box.y, box.w, box.h);
    if (picture && region && showsRegion && divider === null) this.drawRegion(pen, box);
    if (picture && showsFrame) this.drawFrame(pen);
    this.inPicture(pen);
    if (divider === null) for (const note of notes) drawNote(pen, note);
    if (sketch) sketch(pen, this.view);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.restore();
  }

  /** The region under fine lines: as a tint, or with the picture before in it. @param {Pen} pen @param {Box} box */
  drawRegion(pen, box) {
    const { region, before, brings, picture } = this.scene;
    if (!region || !picture) return;
    const scale = this.view.scale * this.ratio;
    const part = within(this.under(box), region.width, region.height);
    if (!part.w || !part.h) return;
    this.inPicture(pen);
    pen.imageSmoothingEnabled = scale < 4;
    pen.globalAlpha = brings ? 1 : 0.55;
    pen.drawImage(region.layer, part.x, part.y, part.w, part.h, part.x, part.y, part.w, part.h);
    pen.globalAlpha = 1;
    pen.globalCompositeOperation = brings ? "source-in" : "source-atop";
    if (brings && before) pen.drawImage(before.at(scale), 0, 0, picture.width, picture.height);
    pen.globalCompositeOperation = "source-atop";
    pen.setTransform(1, 0, 0, 1, 0, 0);
    if (this.hatch) {
      pen.globalAlpha = brings && before ? 0.5 : 1;
      pen.fillStyle = this.hatch;
      pen.fillRect(box.x, box.y, box.w, box.h);
      pen.globalAlpha = 1;
    }
    pen.globalCompositeOperation = "source-over";
  }

  /** The part of the picture below a part of the stage. @param {Box} box @returns {Box} */
  under(box) {
    const [x1, y1] = this.view.to(box.x / this.ratio, box.y / this.ratio);
    const [x2, y2] = this.view.to((box.x + box.w) / this.ratio, (box.y + box.h) / this.ratio);
    const [x, y] = [Math.floor(x1) - 1, Math.floor(y1) - 1];
    return { x, y, w: Math.ceil(x2) + 1 - x, h: Math.ceil(y2) + 1 - y };
  }

  /** What is new around the picture. @param {Pen} pen */
  drawFrame(pen) {
    const { picture } = this.scene;
    const whole = this.whole;
    if (!picture || (whole.w === picture.width && whole.h === picture.height)) return;
    this.inPicture(pen);
    const ring = new Path2D();
    ring.rect(whole.x, whole.y, whole.w, whole.h);
    ring.rect(0, 0, picture.width, picture.height);
    pen.fillStyle = "#ff4d1c38";
    pen.fill(ring, "evenodd");
    pen.save();
    pen.clip(ring, "evenodd");
    pen.setTransform(1, 0, 0, 1, 0, 0);
    if (this.hatch) {
      pen.fillStyle = this.hatch;
      pen.fillRect(0, 0, this.over.width, this.over.height);
    }
    pen.restore();
    this.inPicture(pen);
    pen.lineWidth = 1.5 / this.view.scale;
    pen.strokeStyle = "#ff4d1c";
    pen.strokeRect(whole.x, whole.y, whole.w, whole.h);
  }
}
