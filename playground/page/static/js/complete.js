/** Completion in a text field: people, channels and commands, after their signs. */

import { avatar } from "./avatar.js";
import { fill, freshId, h } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {{value: string, label: string, note: string, sign: Node}} Offer */

/** How a person is mentioned: by their label, if that is one word. @param {import("./store.js").Person} person */
export function handle(person) {
  return `@${/^[\w-]+$/.test(person.label) ? person.label : person.name}`;
}

export class Completion {
  /**
   * @param {HTMLTextAreaElement} field
   * @param {import("./store.js").Store} store
   */
  constructor(field, store) {
    this.field = field;
    this.store = store;
    /** @type {Offer[]} */
    this.offers = [];
    this.at = 0;
    this.from = 0;
    const id = freshId("offers");
    this.node = h("div", { class: "offers", id, role: "listbox", "aria-label": "Suggestions", hidden: true });
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);
    field.addEventListener("input", () => this.look());
    field.addEventListener("click", () => this.look());
    field.addEventListener("blur", () => this.close());
  }

  /** Offer what fits the word before the cursor. */
  look() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    const word = /(?:^|\s)([@#][\w.-]*)$/.exec(before)?.[1] ?? /^(\/[\w-]*)$/.exec(before)?.[1];
    if (!word) return this.close();
    this.from = before.length - word.length;
    this.offers = this.find(word[0], word.slice(1).toLowerCase()).slice(0, 8);
    this.at = 0;
    if (this.offers.length) this.draw();
    else this.close();
  }

  /** @param {string} sign @param {string} word @returns {Offer[]} */
  find(sign, word) {
    const fits = (/** @type {string} */ name) => name.toLowerCase().startsWith(word);
    if (sign === "@") {
      return [...this.store.people.values()].filter((person) => fits(person.name) || fits(person.label))
        .sort((one, two) => Number(two.bot) - Number(one.bot))
        .map((person) => ({ value: `${handle(person)} `, label: person.label, note: person.bot ? "App" : "", sign: avatar(person) }));
    }
    if (sign === "#") {
      return this.store.mine.filter((channel) => channel.kind !== "im" && fits(channel.name))
        .map((channel) => ({ value: `#${channel.name} `, label: channel.name, note: "", sign: icon(channel.kind === "group" ? "lock" : "hash") }));
    }
    return this.store.commands.filter((command) => fits(command.name.slice(1)))
      .map((command) => ({ value: `${command.name} `, label: `${command.name} ${command.hint}`.trim(), note: command.description, sign: icon("slash") }));
  }

  draw() {
    const id = this.node.id;
    fill(this.node, this.offers.map((offer, index) =>
      h("div", { class: "offer", id: `${id}-${index}`, role: "option", "aria-selected": String(index === this.at), on: { mousedown: (/** @type {Event} */ event) => { event.preventDefault(); this.take(index); } } },
        offer.sign, h("span", {}, offer.label), offer.note && h("small", {}, offer.note))));
    this.node.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.field.setAttribute("aria-activedescendant", `${id}-${this.at}`);
  }

  close() {
    this.offers = [];
    this.node.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {number} index */
  take(index) {
    const offer = this.offers[index];
    this.field.setRangeText(offer.value, this.from, this.field.selectionStart, "end");
    this.close();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.close();
  }

  /** Whether this key was for the suggestions. @param {KeyboardEvent} event */
  takes(event) {
    if (!this.offers.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.at = (this.at + step + this.offers.length) % this.offers.length;
      this.draw();
    } else if (event.key === "Enter" || event.key === "Tab") this.take(this.at);
    else if (event.key === "Escape") this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
