/** The sidebar: channels, the app, and the member whose view is shown. */

import { avatar } from "./avatar.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";

export class Sidebar {
  /** @param {import("./store.js").Store} store @param {{onGo: () => void}} use */
  constructor(store, use) {
    this.store = store;
    this.use = use;
    this.name = h("span", { class: "team" });
    this.rooms = h("ul", { class: "rooms" });
    this.apps = h("ul", { class: "rooms" });
    this.eyes = h("div", { class: "eyes", role: "radiogroup", "aria-label": "Seen by", on: { keydown: (/** @type {KeyboardEvent} */ event) => this.keys(event) } });
    this.node = h("nav", { class: "sidebar", id: "sidebar", "aria-label": "Workspace" },
      h("div", { class: "brand" }, h("span", { class: "lamp", "aria-hidden": "true" }), h("div", {}, h("strong", {}, "Safelight"), this.name)),
      h("div", { class: "sections" }, h("h2", {}, "Channels"), this.rooms, h("h2", {}, "Direct messages"), this.apps),
      h("div", { class: "seen-by" }, h("h2", {}, "Seen by"), this.eyes));
    store.on("ready posted changed deleted read moved viewer channels", () => this.draw());
  }

  draw() {
    this.name.textContent = `${this.store.team} · an emulated Slack`;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.channel;
    const rooms = this.store.mine.filter((channel) => channel.kind !== "im");
    fill(this.rooms, rooms.map((channel) => this.room(channel)));
    fill(this.apps, this.store.mine.filter((channel) => channel.kind === "im").map((channel) => this.room(channel)));
    if (focused) /** @type {HTMLElement | null} */ (this.node.querySelector(`[data-channel="${CSS.escape(focused)}"]`))?.focus();
    this.drawEyes();
  }

  /** @param {import("./store.js").Channel} channel */
  room(channel) {
    const { count, loud } = this.store.unread(channel.id);
    const here = channel.id === this.store.channel;
    const title = this.store.title(channel);
    const sign = channel.kind === "im" ? avatar(this.store.bot) : icon(channel.kind === "group" ? "lock" : "hash");
    const bot = this.store.bot?.id ?? "";
    const note = channel.archived ? "archived" : channel.members.includes(bot) ? "" : `without ${this.store.bot?.label ?? "the app"}`;
    const waiting = count && !here ? h("span", { class: `count ${loud ? "loud" : ""}`, "aria-label": `${count} unread` }, count) : null;
    const click = () => {
      this.store.go(channel.id);
      this.use.onGo();
    };
    const button = h("button", { type: "button", class: `room ${count && !here ? "unread" : ""} ${note ? "faint" : ""}`, "aria-current": here ? "page" : null, title: note ? `${title}: ${note}` : null, on: { click } }, sign, h("span", {}, title), waiting);
    button.dataset.channel = channel.id;
    return h("li", {}, button);
  }

  drawEyes() {
    const had = this.eyes.contains(document.activeElement);
    const people = [...this.store.people.values()].filter((person) => !person.bot);
    fill(this.eyes, people.map((person) => {
      const on = person.id === this.store.viewer;
      return h("button", { type: "button", role: "radio", "aria-checked": String(on), tabindex: on ? "0" : "-1", title: person.admin ? `${person.label}, an admin` : person.label, on: { click: () => this.store.look(person.id) } }, avatar(person), h("span", {}, person.label));
    }));
    if (had) /** @type {HTMLElement | null} */ (this.eyes.querySelector('[aria-checked="true"]'))?.focus();
  }

  /** @param {KeyboardEvent} event */
  keys(event) {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const people = [...this.store.people.values()].filter((person) => !person.bot);
    const at = people.findIndex((person) => person.id === this.store.viewer);
    this.store.look(people[(at + step + people.length) % people.length].id);
  }
}
