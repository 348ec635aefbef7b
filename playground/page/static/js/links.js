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
