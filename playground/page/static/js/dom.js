/** Builds DOM nodes from values. Text becomes text nodes: nothing here, and
 * nothing that uses it, ever parses markup. */

/** @typedef {Node | string | number | null | undefined | false} Kid */

/**
 * @typedef {object} Props
 * @property {string} [class]
 * @property {Record<string, string>} [data]
 * @property {Record<string, (event: any) => void>} [on]
 */

/**
 * Make an element. `on` holds listeners, `data` the dataset; true and false
 * set and leave out an attribute.
 * @param {string} tag
 * @param {Props & Record<string, any>} [props]
 * @param {...(Kid | Kid[])} kids
 * @returns {any} the element, of the type that the tag says
 */
export function h(tag, props = {}, ...kids) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") listen(node, value);
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...present(kids));
  return node;
}

/** @param {Element} node @param {Record<string, (event: any) => void>} listeners */
function listen(node, listeners) {
  for (const [name, listener] of Object.entries(listeners)) {
    node.addEventListener(name, listener);
  }
}

/** @param {(Kid | Kid[])[]} kids @returns {(Node | string)[]} */
export function present(kids) {
  return kids
    .flat()
    .filter((kid) => kid !== null && kid !== undefined && kid !== false)
    .map((kid) => (kid instanceof Node ? kid : String(kid)));
}

/** Put these children in the place of the old ones. @param {Element} node @param {...(Kid | Kid[])} kids */
export function fill(node, ...kids) {
  node.replaceChildren(...present(kids));
}

/**
 * Bring the children of a node into this order, moving as few as possible: a
 * node that stays is not taken out, so focus, scroll and animations survive.
 * @param {Element} parent
 * @param {Node[]} wanted
 */
export function arrange(parent, wanted) {
  const keep = new Set(wanted);
  for (const node of [...parent.childNodes]) {
    if (!keep.has(node)) node.remove();
  }
  wanted.forEach((node, index) => {
    const there = parent.childNodes[index];
    if (there !== node) parent.insertBefore(node, there ?? null);
  });
}

/** @param {string} selector @returns {any} */
export function $(selector) {
  return document.querySelector(selector);
}

let counter = 0;

/** An id that no other element of this page has. @param {string} prefix */
export function freshId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}
