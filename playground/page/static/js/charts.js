/** The blocks that show data, as Slack draws them: charts in SVG, tables that can be
 * sorted and paged. Every value is a number or a text node; nothing parses markup. */

import { h, fill } from "./dom.js";
import { richText } from "./richtext.js";

const WIDE = 560;
const HIGH = 240;
const LEFT = 56;
const BELOW = 22;

/** @param {string} tag @param {Record<string, string | number>} props @param {...(Node | string)} kids @returns {SVGElement} */
function s(tag, props, ...kids) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, String(value));
  node.append(...kids);
  return node;
}

/** @param {number} value */
const written = (value) => new Intl.NumberFormat("en-US", { notation: Math.abs(value) >= 1e5 ? "compact" : "standard", maximumFractionDigits: 2 }).format(value);

/** @param {any} block @returns {HTMLElement[]} */
export function visualization(block) {
  const { chart } = block;
  const drawn = chart.type === "pie" ? pie(chart.segments) : along(chart);
  const names = chart.type === "pie" ? chart.segments.map((/** @type {any} */ one) => `${one.label} · ${written(one.value)}`) : chart.series.map((/** @type {any} */ one) => one.name);
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", told(block));
  const legend = h("ul", { class: "chart-names" }, names.map((/** @type {string} */ name, /** @type {number} */ n) => h("li", { class: `of-${n % 6}` }, name)));
  return [h("div", { class: "chart-title" }, block.title), /** @type {any} */ (drawn), ...(names.length > 1 ? [legend] : [])];
}

/** What a screen reader says of it. @param {any} block @returns {string} */
function told(block) {
  const { chart } = block;
  const rows = chart.type === "pie" ? [{ name: "", data: chart.segments }] : chart.series;
  const each = rows.map((/** @type {any} */ row) => `${row.name} ${row.data.map((/** @type {any} */ one) => `${one.label}: ${one.value}`).join(", ")}`);
  return `${chart.type} chart: ${block.title}. ${each.join("; ")}`;
}

