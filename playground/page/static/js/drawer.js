/** The drawer that looks inside a turn: the model's events above, the calls to Slack below. */

import { fill, freshId, h } from "./dom.js";
import { icon } from "./icons.js";
import { arrivals } from "./servers.js";
import { Trouble } from "./trouble.js";
import { timeline } from "./timeline.js";
import { callsOf, messageOf, modelMarks, slackMarks, tree } from "./turns.js";
import { span } from "./when.js";

/** @typedef {import("./turns.js").ModelCall} ModelCall */

export class Drawer {
  /** @param {import("./store.js").Store} store @param {import("./api.js").Api} api */
  constructor(store, api) {
    this.store = store;
    this.api = api;
    /** @type {ModelCall[]} */
    this.calls = [];
    this.chosen = "";
    this.tab = "time";
    this.turnsKey = "";
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
    this.trouble = new Trouble(api);
    this.turns = h("div", { class: "turns", role: "listbox", "aria-label": "Turns", tabindex: "0", on: { keydown: (/** @type {KeyboardEvent} */ event) => this.keys(event) } });
    this.view = h("div", { class: "inside-view", role: "tabpanel", tabindex: "0" });
    this.tabs = h("div", { class: "tabs", role: "tablist", "aria-label": "Inside" });
    const shut = h("button", { class: "btn quiet", type: "button", "aria-label": "Close the drawer", on: { click: () => this.toggle(false) } }, icon("close"));
    this.node = h("section", { class: "drawer", id: freshId("drawer"), "aria-label": "Looking inside", hidden: true, on: { keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.toggle(false) } },
      h("header", {}, h("h2", {}, "Inside"), this.tabs, shut), h("div", { class: "inside-body" }, this.turns, this.view));
    this.button = h("button", { class: "btn inside-button", type: "button", "aria-expanded": "false", "aria-controls": this.node.id, title: "Look inside (Alt+I)", on: { click: () => this.toggle(this.node.hidden) } }, icon("inside"), h("span", {}, "Look inside"));
    document.addEventListener("keydown", (event) => event.altKey && event.code === "KeyI" && this.toggle(this.node.hidden));
    store.on("inside", ({ message }) => this.lookAt(message));
    store.on("posted changed call", () => this.soon());
  }

  /** @param {boolean} open */
  toggle(open) {
    const had = this.node.contains(document.activeElement);
    this.node.hidden = !open;
    document.body.classList.toggle("with-drawer", open);
    this.button.setAttribute("aria-expanded", String(open));
    if (open) {
      this.refresh();
      this.trouble.refresh();
      this.turns.focus();
    } else if (had) this.button.focus();
  }

  /** @param {import("./store.js").Message} message */
  async lookAt(message) {
    this.toggle(true);
    await this.refresh();
    const turn = this.calls.find((call) => messageOf(call, this.store)?.ts === message.ts);
    if (turn) this.choose(turn.id);
  }

  /** Redraw a little later, once for many changes. */
  soon() {
    if (this.node.hidden || this.waiting) return;
    this.waiting = setTimeout(() => {
      this.waiting = undefined;
      this.refresh();
    }, 400);
  }

  async refresh() {
    const before = this.calls.at(-1)?.id;
    this.calls = await this.api.inside.calls();
    const newest = this.calls.at(-1)?.id;
    if (!this.chosen || (this.chosen === before && newest !== before)) this.chosen = newest ?? "";
    this.drawTabs();
    this.drawTurns();
    await this.drawView();
  }

  drawTabs() {
    const tab = (/** @type {string} */ name, /** @type {string} */ label) =>
      h("button", { type: "button", role: "tab", "aria-selected": String(this.tab === name), on: { click: () => this.pick(name) } }, label);
    const had = this.tabs.contains(document.activeElement);
    fill(this.tabs, tab("time", "Timeline"), tab("sent", "Sent to the model"), tab("servers", "Servers"), tab("trouble", "Make trouble"));
    if (had) this.tabs.querySelector('[aria-selected="true"]')?.focus();
  }

  /** @param {string} tab */
  pick(tab) {
    this.tab = tab;
    this.drawTabs();
    this.drawView();
  }

