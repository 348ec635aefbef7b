/** A message's versions as a strip of film: step through how it developed. */

import { arrange, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { span } from "./when.js";

/** @typedef {import("./store.js").Version} Version */

export class Film {
  /**
   * @param {import("./api.js").Api} api
   * @param {(version: Version | null) => void} onStep
   */
  constructor(api, onStep) {
    this.api = api;
    this.onStep = onStep;
    /** @type {Version[]} */
    this.versions = [];
    this.at = -1;
    this.shown = 0;
    this.count = h("button", { class: "film-count", type: "button", "aria-expanded": "false", on: { click: () => this.toggle() } });
    this.label = h("span", { class: "film-label", "aria-live": "polite" });
    this.frames = h("ol", { class: "frames" });
    const step = (/** @type {string} */ name, /** @type {string} */ label, /** @type {number} */ by) =>
      h("button", { class: "btn quiet", type: "button", "aria-label": label, on: { click: () => this.go(this.at + by) } }, icon(name));
    this.back = step("left", "Older version", -1);
    this.on = step("right", "Newer version", 1);
    this.now = h("button", { class: "btn small", type: "button", on: { click: () => this.close() } }, "Back to now");
    this.strip = h("div", { class: "film", role: "group", "aria-label": "Versions of this message", hidden: true, on: { keydown: (/** @type {KeyboardEvent} */ event) => this.keys(event) } },
      h("div", { class: "film-bar" }, this.back, this.label, this.on, this.now), this.frames);
    this.node = h("div", { class: "film-place", hidden: true }, this.count, this.strip);
  }

  /** @param {import("./store.js").Message} message */
  offer(message) {
    this.message = message;
    this.node.hidden = message.versions < 2 || (!message.app && this.strip.hidden);
    if (this.shown !== message.versions) {
      this.shown = message.versions;
      fill(this.count, icon("film"), `${message.versions} versions`);
      if (!this.strip.hidden) this.load();
    }
  }

  toggle() {
    if (this.strip.hidden) this.open();
    else this.close();
  }

  async open() {
    this.node.hidden = false;
    this.strip.hidden = false;
    this.count.setAttribute("aria-expanded", "true");
    await this.load();
    this.go(this.versions.length - 1);
  }

  close() {
    this.strip.hidden = true;
    this.count.setAttribute("aria-expanded", "false");
    this.at = -1;
    this.onStep(null);
    this.count.focus();
  }

  async load() {
    if (!this.message) return;
    const newest = this.at === this.versions.length - 1;
    this.versions = await this.api.versions(this.message);
    arrange(this.frames, this.versions.map((version, index) => this.frames.children[index] ?? this.frame(version, index)));
    if (newest && !this.strip.hidden) this.go(this.versions.length - 1);
    else this.tag();
  }

  /** @param {Version} version @param {number} index */
  frame(version, index) {
    const image = version.blocks.find((block) => block.type === "image");
    const picture = image && this.api.thumbnail(image);
    const words = version.text || version.blocks.map((block) => block.text?.text ?? "").join(" ");
    const inner = picture ? h("img", { src: picture, alt: "", on: { error: () => image && inner.replaceWith(h("span", { class: "glimpse" }, "The file was deleted.")) } }) : h("span", { class: "glimpse" }, words.slice(0, 60));
    const since = version.at - (this.versions[0]?.at ?? version.at);
    return h("li", {}, h("button", { type: "button", "aria-label": `Version ${index + 1}, after ${span(since)}`, on: { click: () => this.go(index) } }, inner, h("small", {}, `+${span(since)}`)));
  }

  /** @param {number} index */
  go(index) {
    if (index < 0 || index >= this.versions.length) return;
    this.at = index;
    const last = index === this.versions.length - 1;
    this.onStep(last ? null : this.versions[index]);
    this.tag();
    this.frames.children[index]?.scrollIntoView({ block: "nearest", inline: "center" });
  }

  /** Say which version it is, and mark its frame. */
  tag() {
    this.label.textContent = `Version ${this.at + 1} of ${this.versions.length}`;
    this.back.disabled = this.at <= 0;
    this.on.disabled = this.at >= this.versions.length - 1;
    this.now.textContent = this.on.disabled ? "Close" : "Back to now";
    [...this.frames.children].forEach((frame, index) => {
      const button = /** @type {HTMLElement} */ (frame.firstElementChild);
      if (index === this.at) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
  }

  /** @param {KeyboardEvent} event */
  keys(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) this.go(this.at + step);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