/** @param {any} chart bars, lines or areas over categories */
function along(chart) {
  const names = chart.axis_config.categories;
  const series = chart.series.map((/** @type {any} */ one) => names.map((/** @type {string} */ name) => one.data.find((/** @type {any} */ point) => point.label === name).value));
  const all = series.flat();
  const steps = ticks(Math.min(0, ...all), Math.max(0, ...all));
  const [low, high] = [steps[0], steps[steps.length - 1]];
  const y = (/** @type {number} */ value) => 8 + (HIGH - BELOW - 8) * (1 - (value - low) / (high - low));
  const step = (WIDE - LEFT) / names.length;
  const middle = (/** @type {number} */ n) => LEFT + step * (n + 0.5);
  const svg = s("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "chart" });
  for (const value of steps) {
    svg.append(s("line", { class: value === 0 ? "zero" : "grid", x1: LEFT, x2: WIDE, y1: y(value), y2: y(value) }));
    svg.append(s("text", { class: "tick", x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, written(value)));
  }
  const every = Math.ceil(names.length / (names.some((/** @type {string} */ name) => name.length > 6) ? 8 : 14));
  names.forEach((/** @type {string} */ name, /** @type {number} */ n) => {
    if (n % every === 0) svg.append(s("text", { class: "tick", x: middle(n), y: HIGH - 5, "text-anchor": "middle" }, name));
  });
  series.forEach((/** @type {number[]} */ values, /** @type {number} */ n) => {
    if (chart.type === "bar") return svg.append(...bars(values, n, series.length, step, middle, y));
    const points = values.map((value, at) => `${middle(at)},${y(value)}`).join(" ");
    if (chart.type === "area") svg.append(s("polygon", { class: `area of-${n % 6}`, points: `${middle(0)},${y(0)} ${points} ${middle(values.length - 1)},${y(0)}` }));
    svg.append(s("polyline", { class: `line of-${n % 6}`, points }));
  });
  const axes = chart.axis_config;
  const named = [axes.y_label && h("div", { class: "chart-axis" }, axes.y_label), svg, axes.x_label && h("div", { class: "chart-axis across" }, axes.x_label)];
  return h("div", {}, named);
}

/** @param {number[]} values @param {number} n @param {number} count @param {number} step @param {(n: number) => number} middle @param {(value: number) => number} y */
function bars(values, n, count, step, middle, y) {
  const thick = Math.min(48, (step * 0.7) / count);
  return values.map((value, at) => {
    const top = Math.min(y(value), y(0));
    const bar = s("rect", { class: `of-${n % 6}`, x: middle(at) + thick * (n - count / 2), y: top, width: thick * 0.94, height: Math.max(0.5, Math.abs(y(value) - y(0))), rx: 2 });
    bar.append(s("title", {}, written(value)));
    return bar;
  });
}

/** @param {{label: string, value: number}[]} parts */
function pie(parts) {
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  const svg = s("svg", { viewBox: "0 0 200 200", class: "chart pie" });
  let at = 0;
  const point = (/** @type {number} */ share) => `${100 + 92 * Math.sin(2 * Math.PI * share)} ${100 - 92 * Math.cos(2 * Math.PI * share)}`;
  parts.forEach((part, n) => {
    const share = part.value / total;
    const whole = share > 0.9999;
    const path = whole ? s("circle", { cx: 100, cy: 100, r: 92, class: `of-${n % 6}` }) : s("path", { class: `of-${n % 6}`, d: `M100 100 L${point(at)} A92 92 0 ${share > 0.5 ? 1 : 0} 1 ${point(at + share)} Z` });
    path.append(s("title", {}, `${part.label}: ${written(part.value)}`));
    svg.append(path);
    at += share;
  });
  return svg;
}

/** Round steps of an axis. @param {number} low @param {number} high */
function ticks(low, high) {
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 10 * power;
  const steps = [];
  for (let n = Math.floor(low / step); n <= Math.ceil((high || 1) / step); n += 1) steps.push(n * step);
  return steps;
}

/** A table that people can sort by a column and page through. @param {any} block @param {any} names */
export function dataTable(block, names) {
  const [head, ...rows] = block.rows;
  const size = block.page_size ?? 5;
  const body = h("tbody");
  const pages = h("div", { class: "chart-pages" });
  let [page, by, up] = [0, -1, true];
  const cell = (/** @type {any} */ item) => (item.type === "rich_text" ? richText(item, names) : String(item.text));
  const order = () => (by < 0 ? rows : [...rows].sort((a, b) => compare(a[by], b[by]) * (up ? 1 : -1)));
  const show = () => {
    fill(body, order().slice(page * size, (page + 1) * size).map((/** @type {any[]} */ row) => h("tr", {}, row.map((item) => h("td", { class: item.type === "raw_number" ? "number" : "" }, cell(item))))));
    const last = Math.ceil(rows.length / size) - 1;
    const turn = (/** @type {string} */ label, /** @type {number} */ to) => h("button", { class: "btn", type: "button", disabled: to < 0 || to > last, on: { click: () => { page = to; show(); } } }, label);
    fill(pages, last > 0 && [turn("Previous", page - 1), h("span", {}, `${page + 1} of ${last + 1}`), turn("Next", page + 1)]);
  };
  const titles = head.map((/** @type {any} */ item, /** @type {number} */ n) =>
    h("th", { scope: "col" }, h("button", { class: "chart-sort", type: "button", on: { click: () => { up = by === n ? !up : true; by = n; show(); } } }, cell(item))));
  show();
  return [h("div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": block.caption },
    h("table", {}, h("caption", {}, block.caption), h("thead", {}, h("tr", {}, titles)), body)), pages];
}

/** @param {any} one @param {any} other */
function compare(one, other) {
  const both = one.type === "raw_number" && other.type === "raw_number";
  return both ? one.value - other.value : String(one.text).localeCompare(String(other.text));
}
