/** A picture that may change: one box that never jumps, one img element that
 * stays, and a cross-fade from each version to the next. */

import { h } from "./dom.js";
import { icon } from "./icons.js";

const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

export class Picture {
  /** @param {(picture: Picture) => void} [onOpen] */
  constructor(onOpen) {
    this.source = "";
    this.alt = "";
    this.caption = "";
    this.img = h("img", { alt: "", decoding: "async", draggable: "false" });
    this.stage = h("button", { class: "stage", type: "button", on: { click: () => onOpen?.(this) } }, this.img);
    this.broken = h("div", { class: "broken", role: "img", hidden: true });
    this.node = h("figure", { class: "picture waiting" }, this.stage, this.broken);
    this.turn = 0;
  }

  /**
   * @param {{source: string, alt: string, caption?: string, failure?: string, width?: number, height?: number}} now
   */
  async show(now) {
    this.alt = now.alt;
    this.caption = now.caption ?? "";
    this.img.alt = now.alt;
    this.stage.setAttribute("aria-label", `Open picture: ${now.alt}`);
    this.breakOrMend(now.failure ?? "");
    if (now.failure || now.source === this.source) return;
    if (now.width && now.height) this.box(now.width, now.height);
    this.source = now.source;
    this.turn += 1;
    await this.swap(now.source, this.turn);
  }

  /** Load in the background, then switch, so that nothing is ever half there. @param {string} source @param {number} turn */
  async swap(source, turn) {
    const next = new Image();
    next.src = source;
    try {
      await next.decode();
    } catch {
      if (turn === this.turn) this.breakOrMend("Its file was deleted.");
      return;
    }
    if (turn !== this.turn) return;
    this.box(next.naturalWidth, next.naturalHeight);
    if (this.img.getAttribute("src") && !calm.matches) this.leave();
    this.img.src = source;
    this.node.classList.remove("waiting");
  }

  /** The version that was there fades out above the new one. */
  leave() {
    for (const old of this.stage.querySelectorAll(".ghost")) old.remove();
    const ghost = this.img.cloneNode();
    ghost.className = "ghost";
    ghost.alt = "";
    ghost.setAttribute("aria-hidden", "true");
    ghost.addEventListener("animationend", () => ghost.remove());
    this.stage.append(ghost);
  }

  /** Keep the shape; a preview and its picture differ only by rounding. @param {number} width @param {number} height */
  box(width, height) {
    if (!width || !height) return;
    const ratio = width / height;
    if (this.ratio && Math.abs(this.ratio / ratio - 1) < 0.02) return;
    this.ratio = ratio;
    this.node.style.setProperty("--ratio", String(ratio));
  }

  /** What Slack shows for a picture that this member cannot load. @param {string} failure */
  breakOrMend(failure) {
    this.broken.hidden = !failure;
    this.stage.hidden = Boolean(failure);
    if (!failure) return;
    this.node.classList.remove("waiting");
    this.broken.setAttribute("aria-label", `Picture cannot be shown: ${failure}`);
    this.broken.replaceChildren(icon("broken"), h("strong", {}, "This picture cannot be shown"), h("span", {}, failure));
  }
}
