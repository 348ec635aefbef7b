/** Opens the link, and puts the page together. */

import { announce } from "./announce.js";
import { open, Refused } from "./api.js";
import { handles } from "./around.js";
import { compare } from "./compare.js";
import { $, h } from "./dom.js";
import { Editor } from "./editor.js";
import { Film } from "./film.js";
import { help } from "./help.js";
import { tidy } from "./history.js";
import { Keyboard } from "./keyboard.js";
import { ENDED, farewell, panel } from "./panel.js";
import { Pointer } from "./pointer.js";
import { Stage } from "./stage.js";
import { textNotes } from "./textnote.js";
import { settings, toolbar, topBar } from "./toolbar.js";

const app = $("#app");
const OVER = "This link does not work here. Links last for an hour, and only in the browser that opened them first. Press *Paint it…* in Slack again for a new one.".replaceAll("*", "");

/** @param {string} words */
function curtain(words) {
  app.replaceChildren(h("main", { class: "curtain" }, h("h1", {}, words)));
  announce(words);
}

/** @param {string} told */
function sent(told) {
  app.replaceChildren(farewell(told));
  $("h1").focus();
  announce(told);
}

/** @param {import("./api.js").Opened} opened */
async function begin(opened) {
  const stage = new Stage();
  const editor = new Editor(stage, opened, `painting-${opened.about}`);
  const film = new Film(editor);
  const ring = h("div", { class: "ring", "aria-hidden": "true" });
  const cross = h("div", { class: "cross", "aria-hidden": "true" });
  const surface = h("div", { class: "surface", tabindex: 0, role: "application", "aria-roledescription": "painting area", "aria-label": "The picture. Move the cursor with the arrow keys; Enter puts the brush down and up.", "aria-describedby": "picture-words" }, ring, cross);
  const start = opened.versions.find((one) => one.turn === opened.turn) ?? opened.versions[0];
  const words = h("p", { class: "title", id: "picture-words" });
  const difference = compare(editor, film);
  const keys = help();
  stage.node.append(surface, handles(editor), difference.line);
  textNotes(editor, surface);
  const pointer = new Pointer(editor, surface, ring);
  const keyboard = new Keyboard(editor, surface, cross);
  surface.addEventListener("focus", () => keyboard.place());
  pressedSpace(pointer, surface);
  byKeys();
  editor.onChange(() => {
    if (!editor.tools.paints) ring.classList.remove("seen");
    words.textContent = editor.version.words;
    surface.dataset.tool = editor.tools.name;
    keyboard.place();
  });
  app.replaceChildren(
    h("header", { class: "top" }, h("span", { class: "brand" }, h("img", { src: "paint/icon.svg", alt: "", width: 26, height: 26 }), h("h1", {}, "Paint")), words, topBar(editor), difference.button, keys.button),
    h("main", { class: "desk" }, toolbar(editor), stage.node, settings(editor)),
    h("aside", { class: "side", "aria-label": "What should happen" }, ending(opened.seconds), panel(editor, film, (told) => {
      editor.history.forget();
      sent(told);
    }), film.node),
    keys.dialog,
  );
  await film.start(start, true);
  film.fill();
  stage.resized();
  stage.fit();
  document.body.classList.add("ready");
  announce(`Ready to paint. ${editor.said}`);
}

/** Says in time that the link ends. What is painted stays in the browser. @param {number} seconds @returns {HTMLElement} */
function ending(seconds) {
  const note = h("p", { class: "ending", role: "status", hidden: true });
  const say = (/** @type {string} */ words) => {
    note.textContent = words;
    note.hidden = false;
  };
  setTimeout(() => say("This page can send for five more minutes."), (seconds - 300) * 1000);
  setTimeout(() => say(ENDED), seconds * 1000);
  return note;
}

/** Whether somebody uses the keyboard, so that the focus of the picture is shown. */
function byKeys() {
  document.addEventListener("keydown", (event) => event.key.length > 1 && document.body.classList.add("keyed"));
  document.addEventListener("pointerdown", () => document.body.classList.remove("keyed"));
}

/** While the space bar is down, a drag moves the picture. @param {Pointer} pointer @param {HTMLElement} surface */
function pressedSpace(pointer, surface) {
  const set = (/** @type {KeyboardEvent} */ event, /** @type {boolean} */ on) => {
    if (event.key !== " " || /** @type {HTMLElement} */ (event.target).matches("textarea, input, select, button")) return;
    pointer.space = on;
    surface.classList.toggle("moves", on);
  };
  document.addEventListener("keydown", (event) => set(event, true));
  document.addEventListener("keyup", (event) => set(event, false));
}

tidy();
try {
  const opened = await open();
  if (opened.sent) sent("This was sent already. The picture is in Slack, in the thread.");
  else await begin(opened);
} catch (error) {
  if (error instanceof Refused && error.status === 404) curtain(OVER);
  else curtain(error instanceof Refused && !error.status ? error.message : "Something went wrong. Reload the page to try again.");
  if (!(error instanceof Refused)) throw error;
}
window.addEventListener("hashchange", () => location.reload());
