/** Talks to the bot. The link's secret is the address's fragment: it goes along in a
 * header, and is never part of an address that a server sees. */

/**
 * @typedef {object} Version
 * @property {number} turn
 * @property {string} words
 * @property {number} width
 * @property {number} height
 * @property {number | null} before
 *
 * @typedef {object} Sizes
 * @property {number} step
 * @property {number} longest
 * @property {number} least
 * @property {number} most
 *
 * @typedef {object} Opened
 * @property {number} turn
 * @property {string} about the picture, told from all others
 * @property {number} seconds
 * @property {boolean} sent
 * @property {Version[]} versions
 * @property {Sizes} sizes
 */

export class Refused extends Error {
  /** @param {number} status @param {string} words */
  constructor(status, words) {
    super(words);
    this.status = status;
  }
}

const HEADER = "X-Painting";
const secret = location.hash.slice(1);

/** @param {string} path @param {RequestInit} [how] @returns {Promise<Response>} */
async function call(path, how = {}) {
  let answer;
  try {
    answer = await fetch(`paint/${path}`, { ...how, headers: { ...how.headers, [HEADER]: secret }, credentials: "same-origin", cache: "no-store" });
  } catch {
    throw new Refused(0, "Darkroom does not answer. Check your connection and try again.");
  }
  if (!answer.ok) throw new Refused(answer.status, (await answer.text()).slice(0, 500));
  return answer;
}

/** @returns {Promise<Opened>} */
export async function open() {
  if (!secret) throw new Refused(404, "");
  return (await call("open", { method: "POST" })).json();
}

/** @param {number} turn @returns {Promise<Blob>} */
export async function picture(turn) {
  return (await call(`picture/${turn}`)).blob();
}

/** @param {number} turn @returns {Promise<Blob>} */
export async function thumb(turn) {
  return (await call(`thumb/${turn}`)).blob();
}

/** @param {FormData} form @returns {Promise<{told: string}>} */
export async function send(form) {
  return (await call("send", { method: "POST", body: form })).json();
}
