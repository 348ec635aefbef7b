/** rich_text blocks as DOM nodes. */

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { link } from "./links.js";

/** @typedef {import("./mrkdwn.js").Names} Names */

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code", underline: "u" };

/** @param {any} block @param {Names} names @returns {Node[]} */
export function richText(block, names) {
  return (block.elements ?? []).map((/** @type {any} */ group) => groupOf(group, names));
}

/** @param {any} group @param {Names} names @returns {Node} */
function groupOf(group, names) {
  const parts = () => (group.elements ?? []).map((/** @type {any} */ part) => partOf(part, names));
  switch (group.type) {
    case "rich_text_preformatted":
      return h("pre", {}, h("code", {}, parts()));
    case "rich_text_quote":
      return h("blockquote", { class: "lines" }, parts());
    case "rich_text_list":
      return listOf(group, names);
    default:
      return h("div", { class: "lines" }, parts());
  }
}

/** @param {any} group @param {Names} names @returns {Node} */
function listOf(group, names) {
  const tag = group.style === "ordered" ? "ol" : "ul";
  const items = (group.elements ?? []).map((/** @type {any} */ item) => h("li", {}, groupOf(item, names)));
  const start = tag === "ol" && group.offset ? group.offset + 1 : null;
  return h(tag, { class: `indent-${Math.min(group.indent ?? 0, 8)}`, start }, items);
}

/** @param {any} part @param {Names} names @returns {Node | string} */
function partOf(part, names) {
  /** @type {Node | string} */
  let node = bare(part, names);
  for (const [style, tag] of Object.entries(STYLES)) {
    if (part.style?.[style]) node = h(tag, {}, node);
  }
  return node;
}

/** @param {any} part @param {Names} names @returns {Node | string} */
function bare(part, names) {
  switch (part.type) {
    case "text":
      return String(part.text);
    case "link":
      return link(part.url, [part.text || part.url]);
    case "user":
      return h("span", { class: "mention" }, `@${names.user(part.user_id)}`);
    case "channel":
      return h("span", { class: "mention" }, `#${names.channel(part.channel_id)}`);
    case "broadcast":
      return h("span", { class: "mention loud" }, `@${part.range}`);
    case "emoji":
      return emoji(part.name);
    case "date":
      return part.fallback ?? new Date(part.timestamp * 1000).toLocaleString();
    case "color":
      return h("code", {}, part.value);
    default:
      return part.usergroup_id ? `@${part.usergroup_id}` : "";
  }
}
