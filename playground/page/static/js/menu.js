/** A menu that opens at a button: arrows move, Enter chooses, Escape goes back. */

import { h } from "./dom.js";

/** @typedef {{label: string, note?: string, danger?: boolean, run: () => void}} Entry */

/** @type {(() => void) | null} */
let shut = null;

/** @param {HTMLElement} button @param {Entry[]} entries @param {string} title */
export function openMenu(button, entries, title) {
  shut?.();
  const items = entries.map((entry) => h("button", { class: entry.danger ? "danger" : "", role: "menuitem", type: "button", tabindex: "-1", on: { click: () => choose(entry) } }, h("span", {}, entry.label), entry.note && h("small", {}, entry.note)));
  const menu = h("div", { class: "menu", role: "menu", "aria-label": title, on: { keydown: keys } }, items);
  /** @param {Entry} entry */
  function choose(entry) {
    close();
    entry.run();
  }
  /** @param {KeyboardEvent} event */
  function keys(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = items.indexOf(/** @type {any} */ (document.activeElement));
    if (step) items[(at + step + items.length) % items.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  /** @param {Event} event */
  function away(event) {
    if (!menu.contains(/** @type {Node} */ (event.target))) close();
  }
  function close() {
    shut = null;
    document.removeEventListener("pointerdown", away, true);
    button.setAttribute("aria-expanded", "false");
    const had = menu.contains(document.activeElement);
    menu.remove();
    if (had) button.focus();
  }
  (button.closest("dialog") ?? document.body).append(menu);
  button.setAttribute("aria-expanded", "true");
  settle(menu, button);
  document.addEventListener("pointerdown", away, true);
  shut = close;
  items[0]?.focus();
}

/** Below the button if there is room, and within the window. @param {HTMLElement} menu @param {HTMLElement} button */
function settle(menu, button) {
  const at = button.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  const below = at.bottom + 4 + size.height < window.innerHeight;
  menu.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - 4 - size.height)}px`;
  menu.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - size.width - 8))}px`;
}
