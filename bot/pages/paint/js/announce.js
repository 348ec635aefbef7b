/** Tells a screen reader what happens. The same words twice are told twice. */

import { $ } from "./dom.js";

let before = "";

/** @param {string} words */
export function announce(words) {
  const place = $("#announcer");
  if (!place) return;
  place.textContent = words === before ? `${words}\u00a0` : words;
  before = place.textContent;
}
