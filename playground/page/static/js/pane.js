/** The two places with messages: the channel, and a thread beside it. */

import { avatar } from "./avatar.js";
import { handle } from "./complete.js";
import { Composer, droppable } from "./composer.js";
import { fill, h } from "./dom.js";
import { Home } from "./home.js";
import { icon } from "./icons.js";
import { List } from "./list.js";
import { send } from "./sending.js";

const roomy = window.matchMedia("(min-width: 1021px)");

/** A line from the client itself, like those in which Slack refuses something. */
export class Notice {
  constructor() {
    this.words = h("span", {});
    const shut = h("button", { class: "btn quiet", type: "button", "aria-label": "Dismiss", on: { click: () => this.hide() } }, icon("close"));
    this.node = h("div", { class: "notice", role: "alert", hidden: true }, h("small", {}, icon("eye"), "Only visible to you"), this.words, shut);
  }

  /** @param {string} text */
  show(text) {
    this.words.textContent = text;
    this.node.hidden = false;
  }

  hide() {
    this.node.hidden = true;
  }
}

export class ChannelPane {
  /** @param {import("./store.js").Store} store @param {import("./api.js").Api} api @param {Node[]} corner */
  constructor(store, api, corner) {
    this.store = store;
    this.title = h("h1", {});
    this.note = h("p", { class: "note" });
    this.list = new List(store, api, { inThread: false, label: "Messages" });
    this.composer = new Composer(store, { label: "Message", onSend: (draft) => send(store, api, { channel: store.channel, thread: "" }, draft) });
    this.notice = new Notice();
    this.status = h("div", { class: "status", "aria-live": "polite" });
    this.home = new Home(store, api);
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "App", hidden: true });
    this.tab = "messages";
    this.messages = h("div", { class: "messages" }, this.list.node, this.notice.node, this.status, this.composer.node);
    this.node = h("main", { class: "pane channel" }, h("header", { class: "top" }, corner[0], h("div", { class: "titles" }, this.title, this.note), this.tabs, h("div", { class: "corner" }, corner.slice(1))), this.messages, this.home.node);
    droppable(this.node, this.composer);
    store.on("ready moved viewer", () => this.enter());
    store.on("posted changed deleted channels seen", () => this.refresh());
    store.on("status", () => this.drawStatus());
    store.on("notice", ({ channel, thread, text }) => !thread && channel === store.channel && this.notice.show(text));
    document.addEventListener("visibilitychange", () => this.refresh());
  }

  /** Show another channel, or another member's view. */
  enter() {
    this.since = this.store.since(this.store.channel);
    this.list.clear();
    this.notice.hide();
    this.tab = "messages";
    this.drawHead();
    this.refresh();
  }

  drawHead() {
    const channel = this.store.channels.get(this.store.channel);
    if (!channel) return;
    const title = this.store.title(channel);
    const direct = channel.kind === "im";
    const bot = this.store.bot;
    fill(this.title, !direct && icon(channel.kind === "group" ? "lock" : "hash"), title);
    const people = `${channel.members.length} members`;
    const absent = bot && !channel.members.includes(bot.id) ? ` · ${bot.label} is not in this channel` : "";
    this.note.textContent = direct ? "App" : `${people}${absent}`;
    document.title = `${direct ? "" : "#"}${title} · Safelight`;
    this.composer.name(direct ? `Message ${title}` : `Message #${title}`);
    this.composer.disable(channel.archived, "This channel is archived");
    this.drawTabs(direct && this.store.hasHome);
    this.drawIntro(channel);
    this.drawStatus();
  }

  /** The text above the first message. @param {import("./store.js").Channel} channel */
  drawIntro(channel) {
    const bot = this.store.bot;
    const title = this.store.title(channel);
    const here = bot && channel.members.includes(bot.id) && !channel.archived;
    const words = channel.kind === "im" ? `Everything that you write here goes to ${title}.` : `This is where #${title} begins.`;
    const cannot = channel.archived ? "This channel is archived: nobody can write here." : `${bot?.label ?? "The app"} is not in this channel, so it hears nothing.`;
    fill(this.list.intro, channel.kind === "im" ? avatar(bot) : h("span", { class: "intro-sign" }, icon(channel.kind === "group" ? "lock" : "hash")),
      h("h2", {}, words), h("p", {}, here ? this.store.about : cannot),
      here && this.tries(channel.kind === "im"));
  }

  /** Suggestions to begin with; a click writes one, Enter sends it. @param {boolean} direct */
  tries(direct) {
    const bot = this.store.bot;
    const mention = bot && !direct ? [[`Mention ${handle(bot)}`, `${handle(bot)} `]] : [];
    const asks = this.store.tries.map((words) => [words.charAt(0).toUpperCase() + words.slice(1), bot && !direct ? `${handle(bot)} ${words}` : words]);
    const commands = this.store.commands.map(({ name, hint }) => {
      const words = `${name} ${hint.split(", ")[0]}`.trim();
      return [words, words];
    });
    const start = (/** @type {string} */ words) => () => {
      this.composer.write(words, []);
      this.composer.field.focus();
    };
    return h("div", { class: "tries" }, [...mention, ...asks, ...commands].map(([label, words]) => h("button", { class: "btn", type: "button", on: { click: start(words) } }, label)));
  }

  /** @param {boolean} shown */
  drawTabs(shown) {
    this.tabs.hidden = !shown;
    const tab = (/** @type {string} */ name, /** @type {string} */ label) =>
      h("button", { type: "button", role: "tab", "aria-selected": String(this.tab === name), on: { click: () => this.pick(name) } }, label);
    fill(this.tabs, tab("home", "Home"), tab("messages", "Messages"));
    this.messages.hidden = shown && this.tab === "home";
    this.home.node.hidden = !this.messages.hidden;
  }

  /** @param {string} tab */
  pick(tab) {
    this.tab = tab;
    this.drawTabs(true);
    this.tabs.querySelector('[aria-selected="true"]')?.focus();
    if (tab === "home") this.home.open();
  }

  refresh() {
    const channel = this.store.channel;
    if (!channel) return;
    this.list.show(this.store.timeline(channel), this.since);
    if (!document.hidden) this.store.markRead(channel);
  }

  drawStatus() {
    this.status.textContent = this.store.statuses.get(`${this.store.channel} `) ?? "";
  }
}

