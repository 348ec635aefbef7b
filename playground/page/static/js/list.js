/** A list of messages: keeps every row's element, the scroll position, and the lines
 * between days and before new messages. */

import { arrange, h } from "./dom.js";
import { Row } from "./message.js";
import { day } from "./when.js";

const TOGETHER = 300;

export class List {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./api.js").Api} api
   * @param {{inThread: boolean, label: string}} place
   */
  constructor(store, api, place) {
    this.store = store;
    this.api = api;
    this.place = place;
    /** @type {Map<string, Row>} */
    this.rows = new Map();
    /** @type {Map<string, HTMLElement>} */
    this.lines = new Map();
    this.inner = h("div", { class: "rows" });
    this.intro = h("div", { class: "intro" });
    this.node = h("div", { class: "list", role: "region", "aria-label": place.label, tabindex: "0", on: { keydown: (/** @type {KeyboardEvent} */ event) => this.keys(event) } }, this.intro, this.inner);
    this.stuck = true;
    this.node.addEventListener("scroll", () => this.noteScroll(), { passive: true });
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.inner);
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.node);
  }

  /** @param {import("./store.js").Message[]} messages @param {string} [newSince] where the line "New" goes */
  show(messages, newSince = "") {
    /** @type {Node[]} */
    const wanted = [];
    /** @type {import("./store.js").Message | null} */
    let before = null;
    let lined = false;
    for (const message of messages) {
      const newDay = !before || day(before.ts) !== day(message.ts);
      if (newDay && !this.place.inThread) wanted.push(this.line(`day ${day(message.ts)}`, day(message.ts), "day"));
      /** @type {boolean} */
      const fresh = newSince !== "" && !lined && Number(message.ts) > Number(newSince) && message.user !== this.store.viewer;
      if (fresh) wanted.push(this.line("new", "New", "new"));
      lined ||= fresh;
      const compact = Boolean(before && !newDay && !fresh && before.user === message.user && Number(message.ts) - Number(before.ts) < TOGETHER && !before.only);
      wanted.push(this.row(message, compact).node);
      before = message;
    }
    arrange(this.inner, wanted);
    this.forget(messages);
    if (this.stuck) this.toEnd();
  }

  /** @param {import("./store.js").Message} message @param {boolean} compact */
  row(message, compact) {
    const row = this.rows.get(message.ts) ?? new Row(this.store, this.api, this.place);
    this.rows.set(message.ts, row);
    row.show(message, compact);
    return row;
  }

  /** @param {string} key @param {string} words @param {string} kind */
  line(key, words, kind) {
    const node = this.lines.get(key) ?? h("div", { class: `line ${kind}`, role: "separator", "aria-label": words }, h("span", {}, words));
    this.lines.set(key, node);
    return node;
  }

  /** @param {import("./store.js").Message[]} messages */
  forget(messages) {
    const there = new Set(messages.map((message) => message.ts));
    for (const ts of [...this.rows.keys()]) if (!there.has(ts)) this.rows.delete(ts);
  }

  /** Show another channel, beginning at its end. */
  clear() {
    this.rows.clear();
    this.lines.clear();
    this.stuck = true;
  }

  noteScroll() {
    this.stuck = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < 48;
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  /** Arrows go from message to message, Enter opens the thread. @param {KeyboardEvent} event */
  keys(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    if (target !== this.node && !target.classList.contains("message")) return;
    const rows = [...this.inner.querySelectorAll(".message")];
    const at = rows.indexOf(target);
    const next = { ArrowUp: at < 0 ? rows.length - 1 : at - 1, ArrowDown: at < 0 ? rows.length - 1 : at + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next !== undefined) /** @type {HTMLElement | undefined} */ (rows[next])?.focus();
    else if (event.key === "Enter" && at >= 0 && !this.place.inThread) this.store.openThread(/** @type {any} */ (this.rows.get(target.dataset.ts ?? ""))?.message?.root ?? "");
    else return;
    event.preventDefault();
  }
}
