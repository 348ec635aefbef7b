/** One message: a row that stays the same element while its content develops. */

import { avatar } from "./avatar.js";
import { Blocks } from "./blocks.js";
import { arrange, fill, h } from "./dom.js";
import { lightbox } from "./dialogs.js";
import { editor } from "./editor.js";
import { emoji, REACTIONS } from "./emoji.js";
import { attachments } from "./files.js";
import { Film } from "./film.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { mrkdwn, unescape } from "./mrkdwn.js";
import { pictureOf } from "./sources.js";
import { clock, dateOf } from "./when.js";

/** @typedef {import("./store.js").Message} Message */
/** @typedef {import("./store.js").Version} Version */

export class Row {
  /**
   * @param {import("./store.js").Store} store
   * @param {import("./api.js").Api} api
   * @param {{inThread: boolean}} place
   */
  constructor(store, api, place) {
    this.store = store;
    this.api = api;
    this.place = place;
    /** @type {Version | null} the older version that is shown now */
    this.older = null;
    this.headKey = "";
    this.footKey = "";
    this.toolsKey = "";
    this.editing = false;
    /** @type {Message | undefined} */
    this.message = undefined;
    this.head = h("div", { class: "head" });
    this.body = h("div", { class: "content" });
    this.blocks = new Blocks(this.context());
    this.files = h("div", { class: "files" });
    this.foot = h("div", { class: "foot" });
    this.film = new Film(api, (version) => this.showOlder(version));
    this.tools = h("div", { class: "tools", role: "group", "aria-label": "Message actions" });
    this.face = h("div", { class: "face" });
    this.column = h("div", { class: "column" }, this.head, this.body, this.files, this.film.node, this.foot);
    this.node = h("article", { class: "message", tabindex: "-1" }, this.face, this.column, this.tools);
  }

  /** @returns {import("./blocks.js").Context} */
  context() {
    const row = this;
    return {
      names: this.store.names,
      scope: "message",
      get choices() {
        return choices(row.store);
      },
      get asleep() {
        return row.older !== null;
      },
      picture: (item) => pictureOf(item, this.store, this.api, this.older?.seen ?? this.message?.seen ?? {}, this.older !== null),
      act: (block, element, value) => this.message && this.api.click(this.message, block, element, value),
      open: (picture) => lightbox(picture),
    };
  }

  /** @param {Message} message @param {boolean} compact whether it continues the one above */
  show(message, compact) {
    this.message = message;
    this.node.dataset.ts = message.ts;
    this.node.classList.toggle("compact", compact && !message.only);
    this.node.classList.toggle("only", Boolean(message.only));
    this.node.classList.toggle("mine", message.user === this.store.viewer);
    this.drawHead(message, compact);
    if (!this.older) this.drawBody(message.text, message.blocks, message.files);
    this.film.offer(message);
    this.drawFoot(message);
    this.drawTools(message);
  }

  /** @param {Message} message @param {boolean} compact */
  drawHead(message, compact) {
    const person = this.store.people.get(message.user);
    const key = `${message.user} ${compact} ${message.only}`;
    if (this.headKey === key) return;
    this.headKey = key;
    const time = h("time", { datetime: dateOf(message.ts).toISOString(), title: dateOf(message.ts).toLocaleString() }, clock(message.ts));
    fill(this.face, avatar(person));
    fill(this.head,
      message.only && h("div", { class: "only-you" }, icon("eye"), "Only visible to you"),
      h("span", { class: "name" }, person?.label ?? message.user),
      message.app && h("span", { class: "badge" }, "App"), time);
    this.node.setAttribute("aria-label", `${person?.label ?? message.user}, ${clock(message.ts)}`);
  }

  /** @param {string} text @param {any[]} blocks @param {any[]} files */
  drawBody(text, blocks, files) {
    if (this.editing) return;
    const old = this.message?.edited && !this.message.app ? h("span", { class: "edited" }, "(edited)") : null;
    if (blocks.length) {
      this.blocks.show(blocks);
      arrange(this.body, [this.blocks.node, ...(old ? [old] : [])]);
    } else {
      this.blocks.show([]);
      fill(this.body, h("div", { class: "text" }, mrkdwn(text, this.store.names)), old);
    }
    attachments(this.files, files, this.store, this.api);
  }

  /** Step to an older version, or back to the newest. @param {Version | null} version */
  showOlder(version) {
    this.older = version;
    this.node.classList.toggle("older", version !== null);
    const now = version ?? this.message;
    if (now) this.drawBody(now.text, now.blocks, this.message?.files ?? []);
  }