export class ThreadPane {
  /** @param {import("./store.js").Store} store @param {import("./api.js").Api} api */
  constructor(store, api) {
    this.store = store;
    this.list = new List(store, api, { inThread: true, label: "Thread" });
    this.composer = new Composer(store, { label: "Reply…", broadcast: true, onSend: (draft) => send(store, api, { channel: store.channel, thread: store.thread }, draft) });
    this.notice = new Notice();
    this.note = h("p", { class: "note" });
    this.status = h("div", { class: "status", "aria-live": "polite" });
    const shut = h("button", { class: "btn quiet", type: "button", "aria-label": "Close thread", on: { click: () => this.close() } }, icon("close"));
    this.node = h("aside", { class: "pane thread", "aria-label": "Thread", hidden: true, on: { keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.close() } },
      h("header", { class: "top" }, h("div", { class: "titles" }, h("h2", {}, "Thread"), this.note), h("div", { class: "corner" }, shut)),
      this.list.node, this.notice.node, this.status, this.composer.node);
    droppable(this.node, this.composer);
    store.on("thread", () => this.enter());
    store.on("ready moved viewer", () => this.enter(false));
    store.on("posted", ({ message }) => this.follow(message));
    store.on("posted changed deleted seen", () => this.refresh());
    store.on("status", () => this.drawStatus());
    store.on("notice", ({ thread, text }) => thread && thread === store.thread && this.notice.show(text));
  }

  /** @param {boolean} [focus] */
  enter(focus = true) {
    const root = this.store.thread;
    if (this.node.dataset.root !== root) {
      this.list.clear();
      this.notice.hide();
    }
    this.node.dataset.root = root;
    this.node.hidden = !root;
    document.body.classList.toggle("with-thread", Boolean(root));
    const channel = this.store.channels.get(this.store.channel);
    this.note.textContent = channel ? (channel.kind === "im" ? this.store.title(channel) : `#${channel.name}`) : "";
    this.drawStatus();
    this.refresh();
    if (root && focus) this.composer.field.focus();
  }

  /** The app answers the viewer in a thread: show it, if there is room and none is open. @param {import("./store.js").Message} message */
  follow(message) {
    const root = this.store.message(message.channel, message.root);
    const answers = message.app && message.reply && root?.user === this.store.viewer && message.channel === this.store.channel;
    if (!answers || this.store.thread || !roomy.matches) return;
    this.store.thread = message.root;
    this.enter(false);
  }

  close() {
    const root = this.store.thread;
    this.store.openThread("");
    /** @type {HTMLElement | null} */ (document.querySelector(`.channel .message[data-ts="${CSS.escape(root)}"]`))?.focus();
  }

  refresh() {
    if (this.store.thread) this.list.show(this.store.replies(this.store.channel, this.store.thread));
  }

  drawStatus() {
    this.status.textContent = this.store.statuses.get(`${this.store.channel} ${this.store.thread}`) ?? "";
  }
}
