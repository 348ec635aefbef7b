/** Tells a screen reader what changes: a message once when it comes, and again
 * when its shape changes, not for every preview of a picture. */

import { plainOf } from "./mrkdwn.js";

const CALM = 1200;

export class Announcer {
  /** @param {import("./store.js").Store} store @param {HTMLElement} place */
  constructor(store, place) {
    this.store = store;
    this.place = place;
    /** @type {Map<string, string>} the shape of each message when it was last told */
    this.told = new Map();
    /** @type {Map<string, ReturnType<typeof setTimeout>>} */
    this.timers = new Map();
    store.on("posted changed", ({ message }) => this.consider(message));
    store.on("notice", ({ text }) => this.say(text));
  }

  /** @param {import("./store.js").Message} message */
  consider(message) {
    if (message.channel !== this.store.channel || message.user === this.store.viewer) return;
    if (message.only && message.only !== this.store.viewer) return;
    const shape = shapeOf(message);
    if (this.told.get(message.ts) === shape) return;
    clearTimeout(this.timers.get(message.ts));
    this.timers.set(message.ts, setTimeout(() => this.tell(message.ts, shape), CALM));
  }

  /** @param {string} ts @param {string} shape */
  tell(ts, shape) {
    const message = this.store.message(this.store.channel, ts);
    if (!message || this.told.get(ts) === shape) return;
    this.told.set(ts, shape);
    const who = this.store.people.get(message.user)?.label ?? "Somebody";
    const images = message.blocks.filter((block) => block.type === "image").map((block) => `Picture: ${block.alt_text}`);
    const words = plainOf(message.text, this.store.names).slice(0, 300);
    this.say([`${who}:`, words, ...images].join(" "));
  }

  /** @param {string} text */
  say(text) {
    this.place.textContent = text;
  }
}

/** Kinds of blocks and their actions: what makes one state of a message another. @param {import("./store.js").Message} message */
function shapeOf(message) {
  const actions = (/** @type {any} */ block) => (block.elements ?? []).map((/** @type {any} */ one) => one.action_id ?? "").join(",");
  const shape = message.blocks.map((block) => `${block.type}:${block.type === "actions" ? actions(block) : ""}`);
  return shape.length ? shape.join(" ") : message.text;
}