  /** @param {Message} message */
  drawFoot(message) {
    const replies = this.place.inThread ? [] : this.store.replies(message.channel, message.ts).filter((one) => one.reply);
    const key = JSON.stringify([message.reactions, replies.map((one) => one.user), replies.at(-1)?.ts, this.store.viewer, message.reply && message.broadcast]);
    if (this.footKey === key) return;
    this.footKey = key;
    fill(this.foot, this.reactions(message), replies.length > 0 && this.thread(message, replies),
      !this.place.inThread && message.reply && h("button", { class: "thread-link", type: "button", on: { click: () => this.store.openThread(message.root) } }, "Also sent in a thread"));
  }

  /** @param {Message} message */
  reactions(message) {
    return Object.entries(message.reactions).filter(([, users]) => users.length).map(([name, users]) =>
      h("button", { class: "reaction", type: "button", "aria-pressed": String(users.includes(this.store.viewer)), "aria-label": `${name}, ${users.length}`, on: { click: () => this.api.react(message, name) } }, emoji(name), h("span", {}, users.length)));
  }

  /** @param {Message} message @param {Message[]} replies */
  thread(message, replies) {
    const faces = [...new Set(replies.map((reply) => reply.user))].slice(0, 4).map((id) => avatar(this.store.people.get(id)));
    const words = replies.length === 1 ? "1 reply" : `${replies.length} replies`;
    const last = replies.at(-1);
    return h("button", { class: "thread-link", type: "button", on: { click: () => this.store.openThread(message.ts) } },
      h("span", { class: "faces" }, faces), h("strong", {}, words), last && h("span", {}, `Last reply ${clock(last.ts)}`), icon("right"));
  }

  /** @param {Message} message */
  drawTools(message) {
    const key = `${message.user === this.store.viewer} ${this.store.viewer} ${message.only}`;
    if (this.toolsKey === key) return;
    this.toolsKey = key;
    const tool = (/** @type {string} */ name, /** @type {string} */ label, /** @type {(event: any) => void} */ click) =>
      h("button", { type: "button", "aria-label": label, title: label, on: { click } }, icon(name));
    fill(this.tools,
      !message.only && tool("smile", "React", (event) => openMenu(event.currentTarget, this.moods(), "Reactions")),
      !this.place.inThread && !message.only && tool("reply", "Reply in thread", () => this.store.openThread(message.root)),
      tool("more", "More actions", (event) => openMenu(event.currentTarget, this.entries(), "Message actions")));
  }

  /** @returns {import("./menu.js").Entry[]} */
  moods() {
    const message = /** @type {Message} */ (this.message);
    return REACTIONS.map((name) => ({ label: `${emoji(name)}  ${name.replaceAll("_", " ")}`, run: () => this.api.react(message, name) }));
  }

  /** @returns {import("./menu.js").Entry[]} */
  entries() {
    const message = /** @type {Message} */ (this.message);
    const mine = message.user === this.store.viewer;
    const admin = this.store.people.get(this.store.viewer)?.admin;
    /** @type {import("./menu.js").Entry[]} */
    const out = [];
    if (!message.only) out.push(...this.store.shortcuts.map((one) => ({ label: one.name, note: one.description, run: () => this.api.shortcut(one.id, message) })));
    if (message.versions > 1) out.push({ label: "Step through versions", run: () => this.film.open() });
    if (!message.only) out.push({ label: "Look inside this turn", run: () => this.store.tell("inside", { message }) });
    out.push({ label: "Copy text", run: () => navigator.clipboard?.writeText(unescape(message.text)) });
    if (mine && !message.only) out.push({ label: "Edit message", run: () => this.edit() });
    if (!message.only && (mine || admin)) out.push({ label: "Delete message", danger: true, run: () => this.api.remove(message) });
    return out;
  }

  /** Edit one's own message in its place. */
  edit() {
    const message = /** @type {Message} */ (this.message);
    this.editing = true;
    const done = () => {
      this.editing = false;
      this.drawBody(message.text, message.blocks, message.files);
      this.node.focus();
    };
    editor(this.body, this.store, message, (text) => this.api.edit(message, text), done);
  }
}

/** People and channels for the menus of them. @param {import("./store.js").Store} store */
export function choices(store) {
  return {
    people: [...store.people.values()].map((person) => ({ value: person.id, label: person.label })),
    channels: store.mine.filter((channel) => channel.kind !== "im").map((channel) => ({ value: channel.id, label: `#${channel.name}` })),
  };
}
