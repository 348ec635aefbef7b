/** Compares with another version, most often the one before: a line across the picture that can be moved. */

import { h, icon } from "./dom.js";

/** @param {import("./editor.js").Editor} editor @param {import("./film.js").Film} film @returns {{button: HTMLElement, line: HTMLElement}} */
export function compare(editor, film) {
  const { stage } = editor;
  const button = h("button", { class: "round", type: "button", "aria-pressed": "false", "aria-label": "Compare with the version before", title: "Compare with the version before (C)", hidden: editor.opened.versions.length < 2 }, icon("compare"));
  const slider = h("input", { type: "range", min: 0, max: 1000, value: 500, "aria-label": "How much of the version before is shown" });
  const thumb = h("span", { class: "divider" }, h("span", { class: "grip" }, icon("compare")));
  const before = h("span", { class: "tag left" });
  const now = h("span", { class: "tag right" });
  const line = h("div", { class: "compare", hidden: true }, before, now, thumb, slider);

  const place = () => {
    const { picture } = stage.scene;
    const can = Boolean(stage.scene.before && picture);
    button.disabled = !can;
    if (!can) set(false);
    if (!picture || line.hidden) return;
    before.textContent = film.before ? `Version ${film.number(film.before)}` : "";
    now.textContent = `Version ${film.number(editor.version)}`;
    const [left, top] = stage.view.from(0, 0);
    const wide = picture.width * stage.view.scale;
    const high = picture.height * stage.view.scale;
    line.style.left = `${left}px`;
    line.style.top = `${top}px`;
    line.style.width = `${wide}px`;
    line.style.height = `${high}px`;
    thumb.style.transform = `translateX(${(wide * Number(slider.value)) / 1000}px)`;
    slider.setAttribute("aria-valuetext", `${Math.round(Number(slider.value) / 10)} %`);
  };
  const set = (/** @type {boolean} */ on) => {
    if (line.hidden === !on) return;
    line.hidden = !on;
    button.setAttribute("aria-pressed", String(on));
    stage.scene.divider = on ? Number(slider.value) / 1000 : null;
    editor.tools.cancel();
    stage.viewed();
    editor.tell();
    if (on) slider.focus();
  };
  button.addEventListener("click", () => set(line.hidden));
  slider.addEventListener("input", () => {
    stage.scene.divider = Number(slider.value) / 1000;
    stage.baseStale = true;
    stage.ask();
    place();
  });
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.key === "Escape" && !line.hidden) set(false);
    else if (event.key.toLowerCase() === "c" && !event.ctrlKey && !event.metaKey && !target.matches("textarea, select, input[type=text]") && !button.disabled) set(line.hidden);
  });
  editor.onChange(place);
  stage.onView(place);
  return { button, line };
}
