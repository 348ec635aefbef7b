/** The app's Home tab, as the viewer sees it. */

import { Blocks } from "./blocks.js";
import { lightbox } from "./dialogs.js";
import { fill, h } from "./dom.js";
import { choices } from "./message.js";
import { pictureOf } from "./sources.js";
import { seenIn } from "./wire.js";

export class Home {
  /** @param {import("./store.js").Store} store @param {import("./api.js").Api} api */
  constructor(store, api) {
    this.store = store;
    this.api = api;
    /** @type {Blocks | undefined} */
    this.blocks = undefined;
    this.node = h("div", { class: "home", role: "tabpanel", "aria-label": "Home", hidden: true });
    store.on("home", () => this.draw());
    store.on("viewer", () => this.forget());
  }

  get view() {
    return this.store.homes.get(this.store.viewer);
  }

  forget() {
    this.blocks = undefined;
    fill(this.node);
  }

  open() {
    this.api.openHome();
    this.draw();
  }

  draw() {
    const view = this.view;
    if (!view) return fill(this.node, h("p", { class: "empty" }, "The app has not published anything here yet."));
    this.blocks ??= new Blocks({
      names: this.store.names,
      scope: "home",
      choices: choices(this.store),
      picture: (item) => pictureOf(item, this.store, this.api, seenIn(this.view, this.store.viewer)),
      act: (block, element, value) => this.api.clickInView(this.view, block, element, value, this.blocks?.state()),
      open: (picture) => lightbox(picture),
    });
    this.blocks.show(view.blocks);
    if (this.blocks.node.parentElement !== this.node) fill(this.node, this.blocks.node);
  }
}
