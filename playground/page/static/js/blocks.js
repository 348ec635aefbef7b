/** A message's or a view's blocks as DOM nodes, changed in place.
 *
 * Blocks of a new version are matched with the ones that stand there by kind and
 * order: a picture keeps its element and fades over, what is equal is left alone,
 * and only what differs is made anew. */

import { dataTable, visualization } from "./charts.js";
import { arrange, h, present } from "./dom.js";
import { element } from "./elements.js";
import { icon } from "./icons.js";
import { link, safe } from "./links.js";
import { markdown } from "./markdown.js";
import { mrkdwn } from "./mrkdwn.js";
import { Picture } from "./picture.js";
import { richText } from "./richtext.js";

/**
 * @typedef {object} Context what blocks need from where they stand
 * @property {import("./mrkdwn.js").Names} names
 * @property {(source: any) => {source: string, width?: number, height?: number, failure?: string}} picture
 *   where a picture's bytes are, and why this member cannot see it
 * @property {(blockId: string, element: any, value: any) => void} act
 * @property {(picture: Picture) => void} open
 * @property {(block: any) => boolean} [dispatches] whether an input block acts at once
 * @property {string} [scope] a prefix for ids of fields
 * @property {any} [choices] people and channels to choose from
 * @property {boolean} [asleep] an older version: its buttons do nothing
 */

/** @typedef {{type: string, key: string, node: HTMLElement, block: any, picture?: Picture, fields: any[]}} Piece */

export class Blocks {
  /** @param {Context} context */
  constructor(context) {
    this.context = context;
    /** @type {Piece[]} */
    this.pieces = [];
    this.node = h("div", { class: "blocks" });
  }

  /** @param {any[]} blocks */
  show(blocks) {
    const pool = [...this.pieces];
    this.pieces = blocks.map((block) => this.piece(block, pool));
    const focused = this.node.contains(document.activeElement) ? document.activeElement : null;
    const action = focused instanceof HTMLElement ? focused.dataset.action : undefined;
    arrange(this.node, this.pieces.map((piece) => piece.node));
    if (action && !this.node.contains(document.activeElement)) this.refocus(action);
  }

  /** A button that had the focus and was made anew keeps it. @param {string} action */
  refocus(action) {
    for (const node of this.node.querySelectorAll("[data-action]")) {
      if (/** @type {HTMLElement} */ (node).dataset.action === action) return /** @type {HTMLElement} */ (node).focus();
    }
  }

  /** @param {any} block @param {Piece[]} pool @returns {Piece} */
  piece(block, pool) {
    const field = this.context.scope === "home" && ["input", "actions"].includes(block.type);
    const key = keyOf(block) + (field ? block.block_id : "") + (this.context.asleep ? "asleep" : "");
    const at = pool.findIndex((old) => old.type === block.type && (block.type === "image" || old.key === key));
    const old = at < 0 ? undefined : pool.splice(at, 1)[0];
    if (block.type === "image") return this.image(block, key, old);
    if (old) {
      old.block.now = block;
      return old;
    }
    const held = { now: block };
    /** @type {any[]} */
    const fields = [];
    const node = draw(held, this.context, fields);
    return { type: block.type, key, node, block: held, fields };
  }

  /** @param {any} block @param {string} key @param {Piece} [old] @returns {Piece} */
  image(block, key, old) {
    const picture = old?.picture ?? new Picture(this.context.open);
    const title = block.title?.text ?? "";
    const now = { ...this.context.picture(block), alt: String(block.alt_text ?? ""), caption: title };
    const node = old?.node ?? h("div", { class: "block image" }, h("div", { class: "title" }), picture.node);
    const line = /** @type {HTMLElement} */ (node.firstElementChild);
    line.textContent = title;
    line.hidden = !title;
    picture.show(now);
    return { type: "image", key, node, block: { now: block }, picture, fields: [] };
  }

  /** What a person has put into every field, by block and action. @returns {Record<string, Record<string, any>>} */
  state() {
    /** @type {Record<string, Record<string, any>>} */
    const values = {};
    for (const piece of this.pieces) {
      for (const field of piece.fields) {
        const { block_id: id } = piece.block.now;
        values[id] = { ...values[id], [field.element.action_id]: field.read() };
      }
    }
    return values;
  }
}

/** A block without the ids that bots renew with every edit. @param {any} block */
function keyOf(block) {
  return JSON.stringify(block, (name, value) => (name === "block_id" ? undefined : value));
}

/** @param {any} held the block, as `now` @param {Context} context @param {any[]} fields @returns {HTMLElement} */
function draw(held, context, fields) {
  const block = held.now;
  const make = Object.hasOwn(DRAW, block.type) ? DRAW[block.type] : undefined;
  const kids = make ? make(block, context, held, fields) : h("span", { class: "unknown" }, `${block.type} block`);
  return h("div", { class: `block ${make ? block.type.replaceAll("_", "-") : "other"}` }, kids);
}

/** @param {any} text @param {Context} context @returns {Node[]} */
export function words(text, context) {
  if (!text) return [];
  if (text.type === "mrkdwn") return mrkdwn(String(text.text), context.names);
  return [h("div", { class: "lines" }, String(text.text))];
}

/** @param {any} item @param {Context} context @param {any} held @param {any[]} fields */
function place(item, context, held, fields) {
  if (item.type === "image") return small(item, context);
  const made = element(item, context, () => held.now.block_id);
  fields.push(made);
  return made.node;
}

/** A small picture within a line. @param {any} item @param {Context} context */
function small(item, context) {
  const { source, failure } = context.picture(item);
  if (failure || !source) return h("span", { class: "small-broken", role: "img", "aria-label": item.alt_text, title: failure }, icon("broken"));
  return h("img", { class: "small", src: source, alt: item.alt_text, title: item.alt_text });
}

