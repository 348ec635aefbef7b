/** Builds DOM nodes from values. Text becomes text nodes: nothing here ever parses
 * markup, and nothing sets a style in markup. */

/** @typedef {Node | string | number | null | undefined | false} Kid */

/**
 * Make an element. `on` holds listeners; true and false set and leave out an attribute.
 * @param {string} tag
 * @param {Record<string, any>} [props]
 * @param {...(Kid | Kid[])} kids
 * @returns {any} the element, of the type that the tag says
 */
export function h(tag, props = {}, ...kids) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [kind, listener] of Object.entries(value)) node.addEventListener(kind, /** @type {EventListener} */ (listener));
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...kids.flat().filter((kid) => kid !== null && kid !== undefined && kid !== false).map((kid) => (kid instanceof Node ? kid : String(kid))));
  return node;
}

/** @param {string} selector @returns {any} */
export function $(selector) {
  return document.querySelector(selector);
}

const SVG = "http://www.w3.org/2000/svg";

/** @type {Record<string, string>} each path is drawn as lines in a square of 24 */
const PATHS = {
  hand: "M8 12V5.5a1.5 1.5 0 0 1 3 0V11 4.5a1.5 1.5 0 0 1 3 0V11 6.5a1.5 1.5 0 0 1 3 0V14a6 6 0 0 1-6 6.5c-3 0-4.4-1.6-5.6-3.8L4 14.2a1.6 1.6 0 0 1 2.6-1.8L8 14",
  brush: "M20 4 10.5 13.5M9 13c-2.6 0-4 1.6-4 4 0 1.4-.7 2.2-2 2.8 4.6 1.2 8.6-.4 8.6-4.2A2.7 2.7 0 0 0 9 13Z",
  eraser: "m8 19-4-4a1.6 1.6 0 0 1 0-2.2L12.8 4a1.6 1.6 0 0 1 2.2 0l5 5a1.6 1.6 0 0 1 0 2.2L12.2 19H8ZM8.5 8.5l7 7M12 19h8",
  rectangle: "M4.5 6.5h15v11h-15Z",
  lasso: "M12 4c5 0 8.5 2.4 8.5 5.8S17 15.5 12 15.5 3.5 13.1 3.5 9.8 7 4 12 4ZM7 14.6c-1.6.6-2 2.6-.4 3.2 1.8.7 2.6.7 2.2 2.7",
  arrow: "M5 19 18.5 5.5M9.5 5h9.5v9.5",
  line: "M3.5 16c3-9 6.500-9 8-4s4 5 9-5",
  text: "M5 7V5h14v2M12 5v14M9 19h6",
  around: "M8 8h8v8H8ZM12 5V2.500M12 21.500V19M5 12H2.500M21.500 12H19",
  compare: "M12 3v18M9 8.500 5.500 12 9 15.500M15 8.500l3.500 3.500-3.500 3.500",
  invert: "M12 3.500a8.500 8.500 0 1 0 0 17ZM12 3.500a8.500 8.500 0 0 1 0 17",
  clear: "M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7M10.500 11v5M13.500 11v5",
  undo: "M8.500 5 4 9.500 8.500 14M4 9.500h10a5.500 5.500 0 0 1 0 11h-3",
  redo: "M15.500 5 20 9.500 15.500 14M20 9.500H10a5.500 5.500 0 0 0 0 11h3",
  more: "M12 5v14M5 12h14",
  less: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  help: "M9 9.200a3 3 0 1 1 4.300 2.700c-.9.500-1.300 1.100-1.300 2.100M12 17.500v.1",
  done: "m4.500 12.500 5 5 10-11",
  close: "m6 6 12 12M18 6 6 18",
};

/** @param {string} name @returns {SVGElement} */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name] ?? "");
  svg.append(path);
  return svg;
}
