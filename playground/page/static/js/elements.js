/** Interactive elements: each as a node, with a way to read what a person chose. */

import { confirmed } from "./dialogs.js";
import { freshId, h } from "./dom.js";
import { icon } from "./icons.js";
import { safe } from "./links.js";
import { openMenu } from "./menu.js";

/**
 * @typedef {object} Made
 * @property {HTMLElement} node
 * @property {any} element
 * @property {string} id
 * @property {() => any} read as Slack's view state would hold it
 * @property {HTMLElement} [control] what carries the label
 * @property {boolean} [grouped] several controls under one label
 */

/**
 * @param {any} item
 * @param {import("./blocks.js").Context} context
 * @param {() => string} blockId
 * @returns {Made}
 */
export function element(item, context, blockId) {
  const id = freshId("field");
  const act = async (/** @type {any} */ value) => {
    if (context.asleep || (item.confirm && !(await confirmed(item.confirm)))) return false;
    context.act(blockId(), item, value);
    return true;
  };
  const make = Object.hasOwn(MAKE, item.type) ? MAKE[item.type] : unknown;
  return { element: item, id, read: () => null, ...make(item, { act, id, context }) };
}

/** @typedef {{act: (value: any) => Promise<boolean>, id: string, context: import("./blocks.js").Context}} Door */
/** @typedef {Partial<Made> & {node: HTMLElement}} Part */

/** @param {any} item @returns {Part} */
function unknown(item) {
  return { node: h("span", { class: "unknown" }, `${item.type}`) };
}

/** @param {any} item @param {Door} door @returns {Part} */
function button(item, door) {
  const label = item.accessibility_label ?? null;
  const shared = { class: `btn ${item.style ?? ""}`, data: { action: item.action_id ?? "" }, "aria-label": label, disabled: door.context.asleep };
  const click = async () => {
    if (!(await door.act(item.value))) return;
    node.classList.add("pressed");
    node.addEventListener("animationend", () => node.classList.remove("pressed"), { once: true });
  };
  const href = item.url && safe(item.url);
  const node = href
    ? h("a", { ...shared, href, target: "_blank", rel: "noopener noreferrer", on: { click: () => door.act(item.value) } }, item.text.text)
    : h("button", { ...shared, type: "button", on: { click } }, item.text.text);
  return { node };
}

/** @param {any} item @param {Door} door @returns {Part} */
function overflow(item, door) {
  const options = () => item.options.map((/** @type {any} */ option) => ({ label: option.text.text, note: option.description?.text, run: () => door.act(option) }));
  const click = (/** @type {Event} */ event) => openMenu(/** @type {HTMLElement} */ (event.currentTarget), options(), "More");
  return { node: h("button", { class: "btn more", type: "button", data: { action: item.action_id ?? "" }, "aria-label": "More actions", "aria-haspopup": "menu", disabled: door.context.asleep, on: { click } }, icon("more")) };
}

/** @param {any} item @param {Door} door @returns {Part} */
function feedback(item, door) {
  const one = (/** @type {any} */ part, /** @type {string} */ sign) =>
    h("button", { class: "btn quiet", type: "button", title: part.text.text, "aria-label": part.accessibility_label ?? part.text.text, on: { click: () => door.act(part.value) } }, sign);
  return { node: h("span", { class: "feedback" }, one(item.positive_button, "👍"), one(item.negative_button, "👎")) };
}

/** @param {any} item @param {Door} door @returns {Part} */
function iconButton(item, door) {
  return { node: h("button", { class: "btn quiet", type: "button", data: { action: item.action_id ?? "" }, "aria-label": item.accessibility_label ?? item.text.text, title: item.text.text, on: { click: () => door.act(item.value) } }, icon("trash")) };
}

/** What may be chosen, by kind of menu. @param {any} item @param {any} choices */
function optionsOf(item, choices) {
  if (item.type.includes("users")) return choices?.people ?? [];
  if (item.type.includes("channels") || item.type.includes("conversations")) return choices?.channels ?? [];
  const groups = item.option_groups ?? [{ options: item.options ?? [] }];
  return groups.flatMap((/** @type {any} */ group) => group.options.map((/** @type {any} */ one) => ({ value: one.value, label: one.text.text, group: group.label?.text, option: one })));
}

/** What Slack calls the choice of each kind of menu. @param {string} type */
function fieldOf(type) {
  if (type.includes("users")) return "selected_user";
  if (type.includes("channels")) return "selected_channel";
  return type.includes("conversations") ? "selected_conversation" : "selected_option";
}

/** @param {any} item @param {Door} door @returns {Part} */
function select(item, door) {
  const options = optionsOf(item, door.context.choices);
  const chosen = item.initial_option?.value ?? item.initial_user ?? item.initial_channel ?? item.initial_conversation ?? "";
  const node = h("select", { id: door.id, class: "input", data: { action: item.action_id ?? "" }, "aria-label": item.placeholder?.text ?? "Choose", disabled: door.context.asleep },
    h("option", { value: "" }, item.placeholder?.text ?? "Choose…"), grouped(options, chosen));
  const value = () => options.find((/** @type {any} */ one) => one.value === node.value);
  const read = () => {
    const one = value();
    return { type: item.type, [fieldOf(item.type)]: one ? (one.option ?? one.value) : null };
  };
  node.addEventListener("change", () => node.value && door.act(value()?.option ?? node.value));
  return { node, control: node, read };
}