/** @type {Record<string, (block: any, context: Context, held: any, fields: any[]) => Node | (Node|string)[]>} */
const DRAW = {
  section: (block, context, held, fields) => [
    h("div", { class: "body" }, words(block.text, context),
      block.fields && h("div", { class: "pairs" }, block.fields.map((/** @type {any} */ field) => h("div", {}, words(field, context))))),
    ...present([block.accessory && h("div", { class: "accessory" }, place(block.accessory, context, held, fields))]),
  ],
  header: (block) => h("h3", {}, block.text.text),
  divider: () => h("hr"),
  context: (block, context) =>
    block.elements.map((/** @type {any} */ item) => (item.type === "image" ? small(item, context) : h("span", {}, words(item, context)))),
  actions: (block, context, held, fields) => block.elements.map((/** @type {any} */ item) => place(item, context, held, fields)),
  context_actions: (block, context, held, fields) => block.elements.map((/** @type {any} */ item) => place(item, context, held, fields)),
  markdown: (block) => markdown(String(block.text)),
  rich_text: (block, context) => richText(block, context.names),
  input: (block, context, held, fields) => input(block, context, held, fields),
  table: (block, context) => table(block, context),
  data_visualization: (block) => visualization(block),
  data_table: (block, context) => dataTable(block, context.names),
  video: (block) => h("p", {}, link(block.video_url, [block.title.text])),
  file: (block) => h("p", {}, icon("file"), block.external_id),
  alert: (block, context) => h("div", { class: `alert-box ${block.level ?? "default"}`, role: "note" }, words(block.text, context)),
  container: (block, context, held, fields) => container(block, context, held, fields),
  card: (block, context, held, fields) => card(block, context, held, fields),
  carousel: (block, context, held, fields) =>
    h("div", { class: "carousel", tabindex: "0", role: "group", "aria-label": "Cards" },
      block.elements.map((/** @type {any} */ item) => h("div", { class: "block card" }, card(item, context, held, fields)))),
};

/** @param {any} block @param {Context} context @param {any} held @param {any[]} fields */
function input(block, context, held, fields) {
  const dispatches = Boolean(block.dispatch_action);
  const quiet = { ...context, act: dispatches ? context.act : () => {} };
  const made = element(block.element, quiet, () => held.now.block_id);
  fields.push(made);
  const hint = block.hint ? h("div", { class: "hint", id: `${made.id}-hint` }, block.hint.text) : null;
  const optional = block.optional ? h("span", { class: "optional" }, "optional") : null;
  const error = h("div", { class: "field-error", id: `${made.id}-error`, role: "alert" });
  made.control?.setAttribute("aria-describedby", `${made.id}-error${hint ? ` ${made.id}-hint` : ""}`);
  if (!made.grouped) made.control?.removeAttribute("aria-label"); // its label says more
  if (!block.optional) made.control?.setAttribute("aria-required", "true");
  const tag = made.grouped ? "div" : "label";
  const label = h(tag, { class: "label", for: made.grouped ? null : made.id, id: `${made.id}-label` }, block.label.text, optional);
  return h("div", { class: "field", data: { field: "" } }, label, made.node, hint, error);
}

/** @param {any} block @param {Context} context */
function table(block, context) {
  const cell = (/** @type {any} */ item) => (item.type === "rich_text" ? richText(item, context.names) : String(item.text ?? item.value ?? ""));
  const [head, ...rows] = block.rows;
  const row = (/** @type {any[]} */ items, /** @type {string} */ tag) => h("tr", {}, items.map((item) => h(tag, {}, cell(item))));
  return h("div", { class: "table-scroll", tabindex: "0", role: "group", "aria-label": "Table" },
    h("table", {}, h("thead", {}, row(head, "th")), h("tbody", {}, rows.map((/** @type {any[]} */ items) => row(items, "td")))));
}

/** @param {any} block @param {Context} context @param {any} held @param {any[]} fields */
function container(block, context, held, fields) {
  const title = block.rich_text_title ? richText(block.rich_text_title, context.names) : words(block.title, context);
  const kids = block.child_blocks.map((/** @type {any} */ child) => nested(child, context, held, fields));
  const subtitle = h("div", { class: "subtitle" }, words(block.subtitle, context));
  if (!block.is_collapsible) return h("div", { class: "box" }, h("div", { class: "box-title" }, title, subtitle), kids);
  return h("details", { class: "box", open: !block.default_collapsed }, h("summary", {}, title, subtitle), kids);
}

/** @param {any} child @param {Context} context @param {any} held @param {any[]} fields */
function nested(child, context, held, fields) {
  if (child.type !== "image") return draw({ now: { block_id: held.now.block_id, ...child } }, context, fields);
  const picture = new Picture(context.open);
  picture.show({ ...context.picture(child), alt: child.alt_text, caption: child.title?.text });
  return picture.node;
}

/** @param {any} block @param {Context} context @param {any} held @param {any[]} fields */
function card(block, context, held, fields) {
  const hero = block.hero_image && context.picture(block.hero_image);
  return present([
    hero && safe(new URL(hero.source || "about:blank", location.href).href) && h("img", { class: "hero", src: hero.source, alt: block.hero_image.alt_text }),
    h("div", { class: "card-title" }, words(block.title, context)),
    block.subtitle && h("div", { class: "subtitle" }, words(block.subtitle, context)),
    block.body && h("div", {}, words(block.body, context)),
    block.actions && h("div", { class: "card-actions" }, block.actions.map((/** @type {any} */ item) => place(item, context, held, fields))),
  ]);
}
