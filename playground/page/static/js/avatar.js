/** Faces: two letters on a colour, and the iris for the app. */

import { h } from "./dom.js";
import { iris } from "./icons.js";

/** @param {import("./store.js").Person | undefined} person @returns {HTMLElement} */
export function avatar(person) {
  if (!person) return h("span", { class: "avatar", "aria-hidden": "true" }, "?");
  if (person.bot) return h("span", { class: "avatar bot", "aria-hidden": "true" }, iris());
  const tone = [...person.name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6;
  return h("span", { class: `avatar tone-${tone}`, "aria-hidden": "true" }, person.label.slice(0, 1));
}
