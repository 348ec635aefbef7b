/** The three ends: what should happen with what was painted, in whose words, and the
 * button that sends it. */

import { announce } from "./announce.js";
import { Refused, send } from "./api.js";
import { h, icon } from "./dom.js";
import { notesPng } from "./notes.js";

/** @typedef {import("./editor.js").Editor} Editor */
/** @typedef {import("./editor.js").End} End */

/** @type {Record<End, {name: string, note: string, label: string, hint: string, send: string}>} */
const ENDS = {
  change: { name: "Change here", note: "Only what you paint changes.", label: "What should be there?", hint: "a red bicycle leaning on the wall", send: "Change here" },
  notes: { name: "As I have drawn", note: "Arrows, lines and words on the picture are orders. They will not be in the result.", label: "Anything else?", hint: "and make it evening", send: "Draw it like this" },
  back: { name: "Bring back", note: "What you paint comes back from another version, for free. The result is put together from two versions.", label: "", hint: "", send: "Bring back" },
};
const MOST_WORDS = 3000;
export const ENDED = "This page can no longer send. Press Paint it… in Slack again: what you have painted will still be there.";

const FAILED = "Something went wrong on the way, and nothing was sent. Try again in a minute: what you have painted stays here.";

/** @param {Editor} editor @param {import("./film.js").Film} film @param {(told: string) => void} sent @returns {HTMLElement} */
export function panel(editor, film, sent) {
  const several = editor.opened.versions.length > 1;
  const ends = /** @type {End[]} */ (Object.keys(ENDS)).filter((end) => several || end !== "back");
  const radios = ends.map((end) => choice(editor, end));
  const note = h("p", { class: "note", id: "note" });
  const words = h("textarea", { id: "words", rows: 3, maxlength: MOST_WORDS, "aria-describedby": "note" });
  const label = h("label", { for: "words" });
  const state = h("p", { class: "state" });
  const wrong = h("p", { class: "wrong", role: "alert" });
  const button = h("button", { class: "primary", type: "submit" });
  const form = h("form", { class: "ends", novalidate: true },
    h("fieldset", { class: "choices" }, h("legend", { class: "heard" }, "What should happen"), radios.map((one) => one.node)),
    note, h("div", { class: "words" }, label, words), film.choice, state, wrong, button);

  const show = () => {
    const { end } = editor;
    const said = ENDS[end];
    for (const radio of radios) radio.input.checked = radio.end === end;
    note.textContent = said.note;
    label.textContent = said.label;
    words.placeholder = said.hint;
    words.parentElement.hidden = end === "back";
    film.choice.hidden = end !== "back" || !film.before;
    state.textContent = end === "back" && !film.before ? "There is no other version of this shape to bring anything back from." : editor.said;
    button.textContent = end === "change" && editor.framed && !editor.painted ? "Draw more around it" : said.send;
  };
  editor.onChange(() => {
    show();
    wrong.textContent = "";
  });
  show();

  form.addEventListener("submit", async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    wrong.textContent = missing(editor, film, words.value.trim());
    if (wrong.textContent) {
      if (editor.end !== "back" && (editor.painted || editor.framed) && !words.value.trim()) words.focus();
      return;
    }
    button.disabled = true;
    form.setAttribute("aria-busy", "true");
    announce("Sending…");
    try {
      sent((await send(await filled(editor, film, words.value.trim()))).told);
    } catch (error) {
      wrong.textContent = toldOf(error);
    } finally {
      button.disabled = false;
      form.removeAttribute("aria-busy");
    }
  });
  words.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  return form;
}

/** What went wrong, in a sentence. Only the bot's own refusals are sentences; what a proxy says is not. @param {unknown} error */
function toldOf(error) {
  if (!(error instanceof Refused)) return "This browser could not prepare what you painted.";
  if (error.status === 404) return ENDED;
  return [0, 422].includes(error.status) ? error.message : FAILED;
}

/** @param {Editor} editor @param {End} end */
function choice(editor, end) {
  const input = h("input", { type: "radio", name: "end", value: end, on: { change: () => editor.choose(end) } });
  return { end, input, node: h("label", {}, input, h("span", {}, ENDS[end].name)) };
}

/** What is still missing, in a sentence. @param {Editor} editor @param {import("./film.js").Film} film @param {string} words */
function missing(editor, film, words) {
  switch (editor.end) {
    case "change":
      if (!editor.painted && !editor.framed) return "Paint the part that should change first.";
      return editor.painted && !words ? "Say what should be there." : "";
    case "notes":
      return editor.history.notes.length ? "" : "Draw an arrow, a line or a text on the picture first.";
    case "back":
      if (!film.before) return "There is nothing to bring back here.";
      return editor.painted ? "" : "Paint the part that should come back first.";
  }
}

/** What is sent. @param {Editor} editor @param {import("./film.js").Film} film @param {string} words @returns {Promise<FormData>} */
async function filled(editor, film, words) {
  const form = new FormData();
  const { end, region, history, version } = editor;
  const asked = {
    end,
    turn: version.turn,
    words: end === "back" ? "" : words,
    older: end === "back" ? film.before?.turn : 0,
    frame: end === "change" ? Object.values(history.frame) : [0, 0, 0, 0],
  };
  form.append("asked", JSON.stringify(asked));
  if (end !== "notes" && editor.painted) form.append("region", await region.png(), "region.png");
  if (end === "notes") form.append("notes", await notesPng(history.notes, region.width, region.height), "notes.png");
  return form;
}

/** What is shown when everything is done. @param {string} told @returns {HTMLElement} */
export function farewell(told) {
  return h("main", { class: "curtain" }, h("span", { class: "seal" }, icon("done")), h("h1", { tabindex: -1 }, told), h("p", {}, "You can close this page."));
}
