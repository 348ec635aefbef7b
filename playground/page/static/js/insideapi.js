/** The API of the model's side and of the bot: /inside, if it is mounted. */

import { get, send } from "./http.js";

export class InsideApi {
  constructor() {
    /** @type {boolean | undefined} whether there is a model to look into */
    this.present = undefined;
  }

  state() {
    return get("/inside/state");
  }

  /** @returns {Promise<any[]>} */
  async calls() {
    this.present ??= (await this.state()).present;
    return this.present ? (await get("/inside/calls")).calls : [];
  }

  /** @returns {Promise<any[]>} */
  async servers() {
    this.present ??= (await this.state()).present;
    return this.present ? (await get("/inside/servers")).calls : [];
  }

  /** @param {string} id @returns {Promise<any[]>} */
  async events(id) {
    return (await get(`/inside/calls/${encodeURIComponent(id)}/events`)).events;
  }

  /** @param {string} id @param {number} index */
  picture(id, index) {
    return `/inside/calls/${encodeURIComponent(id)}/pictures/${index}`;
  }

  /** @param {string} name */
  setSpeed(name) {
    return send("POST", "/inside/speed", { name });
  }

  /** @param {string} failure */
  arm(failure) {
    return send("POST", "/inside/arm", { failure });
  }

  disarm() {
    return send("POST", "/inside/disarm", {});
  }

  /** @param {"kill" | "start"} what */
  bot(what) {
    return send("POST", "/inside/bot", { do: what });
  }
}
