/** Everything that the page knows about the workspace, and who is looking. It tells its
 * readers what has changed, and knows neither the DOM nor the wire. */

/**
 * @typedef {object} Person
 * @property {string} id
 * @property {string} name the handle that is typed after @
 * @property {string} label
 * @property {boolean} bot
 * @property {boolean} admin
 *
 * @typedef {object} Channel
 * @property {string} id
 * @property {string} name
 * @property {"channel" | "group" | "im" | "mpim"} kind
 * @property {string[]} members
 * @property {boolean} archived
 *
 * @typedef {object} Seen
 * @property {string} block
 * @property {string | null} file
 * @property {string | null} url
 * @property {boolean} ok
 * @property {string} reason
 *
 * @typedef {object} Version
 * @property {string} text
 * @property {any[]} blocks
 * @property {number} at
 * @property {Record<string, Seen[]>} seen by the id of the viewer
 *
 * @typedef {object} Message
 * @property {string} channel
 * @property {string} ts
 * @property {string} user
 * @property {string} text
 * @property {any[]} blocks
 * @property {string} root the ts of the thread that it belongs to
 * @property {boolean} reply
 * @property {boolean} broadcast
 * @property {boolean} app
 * @property {string | null} only the one person who may see it
 * @property {boolean} edited
 * @property {any[]} files
 * @property {Record<string, string[]>} reactions
 * @property {Record<string, Seen[]>} seen
 * @property {number} versions
 */

export class Store extends EventTarget {
  constructor() {
    super();
    this.team = "";
    this.app = "";
    this.about = "";
    /** @type {string[]} asks to begin with */
    this.tries = [];
    /** @type {Map<string, Person>} */
    this.people = new Map();
    /** @type {Map<string, Channel>} */
    this.channels = new Map();
    /** @type {Map<string, Map<string, Message>>} */
    this.messages = new Map();
    /** @type {{name: string, description: string, hint: string}[]} */
    this.commands = [];
    /** @type {{name: string, id: string, description: string}[]} */
    this.shortcuts = [];
    /** @type {Map<string, any>} the home view of each person */
    this.homes = new Map();
    /** @type {Map<string, any[]>} the stack of open modals of each person */
    this.modals = new Map();
    /** @type {Map<string, string>} the app's status, by channel and thread */
    this.statuses = new Map();
    /** @type {Map<string, any>} */
    this.files = new Map();
    this.hasHome = false;
    this.viewer = "";
    this.channel = "";
    this.thread = "";
    /** @type {Map<string, string>} the newest ts that a person has read, by person and channel */
    this.read = new Map();
  }

  /** @param {string} kind @param {any} [detail] */
  tell(kind, detail = {}) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  /** @param {string} kinds @param {(detail: any) => void} listener */
  on(kinds, listener) {
    for (const kind of kinds.split(" ")) {
      this.addEventListener(kind, (event) => listener(/** @type {CustomEvent} */ (event).detail));
    }
  }

  get bot() {
    return [...this.people.values()].find((person) => person.bot);
  }

  /** @returns {import("./mrkdwn.js").Names} */
  get names() {
    return {
      user: (id) => this.people.get(id)?.label ?? id,
      channel: (id) => this.channels.get(id)?.name ?? id,
    };
  }

  /** The channels in this member's sidebar. @returns {Channel[]} */
  get mine() {
    return [...this.channels.values()].filter((channel) => channel.kind === "channel" || channel.members.includes(this.viewer));
  }

  /** @param {Message} message */
  put(message) {
    const there = this.messages.get(message.channel) ?? new Map();
    const before = there.get(message.ts);
    there.set(message.ts, message);
    this.messages.set(message.channel, there);
    this.tell(before ? "changed" : "posted", { message, before });
  }

  /** @param {string} channel @param {string} ts */
  drop(channel, ts) {
    const message = this.messages.get(channel)?.get(ts);
    this.messages.get(channel)?.delete(ts);
    if (message) this.tell("deleted", { message });
  }

  /** @param {string} channel @param {string} ts */
  message(channel, ts) {
    return this.messages.get(channel)?.get(ts);
  }

  /** Everything of a channel that the viewer may see, oldest first. @param {string} channel @returns {Message[]} */
  visible(channel) {
    return [...(this.messages.get(channel)?.values() ?? [])]
      .filter((message) => !message.only || message.only === this.viewer)
      .sort((one, two) => Number(one.ts) - Number(two.ts));
  }

  /** @param {string} channel */
  timeline(channel) {
    return this.visible(channel).filter((message) => !message.reply || message.broadcast);
  }

  /** @param {string} channel @param {string} root */
  replies(channel, root) {
    return this.visible(channel).filter((message) => message.root === root);
  }

  /** @param {string} channel @returns {{count: number, loud: boolean}} what is unread */
  unread(channel) {
    const since = this.since(channel);
    const fresh = this.visible(channel).filter((message) => Number(message.ts) > Number(since) && message.user !== this.viewer);
    const direct = this.channels.get(channel)?.kind === "im";
    const loud = direct || fresh.some((message) => message.text.includes(`<@${this.viewer}>`));
    return { count: fresh.length, loud: loud && fresh.length > 0 };
  }

  /** @param {string} channel */
  since(channel) {
    return this.read.get(`${this.viewer} ${channel}`) ?? "0";
  }

  /** The viewer has seen everything in a channel. @param {string} channel */
  markRead(channel) {
    const newest = this.visible(channel).at(-1)?.ts ?? "0";
    if (newest === this.since(channel)) return;
    this.read.set(`${this.viewer} ${channel}`, newest);
    this.tell("read", { channel });
  }

  /** Show another member's view. @param {string} viewer */
  look(viewer) {
    this.viewer = viewer;
    const channel = this.channels.get(this.channel);
    if (channel?.kind === "im") this.channel = this.directOf(viewer)?.id ?? this.channel;
    else if (!this.mine.some((one) => one.id === this.channel)) this.channel = this.mine[0]?.id ?? "";
    if (channel?.id !== this.channel) this.thread = "";
    this.tell("viewer");
  }

  /** The direct message between a person and the bot. @param {string} person */
  directOf(person) {
    return [...this.channels.values()].find((channel) => channel.kind === "im" && channel.members.includes(person));
  }

  /** @param {string} channel */
  go(channel) {
    if (channel !== this.channel) this.thread = "";
    this.channel = channel;
    this.tell("moved");
  }

  /** @param {string} root the thread to show at the side; none closes it */
  openThread(root) {
    this.thread = root;
    this.tell("thread");
  }

  /** @param {Channel} channel */
  title(channel) {
    if (channel.kind !== "im") return channel.name;
    const others = channel.members.filter((id) => id !== this.viewer);
    return others.map((id) => this.people.get(id)?.label ?? id).join(", ");
  }
}
