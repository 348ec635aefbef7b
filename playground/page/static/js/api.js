/** The API of the Slack emulator (its /control), as things that people do. */

import { get, send } from "./http.js";
import { InsideApi } from "./insideapi.js";
import { liveEvents } from "./live.js";
import { appOf, channelOf, messageOf, personOf, plainState, plainValue, versionOf, withoutFiles } from "./wire.js";

/** @typedef {import("./store.js").Message} Message */

export class Api {
  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.store = store;
    this.team = "";
    this.last = 0;
    this.inside = new InsideApi();
  }

  /** Read the whole workspace, then follow what happens. */
  async start() {
    await this.load();
    liveEvents(this, this.store);
  }

  async load() {
    const state = await get("/control/state");
    const team = state.teams[0];
    this.last = state.last_event;
    this.team = team.id;
    const { store } = this;
    Object.assign(store, appOf(state.app), { team: team.name });
    store.people = new Map(team.users.map(personOf).map((/** @type {any} */ one) => [one.id, one]));
    this.takeChannels(team.channels);
    this.takeViews(team);
    store.viewer ||= [...store.people.values()].find((person) => !person.bot)?.id ?? "";
    store.channel ||= store.mine[0]?.id ?? "";
    await Promise.all([...store.channels.keys()].map((channel) => this.loadMessages(channel)));
    for (const person of store.people.keys()) for (const channel of store.channels.keys()) this.alreadyRead(person, channel);
    if (!store.message(store.channel, store.thread)) store.thread = "";
    store.tell("ready");
  }

  /** What stood there before the page was opened is not new. @param {string} person @param {string} channel */
  alreadyRead(person, channel) {
    const newest = [...(this.store.messages.get(channel)?.keys() ?? [])].at(-1);
    if (newest && !this.store.read.has(`${person} ${channel}`)) this.store.read.set(`${person} ${channel}`, newest);
  }

  /** @param {any[]} channels */
  takeChannels(channels) {
    this.store.channels = new Map(channels.map(channelOf).map((one) => [one.id, one]));
    for (const channel of channels) {
      for (const [thread, words] of Object.entries(channel.statuses)) this.store.statuses.set(`${channel.id} ${thread}`, String(words));
    }
  }

  /** Forms and home tabs, and how their people see the pictures in them. @param {any} team */
  takeViews(team) {
    this.store.homes = new Map(Object.entries(team.homes));
    this.store.modals = new Map(Object.entries(team.modals));
  }

  async reloadChannels() {
    const state = await get("/control/state");
    this.takeChannels(state.teams[0].channels);
    this.takeViews(state.teams[0]);
    this.store.tell("channels");
    this.store.tell("home");
    this.store.tell("modals");
  }

  /** @param {string} channel */
  async loadMessages(channel) {
    const people = [...this.store.people.values()].filter((person) => !person.bot);
    const lists = await Promise.all(people.map((person) => get("/control/messages", { channel, as: person.id })));
    const there = new Map();
    for (const { messages } of lists) for (const one of messages) there.set(one.ts, this.take(one));
    this.store.messages.set(channel, there);
  }

  /** A message in our words; its files go into the store. @param {any} shape @returns {Message} */
  take(shape) {
    const message = messageOf(shape);
    for (const file of message.files) this.store.files.set(file.id, file);
    return message;
  }

  /** @param {{channel: string, thread: string}} where @param {{text: string, files: File[], broadcast: boolean}} draft */
  say(where, draft) {
    const order = { ...this.as, channel: where.channel, text: draft.text, thread: where.thread || null, broadcast: draft.broadcast };
    return this.act("say", order, where, draft.files).then(Boolean);
  }

  /** @param {string} command @param {string} text @param {{channel: string, thread: string}} where @returns {Promise<string>} Slack's refusal */
  async run(command, text, where) {
    const told = await this.act("run", { ...this.as, command, text, channel: where.channel, thread: where.thread || null }, where);
    return told?.error ?? "";
  }

  /** @param {Message} message @param {string} text */
  edit(message, text) {
    return this.act("edit", { ...this.at(message), text }, message);
  }

  /** @param {Message} message */
  remove(message) {
    return this.act("delete", this.at(message), message);
  }

  /** @param {Message} message @param {string} name */
  react(message, name) {
    const remove = message.reactions[name]?.includes(this.store.viewer) ?? false;
    return this.act("react", { ...this.at(message), name, remove }, message);
  }

  /** @param {string} id @param {Message} message */
  async shortcut(id, message) {
    this.complain(await this.act("shortcut", { ...this.at(message), callback_id: id }, message), message);
  }

  /** @param {Message} message @param {string} block @param {any} element @param {any} value */
  async click(message, block, element, value) {
    this.complain(await this.act("click", { ...this.at(message), block_id: block ?? null, action_id: element.action_id, value: plainValue(value) }, message), message);
  }

  /** `state` is what the view's inputs hold; files only go along when it is submitted.
   * @param {any} view @param {string} block @param {any} element @param {any} value @param {Record<string, Record<string, any>>} state */
  clickInView(view, block, element, value, state = {}) {
    if (!view) return Promise.resolve(null);
    const typed = plainState(withoutFiles(state), []);
    return this.act("click", { ...this.as, view: view.id, block_id: block ?? null, action_id: element.action_id, value: plainValue(value), typed }, this.here);
  }

  /** @param {any} view @param {Record<string, Record<string, any>>} state @returns {Promise<Record<string, string>>} errors by block */
  async submitView(view, state) {
    /** @type {File[]} */
    const files = [];
    const values = plainState(state, files);
    const told = await this.act("submit", { ...this.as, view: view.id, values }, this.here, files);
    const errors = told?.errors ?? {};
    if (errors[""]) this.store.tell("notice", { ...this.here, text: `${this.store.app} did not accept it: ${errors[""]}` });
    return errors;
  }

  /** @param {any} view */
  closeView(view) {
    return this.act("close", { ...this.as, view: view.id }, this.here);
  }

  openHome() {
    return this.act("home", { ...this.as, tab: "home" }, this.here);
  }

  /** @param {Message} message */
  async versions(message) {
    const told = await get("/control/versions", { channel: message.channel, ts: message.ts });
    return told.versions.map(versionOf);
  }

  /** The address of a file's bytes for the one who looks. @param {string} id @param {boolean} [past] also if it was deleted */
  fileAt(id, past = false) {
    return `/control/file?${new URLSearchParams({ file: id, as: this.store.viewer, ...(past && { past: "1" }) })}`;
  }

  /** @param {string} url the address that a block names; the emulator has its bytes */
  proxied(url) {
    return `/control/picture?${new URLSearchParams({ url })}`;
  }

  /** @param {any} image @returns {string} */
  thumbnail(image) {
    return image.slack_file?.id ? this.fileAt(image.slack_file.id, true) : image.image_url ? this.proxied(image.image_url) : "";
  }

  /** @returns {Promise<any[]>} */
  async slackCalls() {
    return (await get("/control/calls", { limit: "2000" })).calls;
  }

  settings() {
    return get("/control/settings");
  }

  /** @param {any} settings */
  set(settings) {
    return send("PATCH", "/control/settings", settings);
  }

  /** @param {any} fault */
  fault(fault) {
    return send("POST", "/control/faults", fault);
  }

  dropSockets() {
    return send("POST", "/control/disconnect", { reason: "refresh_requested", drop: true });
  }

  get as() {
    return { team: this.team, as: this.store.viewer };
  }

  get here() {
    return { channel: this.store.channel, thread: this.store.thread };
  }

  /** @param {Message} message */
  at(message) {
    return { ...this.as, channel: message.channel, ts: message.ts };
  }

  /** Do it, and say so where the person is when it is refused. @param {string} name @param {any} order @param {any} where @param {File[]} [files] */
  async act(name, order, where, files = []) {
    const told = await send("POST", `/control/${name}`, order, files);
    if (!told.refused) return told;
    this.store.tell("notice", { channel: where.channel, thread: where.thread ?? this.store.thread, text: told.refused });
    return null;
  }

  /** @param {any} told @param {Message} message */
  complain(told, message) {
    if (told?.error) this.store.tell("notice", { channel: message.channel, thread: this.store.thread, text: `${this.store.app} did not answer: ${told.error}` });
  }
}