/** @param {any[]} options @param {string} chosen */
function grouped(options, chosen) {
  const one = (/** @type {any} */ option) => h("option", { value: option.value, selected: option.value === chosen }, option.label);
  const names = [...new Set(options.map((option) => option.group))];
  return names.flatMap((name) => {
    const kids = options.filter((option) => option.group === name).map(one);
    return name ? [h("optgroup", { label: name }, kids)] : kids;
  });
}

/** Checkboxes, radio buttons and menus of several. @param {any} item @param {Door} door @returns {Part} */
function several(item, door) {
  const single = item.type === "radio_buttons";
  const options = optionsOf(item, door.context.choices);
  const initial = [item.initial_option, ...(item.initial_options ?? [])].filter(Boolean).map((one) => one.value);
  const given = [...initial, ...(item.initial_users ?? []), ...(item.initial_channels ?? []), ...(item.initial_conversations ?? [])];
  const boxes = options.map((/** @type {any} */ option) => h("input", { type: single ? "radio" : "checkbox", name: door.id, value: option.value, checked: given.includes(option.value), disabled: door.context.asleep }));
  const chosen = () => options.filter((/** @type {any} */ _, /** @type {number} */ index) => boxes[index].checked).map((/** @type {any} */ one) => one.option ?? one.value);
  const rows = options.map((/** @type {any} */ option, /** @type {number} */ index) =>
    h("label", { class: "choice" }, boxes[index], h("span", {}, option.label, option.option?.description && h("small", {}, option.option.description.text))));
  const menu = item.type.startsWith("multi_");
  const node = h("div", { class: menu ? "choices many" : "choices", role: single ? "radiogroup" : "group", "aria-labelledby": `${door.id}-label`, on: { change: () => door.act(single ? chosen()[0] : chosen()) } }, rows);
  const many = item.type === "checkboxes" ? "selected_options" : `${fieldOf(item.type)}s`;
  const read = () => (single ? { type: item.type, selected_option: chosen()[0] ?? null } : { type: item.type, [many]: chosen() });
  return { node, control: node, grouped: true, read };
}

/** @type {Record<string, string>} */
const KINDS = { email_text_input: "email", url_text_input: "url", number_input: "number", datepicker: "date", timepicker: "time", datetimepicker: "datetime-local" };

/** @param {any} item @param {Door} door @returns {Part} */
function typed(item, door) {
  const long = item.multiline || item.type === "rich_text_input";
  const initial = item.initial_value ?? item.initial_date ?? item.initial_time ?? "";
  const text = typeof initial === "string" ? initial : "";
  const shared = { id: door.id, class: "input", data: { action: item.action_id ?? "" }, placeholder: item.placeholder?.text, maxlength: item.max_length, autofocus: item.focus_on_load, "aria-label": door.context.scope === "message" ? (item.placeholder?.text ?? "Field") : null };
  const node = long ? h("textarea", { ...shared, rows: "4" }) : h("input", { ...shared, type: KINDS[item.type] ?? "text", step: item.is_decimal_allowed ? "any" : null });
  node.value = text;
  const done = () => door.act(node.value);
  if (item.type.includes("picker")) node.addEventListener("change", done);
  else node.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && !long && done());
  return { node, control: node, read: () => ({ type: item.type, ...valueOf(item.type, node.value) }) };
}

/** @param {string} type @param {string} value */
function valueOf(type, value) {
  if (type === "datepicker") return { selected_date: value || null };
  if (type === "timepicker") return { selected_time: value || null };
  if (type === "datetimepicker") return { selected_date_time: value ? Math.floor(new Date(value).getTime() / 1000) : null };
  return { value: value || null };
}

/** @param {any} item @param {Door} door @returns {Part} */
function fileInput(item, door) {
  const accept = (item.filetypes ?? []).map((/** @type {string} */ type) => `.${type}`).join(",");
  const node = h("input", { type: "file", id: door.id, class: "input", accept, multiple: (item.max_files ?? 10) > 1 });
  return { node, control: node, read: () => ({ type: item.type, files: [...(node.files ?? [])] }) };
}

/** @type {Record<string, (item: any, door: Door) => Part>} */
const MAKE = {
  button, overflow, feedback_buttons: feedback, icon_button: iconButton, workflow_button: button,
  static_select: select, external_select: select, users_select: select, channels_select: select, conversations_select: select,
  multi_static_select: several, multi_external_select: several, multi_users_select: several, multi_channels_select: several, multi_conversations_select: several,
  checkboxes: several, radio_buttons: several,
  plain_text_input: typed, email_text_input: typed, url_text_input: typed, number_input: typed, rich_text_input: typed,
  datepicker: typed, timepicker: typed, datetimepicker: typed, file_input: fileInput,
};
