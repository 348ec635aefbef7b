/** Marks on a timeline: the model above, Slack below, and the same as a table. */

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { size, span } from "./when.js";

/** @typedef {import("./turns.js").Mark} Mark */

/** @param {Mark[]} marks @returns {HTMLElement} */
export function timeline(marks) {
  if (!marks.length) return h("p", { class: "empty" }, "Nothing has happened yet.");
  const sorted = [...marks].sort((one, two) => one.at - two.at);
  const from = sorted[0].at;
  const length = Math.max(0.05, ...sorted.map((mark) => mark.until - from));
  const lane = (/** @type {string} */ side, /** @type {string} */ label) =>
    h("div", { class: `lane ${side}` }, h("span", { class: "lane-name" }, label), h("div", { class: "track" }, sorted.filter((mark) => mark.side === side).map((mark) => dot(mark, from, length))));
  const picture = h("div", { class: "timeline", "aria-hidden": "true" }, lane("model", "Model"), ruler(length), lane("slack", "Slack"));
  return h("div", {}, picture, table(sorted, from));
}

/** @param {Mark} mark @param {number} from @param {number} length */
function dot(mark, from, length) {
  const node = h("span", { class: `mark ${mark.tone}`, title: `${mark.kind} · +${span(mark.at - from)}${mark.note ? ` · ${mark.note}` : ""}` });
  node.style.setProperty("--at", String((mark.at - from) / length));
  node.style.setProperty("--long", String((mark.until - mark.at) / length));
  return node;
}

/** @param {number} length */
function ruler(length) {
  const step = [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300].find((one) => length / one <= 10) ?? 600;
  const ticks = Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => {
    const node = h("span", {}, span(index * step));
    node.style.setProperty("--at", String((index * step) / length));
    return node;
  });
  return h("div", { class: "ruler" }, h("div", { class: "track" }, ticks));
}

/** @param {Mark[]} marks @param {number} from */
function table(marks, from) {
  const head = ["After", "Side", "What", "Size", "Took", "Answer"].map((name) => h("th", { scope: "col", class: /After|Size|Took/.test(name) ? "number" : "" }, name));
  const row = (/** @type {Mark} */ mark) =>
    h("tr", { class: `${mark.side} ${mark.tone}` },
      h("td", { class: "number" }, span(mark.at - from)), h("td", {}, mark.side === "model" ? "Model" : "Slack"),
      h("td", {}, h("code", {}, mark.kind), mark.count > 1 ? ` × ${mark.count}` : "", mark.tone === "dropped" && icon("film")),
      h("td", { class: "number" }, size(mark.size)), h("td", { class: "number" }, mark.until > mark.at ? span(mark.until - mark.at) : ""), h("td", {}, mark.note));
  return h("div", { class: "table-scroll events", tabindex: "0", role: "group", "aria-label": "All events in chronological order" }, h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, marks.map(row))));
}
