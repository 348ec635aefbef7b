/** Puts the page together. */

import { Announcer } from "./announce.js";
import { Api } from "./api.js";
import { $, h } from "./dom.js";
import { Drawer } from "./drawer.js";
import { icon } from "./icons.js";
import { follow } from "./links.js";
import { Modals } from "./modals.js";
import { ChannelPane, ThreadPane } from "./pane.js";
import { Sidebar } from "./sidebar.js";
import { Store } from "./store.js";
import { themeSwitch } from "./theme.js";

const store = new Store();
const api = new Api(store);

const menu = h("button", { class: "btn quiet menu-button", type: "button", "aria-label": "Channels", "aria-controls": "sidebar", "aria-expanded": "false", on: { click: () => sidebarOpen(!document.body.classList.contains("with-sidebar")) } }, icon("menu"));

/** In a narrow window, the sidebar slides over the messages. @param {boolean} open */
function sidebarOpen(open) {
  document.body.classList.toggle("with-sidebar", open);
  menu.setAttribute("aria-expanded", String(open));
  if (open) sidebar.node.querySelector("[aria-current]")?.focus();
}

const drawer = new Drawer(store, api);
const sidebar = new Sidebar(store, { onGo: () => sidebarOpen(false) });
const channel = new ChannelPane(store, api, [menu, drawer.button, themeSwitch()]);
const thread = new ThreadPane(store, api);
const scrim = h("div", { class: "scrim", on: { click: () => sidebarOpen(false) } });
const offline = h("p", { class: "offline", role: "status", hidden: true }, "The playground does not answer. Trying again …");

new Modals(store, api);
new Announcer(store, $("#announcer"));

$("#app").replaceChildren(sidebar.node, scrim, channel.node, thread.node, drawer.node, offline);
store.on("connected", ({ on }) => {
  offline.hidden = on;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("with-sidebar")) sidebarOpen(false);
});
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (link instanceof HTMLAnchorElement && follow(link.href, store)) event.preventDefault();
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => event.preventDefault());

store.tries = (await api.inside.state()).tries ?? [];
await api.start();
document.body.classList.add("ready");
channel.composer.field.focus();
