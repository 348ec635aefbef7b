/** Slack's own markup (mrkdwn) as DOM nodes. */

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { inline } from "./inline.js";
import { link } from "./links.js";
import { moment } from "./when.js";

/**
 * @typedef {object} Names
 * @property {(id: string) => string} user
 * @property {(id: string) => string} channel
 */

/** @param {string} text */
export function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** @param {string} mark @param {string} tag @returns {import("./inline.js").Rule} */
function paired(mark, tag) {
  const edge = `[\\s(\\[{"'.,;:!?*_~-]|^`;
  return {
    find: new RegExp(`(?<=${edge})\\${mark}(?=\\S)([^\\n]*?\\S)\\${mark}(?=[\\s)\\]}"'.,;:!?*_~-]|$)`),
    make: (match, inner) => h(tag, {}, inner(match[1])),
  };
}

/** @param {Names} names @returns {import("./inline.js").Rule[]} */
function rules(names) {
  return [
    { find: /```\n?([\s\S]*?)\n?```/, make: (m) => h("pre", {}, h("code", {}, unescape(m[1]))) },
    { find: /`([^`\n]+)`/, make: (m) => h("code", {}, unescape(m[1])) },
    { find: /<([^<>\s][^<>]*)>/, make: (m) => reference(m[1], names) },
    { find: /:([a-z0-9_+-]+):/, make: (m) => (emoji(m[1]) === m[0] ? null : emoji(m[1])) },
    paired("*", "strong"),
    paired("_", "em"),
    paired("~", "s"),
    { find: /&(?:lt|gt|amp);/, make: (m) => unescape(m[0]) },
  ];
}

/** What stands between < and >. @param {string} body @param {Names} names @returns {Node | string} */
function reference(body, names) {
  const [target, ...rest] = body.split("|");
  const label = unescape(rest.join("|"));
  const id = target.slice(1);
  if (target.startsWith("@")) return h("span", { class: "mention" }, `@${names.user(id)}`);
  if (target.startsWith("#")) return h("span", { class: "mention" }, `#${label || names.channel(id)}`);
  if (target.startsWith("!date^")) return moment(target, label);
  if (target.startsWith("!")) return h("span", { class: "mention loud" }, `@${(label || id).replace(/^@/, "")}`);
  return link(unescape(target), [label || unescape(target)]);
}

/**
 * @param {string} text
 * @param {Names} names
 * @returns {Node[]} lines and quotes, each in its own element
 */
export function mrkdwn(text, names) {
  const marks = rules(names);
  return blocksOf(text).map(([quoted, part]) =>
    h(quoted ? "blockquote" : "div", { class: "lines" }, inline(part, marks)),
  );
}

/** Runs of quoted and of other lines. @param {string} text @returns {[boolean, string][]} */
function blocksOf(text) {
  /** @type {[boolean, string][]} */
  const runs = [];
  let fenced = false;
  for (const line of text.split("\n")) {
    const mark = /^(?:&gt;|>) ?/.exec(line);
    const quoted = !fenced && mark !== null;
    if ((line.match(/```/g) ?? []).length % 2) fenced = !fenced;
    const bare = quoted && mark ? line.slice(mark[0].length) : line;
    const last = runs.at(-1);
    if (last && last[0] === quoted) last[1] += `\n${bare}`;
    else runs.push([quoted, bare]);
  }
  return runs;
}

/** Words alone, for labels and for the ear. @param {string} text @param {Names} names */
export function plainOf(text, names) {
  return mrkdwn(text, names).map((node) => node.textContent).join(" ").replace(/\s+/g, " ").trim();
}
