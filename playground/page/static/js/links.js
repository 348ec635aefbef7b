/** Links that may be followed: http, https and mailto, and nothing else. */

import { h } from "./dom.js";

const SAFE = new Set(["http:", "https:", "mailto:"]);

/** @param {string} address @returns {string | null} the address, if it may be a link */
export function safe(address) {
  try {
    const url = new URL(address);
    return SAFE.has(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

const MESSAGE = /^https:\/\/[a-z0-9-]+\.slack\.com\/archives\/([A-Z0-9]+)\/p(\d+)(\d{6})$/;

/** Show the message that a link leads to, if it is one of this workspace.
 * @param {string} address @param {import("./store.js").Store} store @returns {boolean} */
export function follow(address, store) {
  const [place] = address.split("?");
  const found = MESSAGE.exec(place ?? "");
  const message = found && store.message(found[1] ?? "", `${found[2]}.${found[3]}`);
  if (!message || !store.mine.some((channel) => channel.id === message.channel)) return false;
  store.go(message.channel);
  store.openThread(message.root);
  return true;
}

/**
 * A link, or its bare words where the address is not one to follow.
 * @param {string} address
 * @param {(Node | string)[]} kids
 * @returns {Node}
 */
export function link(address, kids) {
  const href = safe(address);
  if (!href) return h("span", { class: "no-link", title: "Not a web address" }, kids);
  const rel = "noopener noreferrer nofollow";
  return h("a", { href, rel, target: "_blank", title: href }, kids);
}
