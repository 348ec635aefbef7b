/** Light, dark, or the same as the system. */

import { fill, h } from "./dom.js";
import { icon } from "./icons.js";

const ORDER = ["auto", "light", "dark"];
/** @type {Record<string, [string, string]>} */
const LOOKS = { auto: ["half", "Colours: same as the system"], light: ["sun", "Colours: light"], dark: ["moon", "Colours: dark"] };

/** @returns {HTMLElement} */
export function themeSwitch() {
  let now = localStorage.getItem("theme") ?? "auto";
  const button = h("button", { class: "btn quiet", type: "button", on: { click: () => set(ORDER[(ORDER.indexOf(now) + 1) % ORDER.length]) } });
  /** @param {string} theme */
  function set(theme) {
    now = ORDER.includes(theme) ? theme : "auto";
    localStorage.setItem("theme", now);
    if (now === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = now;
    fill(button, icon(LOOKS[now][0]));
    button.setAttribute("aria-label", LOOKS[now][1]);
    button.title = LOOKS[now][1];
  }
  set(now);
  return button;
}