  drawTurns() {
    const key = JSON.stringify([this.chosen, this.calls.map((call) => [call.id, call.status, call.pictures])]);
    if (this.turnsKey === key) return;
    this.turnsKey = key;
    fill(this.turns, this.calls.length ? tree(this.calls).map(({ call, depth }) => this.turn(call, depth)) : h("p", { class: "empty" }, "No turns yet. Mention the bot to begin."));
  }

  /** @param {ModelCall} call @param {number} depth */
  turn(call, depth) {
    const on = call.id === this.chosen;
    const look = call.pictures ? h("img", { src: this.api.inside.picture(call.id, 0), alt: "" }) : h("span", { class: `dot ${call.status}` });
    const node = h("div", { class: "turn", role: "option", "aria-selected": String(on), data: { id: call.id }, on: { click: () => this.choose(call.id) } },
      look, h("span", { class: "turn-words" }, h("span", {}, call.ask || "…"), h("small", {}, `${call.status.replaceAll("_", " ")}${call.cost ? ` · $${call.cost.toFixed(3)}` : ""}`)));
    node.style.setProperty("--depth", String(Math.min(depth, 6)));
    return node;
  }

  /** @param {string} id */
  choose(id) {
    this.chosen = id;
    this.drawTurns();
    this.drawView();
  }

  /** @param {KeyboardEvent} event */
  keys(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const order = tree(this.calls).map(({ call }) => call.id);
    const next = order[order.indexOf(this.chosen) + step];
    if (next) this.choose(next);
    this.turns.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }

  async drawView() {
    if (this.tab === "trouble") {
      if (!this.view.contains(this.trouble.node)) fill(this.view, this.trouble.node);
      return;
    }
    if (this.tab === "servers") return this.drawServers();
    const call = this.calls.find((one) => one.id === this.chosen);
    if (!call) return fill(this.view, await this.onlySlack());
    if (this.tab === "sent") return fill(this.view, sent(call));
    const message = messageOf(this.begun(call), this.store);
    const slack = callsOf(await this.api.slackCalls(), call, message);
    const marks = modelMarks(await this.api.inside.events(call.id), slack);
    if (this.tab === "time" && this.chosen === call.id) fill(this.view, facts(call), timeline([...marks, ...slackMarks(slack)]));
  }

  /** The call that somebody's words began; the ones that go on from it have none. @param {ModelCall} call @returns {ModelCall} */
  begun(call) {
    const parent = call.ask.startsWith("(") && this.calls.find((one) => one.id === call.parent);
    return parent ? this.begun(parent) : call;
  }

  async drawServers() {
    const calls = await this.api.inside.servers();
    if (this.tab === "servers") fill(this.view, arrivals(calls));
  }

  /** Without a model to look into, show Slack's side alone. */
  async onlySlack() {
    return timeline(slackMarks((await this.api.slackCalls()).slice(-60)));
  }
}

/** @param {ModelCall} call */
function facts(call) {
  const took = (call.ended ?? Date.now() / 1000) - call.started;
  const one = (/** @type {string} */ name, /** @type {string} */ value, long = false) => h("div", {}, h("dt", {}, name), h("dd", { class: long ? "long" : "", title: long ? value : null }, value));
  const tokens = call.usage?.total_tokens;
  return h("dl", { class: "facts" }, one("Status", call.error ? `${call.status.replaceAll("_", " ")}: ${call.error}` : call.status.replaceAll("_", " ")), one("Took", span(took)), one("Model", call.model),
    tokens && one("Tokens", String(tokens)), call.cost !== null && one("Cost", `$${call.cost.toFixed(4)}`), one("Response", call.id, true), one("Parent", call.parent ?? "none", true));
}

/** @param {ModelCall} call */
function sent(call) {
  const json = JSON.stringify(call.request, (_, value) => (typeof value === "string" && value.length > 600 ? `${value.slice(0, 120)}… (${value.length} characters)` : value), 2);
  return h("pre", { class: "sent", tabindex: "0", "aria-label": "The request" }, h("code", {}, json));
}
