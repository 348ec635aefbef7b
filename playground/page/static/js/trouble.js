/** The tab *Make trouble*: the model's speed, failures to arm, and killing the bot. */

import { fill, h } from "./dom.js";
import { icon } from "./icons.js";

/**
 * @typedef {object} SlackTrouble what can go wrong on Slack's side, of any bot
 * @property {string} title
 * @property {any} [fault] meets the next call
 * @property {any} [on] settings while it is armed
 * @property {any} [off]
 * @property {boolean} [sockets] drops the connections, once
 */

/** @type {Record<string, SlackTrouble>} */
export const SLACK = {
  limited: { title: "Slack answers the next three edits with 429", fault: { method: "chat.update", times: 3, status: 429, retry_after: 2 } },
  slow_files: { title: "Files take 8 s before they can be shown", on: { file_processing_seconds: 8 }, off: { file_processing_seconds: 0.5 } },
  broken_pictures: { title: "Edits do not share pictures, so other people see broken ones", on: { update_registers_share: false, file_ids_register_share: false }, off: { update_registers_share: true, file_ids_register_share: true } },
  no_data_blocks: { title: "This Slack has no charts and tables of its own yet", on: { data_blocks: false }, off: { data_blocks: true } },
  html: { title: "The next edit gets an error page instead of JSON", fault: { method: "chat.update", times: 1, status: 502, html: true } },
  real_limits: { title: "Rate limits as in a real workspace", on: { rate_limits: true }, off: { rate_limits: false } },
  disconnect: { title: "Drop the socket connection now", sockets: true },
};

export class Trouble {
  /** @param {import("./api.js").Api} api */
  constructor(api) {
    this.api = api;
    /** @type {Set<string>} */
    this.armed = new Set();
    this.node = h("div", { class: "trouble" });
    this.said = h("p", { class: "said", role: "status" });
  }

  async refresh() {
    this.state = await this.api.inside.state();
    this.settings = await this.api.settings();
    this.draw();
  }

  draw() {
    const state = this.state ?? { present: false };
    const had = document.activeElement instanceof HTMLElement && this.node.contains(document.activeElement) ? document.activeElement.dataset.key : "";
    fill(this.node, state.present && this.speed(state), state.present && this.model(state), this.slack(), state.present && this.bot(state), this.said);
    if (had) /** @type {HTMLElement | null} */ (this.node.querySelector(`[data-key="${CSS.escape(had)}"]`))?.focus();
  }

  /** @param {string} title @param {Node[]} kids */
  group(title, kids) {
    return h("fieldset", {}, h("legend", {}, title), kids);
  }

  /** @param {any} state */
  speed(state) {
    const one = (/** @type {string} */ name) => h("button", { type: "button", class: "pill", data: { key: `speed ${name}` }, "aria-pressed": String(state.speed === name), on: { click: () => this.does(this.api.inside.setSpeed(name), `The model's speed is ${name} now.`) } }, name);
    return this.group("Speed of the model", [h("div", { class: "pills" }, state.speeds.map(one))]);
  }

  /** @param {any} state */
  model(state) {
    const one = (/** @type {any} */ failure) => this.pill(failure.name, failure.title, failure.armed, () => this.does(failure.armed ? this.api.inside.disarm() : this.api.inside.arm(failure.name), failure.armed ? "Disarmed." : `Armed for the next turn: ${failure.title}.`));
    return this.group("Failures for the next turn", [h("div", { class: "pills" }, state.failures.map(one))]);
  }

  slack() {
    const one = (/** @type {[string, SlackTrouble]} */ [name, trouble]) => this.pill(name, trouble.title, this.isOn(name, trouble), () => this.toggle(name, trouble));
    const told = new Set((this.state?.failures ?? []).map((/** @type {any} */ failure) => failure.name));
    const own = Object.entries(SLACK).filter(([name]) => !told.has(name));
    return this.group("Slack", [h("div", { class: "pills" }, own.map(one))]);
  }

  /** @param {string} name @param {SlackTrouble} trouble */
  isOn(name, trouble) {
    if (trouble.on) return Object.entries(trouble.on).every(([key, value]) => this.settings?.[key] === value);
    return this.armed.has(name);
  }

  /** @param {string} name @param {string} title @param {boolean} on @param {() => void} click */
  pill(name, title, on, click) {
    return h("button", { type: "button", class: "pill", data: { key: name }, "aria-pressed": String(on), on: { click } }, on && icon("check"), title);
  }

  /** @param {string} name @param {SlackTrouble} trouble */
  toggle(name, trouble) {
    if (trouble.sockets) return this.does(this.api.dropSockets(), "The connection was dropped; the bot has to reconnect.");
    if (trouble.on) {
      const on = this.isOn(name, trouble);
      return this.does(this.api.set(on ? trouble.off : trouble.on), on ? "Back to normal." : `${trouble.title}.`);
    }
    this.armed.add(name);
    setTimeout(() => this.armed.delete(name) && this.draw(), 4000);
    return this.does(this.api.fault(trouble.fault), `Armed: ${trouble.title}.`);
  }

  /** @param {any} state */
  bot(state) {
    const running = state.bot !== "stopped";
    const kill = h("button", { type: "button", class: "btn danger", data: { key: "kill" }, disabled: !running, on: { click: () => this.does(this.api.inside.bot("kill"), "The bot was killed, as in a crash.") } }, icon("power"), "Kill the bot");
    const start = h("button", { type: "button", class: "btn", data: { key: "start" }, disabled: running, on: { click: () => this.does(this.api.inside.bot("start"), "The bot is starting.") } }, "Start it again");
    return this.group("The bot", [h("p", { class: `bot-state ${state.bot}` }, h("span", { class: "dot" }), `The bot is ${state.bot}.`), kill, start]);
  }

  /** @param {Promise<any>} work @param {string} words */
  async does(work, words) {
    await work;
    this.said.textContent = words;
    await this.refresh();
  }
}
