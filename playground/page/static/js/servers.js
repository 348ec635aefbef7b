/** The tab *Servers*: the calls that arrived at the playground's MCP servers. */

import { h } from "./dom.js";

/** @typedef {{server: string, tool: string, arguments: Record<string, unknown>, at: number, worked: boolean, trouble: string}} ServerCall */

/** @param {ServerCall[]} calls the oldest first @returns {HTMLElement} */
export function arrivals(calls) {
  if (!calls.length) return h("p", { class: "empty" }, "No tool of a server has been called yet.");
  const head = ["Time", "Server", "Tool", "Arguments", "Outcome"].map((name) => h("th", { scope: "col" }, name));
  return h("div", { class: "table-scroll events arrivals", tabindex: "0", role: "group", "aria-label": "Calls that arrived at the servers, the newest first" },
    h("table", {}, h("thead", {}, h("tr", {}, head)), h("tbody", {}, [...calls].reverse().map(row))));
}

/** @param {ServerCall} call */
function row(call) {
  const time = new Date(call.at * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const outcome = call.worked ? "worked" : call.trouble ? `did not work: ${call.trouble}` : "has not ended";
  return h("tr", { class: call.worked ? "" : "bad" },
    h("td", {}, time), h("td", {}, call.server), h("td", {}, h("code", {}, call.tool)),
    h("td", {}, h("code", {}, JSON.stringify(call.arguments))), h("td", {}, outcome));
}
