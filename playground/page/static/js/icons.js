/** The icons: a few line drawings of our own, as SVG nodes. */

const NS = "http://www.w3.org/2000/svg";

/** @type {Record<string, string>} */
const PATHS = {
  hash: "M7.6 4 5.900 16M14.100 4l-1.700 12M4.200 8h12.300M3.500 12h12.300",
  lock: "M5 9h10v7H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  reply: "M4 5h12v8H9l-3.5 3v-3H4z",
  more: "M5 10h.01M10 10h.01M15 10h.01",
  close: "m5 5 10 10M15 5 5 15",
  send: "m3.5 10 13-6-4.5 13-2.7-5z",
  clip: "m8 10.5 4.6-4.6a2.2 2.2 0 0 1 3.1 3.1l-6.4 6.4a3.6 3.6 0 0 1-5.1-5.1L10 4.5",
  edit: "m4 16 .8-3.6L13.2 4 16 6.8l-8.4 8.4z",
  trash: "M4.5 6h11M8 6V4h4v2M6 6l.7 10h6.6L14 6",
  left: "m12 5-5 5 5 5",
  right: "m8 5 5 5-5 5",
  down: "m5 8 5 5 5-5",
  film: "M3.5 4.5h13v11h-13zM3.5 8h3M3.5 12h3M13.5 8h3M13.5 12h3M6.5 4.5v11M13.5 4.5v11",
  sun: "M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7M10 2v1.5M10 16.500v1.5M2 10h1.500M16.500 10H18M4.300 4.300l1 1M14.700 14.700l1 1M15.700 4.300l-1 1M5.300 14.700l-1 1",
  moon: "M15.500 12.200A6.500 6.500 0 0 1 7.800 4.500a6.500 6.500 0 1 0 7.700 7.700z",
  half: "M10 3.500a6.500 6.500 0 1 1 0 13zM10 3.500a6.500 6.500 0 1 0 0 13",
  inside: "M3 10h3l2-5 4 10 2-5h3",
  menu: "M4 6h12M4 10h12M4 14h12",
  eye: "M2.500 10S5.500 5 10 5s7.500 5 7.500 5-3 5-7.500 5-7.500-5-7.500-5M10 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4",
  broken: "M3.500 4.500h13v11h-13zM4 14l4-4 3 3M12 9l4 4M3 3l14 14",
  file: "M6 3.500h5.500L15 7v9.500H6zM11.500 3.500V7H15",
  home: "m3.500 9.500 6.500-6 6.500 6M5.500 8.500v8h9v-8",
  power: "M10 3.500V10M6.200 5.800a5.500 5.500 0 1 0 7.600 0",
  plus: "M10 4.500v11M4.500 10h11",
  slash: "M12.500 4.500 7.500 15.500M4 4h12v12H4z",
  smile: "M10 3.500a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13M7.500 8.500h.01M12.500 8.500h.01M7.200 11.800a3.600 3.600 0 0 0 5.600 0",
  check: "m4.500 10.500 3.500 3.500 7.500-8",
};

/** @param {string} name @returns {SVGSVGElement} */
export function icon(name) {
  const svg = document.createElementNS(NS, "svg");
  const path = document.createElementNS(NS, "path");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", PATHS[name] ?? PATHS.more);
  svg.append(path);
  return svg;
}

/** The six blades of an iris: the sign of the app's bot. @returns {SVGSVGElement} */
export function iris() {
  const svg = document.createElementNS(NS, "svg");
  svg.setAttribute("viewBox", "0 0 40 40");
  svg.setAttribute("class", "iris");
  svg.setAttribute("aria-hidden", "true");
  for (let blade = 0; blade < 6; blade += 1) {
    const path = document.createElementNS(NS, "path");
    path.setAttribute("d", "M20 4 33.500 12 21.500 16.800z");
    path.setAttribute("transform", `rotate(${blade * 60} 20 20)`);
    path.setAttribute("opacity", String(1 - blade * 0.09));
    svg.append(path);
  }
  return svg;
}
