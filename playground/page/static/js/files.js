/** The files of a message: pictures as pictures, others by name, to be downloaded. */

import { arrange, h } from "./dom.js";
import { lightbox } from "./dialogs.js";
import { icon } from "./icons.js";
import { Picture } from "./picture.js";
import { size } from "./when.js";

/**
 * @param {HTMLElement} place
 * @param {any[]} files
 * @param {import("./store.js").Store} store
 * @param {import("./api.js").Api} api
 */
export function attachments(place, files, store, api) {
  const nodes = files.map((listed) => {
    const file = store.files.get(listed.id) ?? listed;
    const key = `${file.id} ${file.mimetype} ${file.deleted}`;
    const there = [...place.children].find((node) => /** @type {HTMLElement} */ (node).dataset.key === key);
    if (there) return there;
    const node = draw(file, api);
    node.dataset.key = key;
    return node;
  });
  arrange(place, nodes);
}

/** @param {any} file @param {import("./api.js").Api} api @returns {HTMLElement} */
function draw(file, api) {
  if (file.deleted) return h("div", { class: "file-chip gone" }, icon("trash"), "This file was deleted.");
  if (!file.mimetype) return h("div", { class: "file-chip" }, icon("file"), h("span", {}, file.name), h("small", {}, "processing…"));
  if (!/^image\/(png|jpeg|gif|webp)$/.test(file.mimetype)) {
    return h("a", { class: "file-chip", href: api.fileAt(file.id), download: file.name }, icon("file"), h("span", {}, file.name), h("small", {}, size(file.size ?? 0)));
  }
  const picture = new Picture((one) => lightbox(one));
  picture.show({ source: api.fileAt(file.id), alt: file.alt || file.name, caption: file.name, width: file.width, height: file.height });
  return h("div", { class: "attached" }, h("div", { class: "title" }, file.name), picture.node);
}
