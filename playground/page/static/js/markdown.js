/** The markdown block: common Markdown as DOM nodes, HTML in it as plain text. */

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { inline } from "./inline.js";
import { link } from "./links.js";

/** @type {import("./inline.js").Rule[]} */
const MARKS = [
  { find: /\\([\\`*_{}[\]()#+\-.!|~<>])/, make: (m) => m[1] },
  { find: /(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/, make: (m) => h("code", {}, m[2].trim() || m[2]) },
  { find: /!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+["'][^"']*["'])?\s*\)/, make: (m, inner) => link(m[2], inner(m[1])) },
  { find: /<((?:https?:|mailto:)[^\s<>]+)>/, make: (m) => link(m[1], [m[1]]) },
  { find: /https?:\/\/[^\s<>()]*[^\s<>().,;:!?'"*_~]/, make: (m) => link(m[0], [m[0]]) },
  { find: /\*\*(?=\S)([\s\S]*?\S)\*\*/, make: (m, inner) => h("strong", {}, inner(m[1])) },
  { find: /(?<!\w)__(?=\S)([\s\S]*?\S)__(?!\w)/, make: (m, inner) => h("strong", {}, inner(m[1])) },
  { find: /\*(?=[^\s*])([^*]*[^\s*])\*/, make: (m, inner) => h("em", {}, inner(m[1])) },
  { find: /(?<!\w)_(?=[^\s_])([^_]*[^\s_])_(?!\w)/, make: (m, inner) => h("em", {}, inner(m[1])) },
  { find: /~~(?=\S)([\s\S]*?\S)~~/, make: (m, inner) => h("s", {}, inner(m[1])) },
  { find: /:([a-z0-9_+-]+):/, make: (m) => (emoji(m[1]) === m[0] ? null : emoji(m[1])) },
  { find: / {2,}\n|\\\n/, make: () => h("br") },
];

/** @param {string} text @returns {(Node | string)[]} */
const line = (text) => inline(text, MARKS);

const FENCE = /^ {0,3}(```+|~~~+)\s*[\w+-]*\s*$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;
const QUOTE = /^ {0,3}> ?/;
const CELLS = /^\s*\|?(.*?)\|?\s*$/;
const UNDER = /^\s*\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?\s*)?\|?\s*$/;

/**
 * @param {string} text
 * @param {number} [depth]
 * @returns {Node[]}
 */
export function markdown(text, depth = 0) {
  const lines = text.split("\n");
  /** @type {Node[]} */
  const out = [];
  while (lines.length) out.push(...next(lines, depth));
  return out;
}

/** Take one block off the front of the lines. @param {string[]} lines @param {number} depth @returns {Node[]} */
function next(lines, depth) {
  const first = lines[0];
  if (!first.trim()) return lines.shift() === undefined ? [] : [];
  if (FENCE.test(first)) return [fence(lines)];
  const heading = HEADING.exec(first);
  if (heading) {
    lines.shift();
    return [h(`h${Math.min(heading[1].length + 2, 6)}`, { class: "md-heading" }, line(heading[2]))];
  }
  if (RULE.test(first)) return lines.shift() === undefined ? [] : [h("hr")];
  if (depth < 5 && QUOTE.test(first)) return [quote(lines, depth)];
  if (depth < 5 && ITEM.test(first)) return [list(lines, depth)];
  if (first.includes("|") && UNDER.test(lines[1] ?? "")) return [table(lines)];
  return [paragraph(lines)];
}

/** @param {string[]} lines */
function fence(lines) {
  const mark = /** @type {RegExpExecArray} */ (FENCE.exec(lines.shift() ?? ""))[1];
  const body = [];
  while (lines.length && !(lines[0].trim().startsWith(mark) && FENCE.test(lines[0]))) body.push(lines.shift());
  lines.shift();
  return h("pre", {}, h("code", {}, body.join("\n")));
}

/** @param {string[]} lines @param {number} depth */
function quote(lines, depth) {
  const body = [];
  while (lines.length && QUOTE.test(lines[0])) body.push((lines.shift() ?? "").replace(QUOTE, ""));
  return h("blockquote", {}, markdown(body.join("\n"), depth + 1));
}

/** @param {string[]} lines @param {number} depth */
function list(lines, depth) {
  const [, indent, mark] = /** @type {RegExpExecArray} */ (ITEM.exec(lines[0]));
  const ordered = /\d/.test(mark);
  const items = [];
  while (lines.length) {
    const item = ITEM.exec(lines[0]);
    if (!item || item[1].length !== indent.length || /\d/.test(item[2]) !== ordered) break;
    lines.shift();
    const deeper = [];
    while (lines.length && /^\s/.test(lines[0]) && lines[0].search(/\S/) > indent.length) deeper.push(lines.shift());
    const inner = deeper.join("\n").replace(/^ {2,4}/gm, "");
    items.push(h("li", {}, line(item[3]), inner ? markdown(inner, depth + 1) : []));
  }
  const start = ordered && parseInt(mark, 10) !== 1 ? parseInt(mark, 10) : null;
  return h(ordered ? "ol" : "ul", { start }, items);
}

/** @param {string} row @returns {string[]} */
function cells(row) {
  return (CELLS.exec(row)?.[1] ?? "").split(/(?<!\\)\|/).map((cell) => cell.trim());
}

/** @param {string[]} lines */
function table(lines) {
  const head = cells(lines.shift() ?? "");
  lines.shift();
  const rows = [];
  while (lines.length && lines[0].includes("|")) rows.push(cells(lines.shift() ?? ""));
  const top = h("tr", {}, head.map((cell) => h("th", { scope: "col" }, line(cell))));
  const body = rows.map((row) => h("tr", {}, row.map((cell) => h("td", {}, line(cell)))));
  return h("div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": "Table" },
    h("table", {}, h("thead", {}, top), h("tbody", {}, body)));
}

/** @param {string[]} lines */
function paragraph(lines) {
  const body = [lines.shift() ?? ""];
  while (lines.length && lines[0].trim() && !starts(lines[0])) body.push(lines.shift() ?? "");
  return h("p", { class: "lines" }, line(body.join("\n")));
}

/** @param {string} text */
function starts(text) {
  return [FENCE, HEADING, RULE, QUOTE, ITEM].some((pattern) => pattern.test(text));
}
