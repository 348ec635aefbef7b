/** The thread's versions as a film strip: a press starts from another one. */

import { announce } from "./announce.js";
import { picture, thumb } from "./api.js";
import { h } from "./dom.js";
import { shown } from "./pictures.js";

/** @typedef {import("./api.js").Version} Version */

export class Film {
  /** @param {import("./editor.js").Editor} editor */
  constructor(editor) {
    this.editor = editor;
    /** The version before, as it was chosen for the present one. @type {Version | null} */
    this.before = null;
    /** @type {Map<number, HTMLElement>} */
    this.frames = new Map();
    /** @type {Map<number, any>} */
    this.images = new Map();
    this.strip = h("ol", { class: "film" });
    this.select = h("select", { id: "before", on: { change: () => this.useBefore(Number(this.select.value)) } });
    const { versions } = editor.opened;
    versions.forEach((version, index) => this.strip.append(this.frame(version, index)));
    this.node = h("section", { class: "versions", "aria-label": "Versions in this thread", hidden: versions.length < 2 }, h("h2", {}, "Versions"), this.strip);
    this.choice = h("label", { class: "before", for: "before" }, h("span", {}, "The version to bring back from"), this.select);
  }

  /** @param {Version} version @param {number} index */
  frame(version, index) {
    const image = h("img", { alt: "", width: 72, height: 72 });
    const label = `Version ${index + 1}: ${version.words}`;
    const button = h("button", { class: "frame", type: "button", "aria-label": label, title: label, on: { click: () => this.start(version) } }, image, h("span", { class: "number" }, String(index + 1)));
    this.frames.set(version.turn, button);
    this.images.set(version.turn, image);
    return h("li", {}, button);
  }

  /** Fill the strip, one picture after the other. */
  async fill() {
    if (this.images.size < 2) return;
    for (const [turn, image] of [...this.images].reverse()) {
      try {
        image.src = URL.createObjectURL(await thumb(turn));
      } catch {
        image.classList.add("lost");
      }
    }
  }

  /** @param {number} turn */
  version(turn) {
    return this.editor.opened.versions.find((one) => one.turn === turn) ?? null;
  }

  /** Begin with a version. @param {Version} version @param {boolean} [first] */
  async start(version, first = false) {
    if (!first && this.editor.version.turn === version.turn) return;
    const button = this.frames.get(version.turn);
    button?.setAttribute("aria-busy", "true");
    try {
      this.editor.begin(version, await shown(await picture(version.turn)));
    } catch (error) {
      if (first) throw error;
      announce("That version cannot be shown now.");
      return;
    } finally {
      button?.removeAttribute("aria-busy");
    }
    for (const [turn, frame] of this.frames) frame.setAttribute("aria-current", String(turn === version.turn));
    this.offer(version);
    this.useBefore(this.before?.turn ?? 0);
    if (!first) announce(`You now paint on version ${this.number(version)}.`);
  }

  /** @param {Version} version */
  number(version) {
    return this.editor.opened.versions.indexOf(version) + 1;
  }

  /** The versions that a part can be brought back from. @param {Version} version */
  offer(version) {
    const others = this.editor.opened.versions.filter((one) => one.turn !== version.turn && alike(one, version));
    this.before = others.find((one) => one.turn === version.before) ?? others.findLast((one) => one.turn < version.turn) ?? others[0] ?? null;
    this.select.replaceChildren(...others.map((one) => h("option", { value: one.turn, selected: one === this.before }, `${this.number(one)}. ${one.words}`)));
  }

  /** @param {number} turn */
  async useBefore(turn) {
    const { stage } = this.editor;
    const before = this.version(turn);
    this.before = before;
    stage.scene.before?.close();
    stage.scene.before = null;
    if (before) {
      try {
        const found = await shown(await picture(before.turn));
        if (this.before === before) stage.scene.before = found;
        else found.close();
      } catch {
        announce("The version before cannot be shown now.");
      }
    }
    stage.all();
    this.editor.tell();
  }
}

/** Whether two versions have about the same shape. @param {Version} one @param {Version} other */
function alike(one, other) {
  return Math.abs((one.width * other.height) / (one.height * other.width) - 1) < 0.03;
}
