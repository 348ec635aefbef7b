/** Follows the emulator's event stream and brings the store up to date. */

import { fileOf } from "./wire.js";

/** @typedef {import("./api.js").Api} Api */
/** @typedef {import("./store.js").Store} Store */

/** @param {Api} api @param {Store} store */
export function liveEvents(api, store) {
  const source = new EventSource(`/control/events?after=${api.last}`);
  for (const [kinds, take] of Object.entries(TAKES)) {
    for (const kind of kinds.split(" ")) {
      source.addEventListener(kind, (event) => {
        const data = JSON.parse(/** @type {MessageEvent} */ (event).data);
        if (!data.team || data.team === api.team) take(data, api, store, kind);
      });
    }
  }
  source.addEventListener("open", () => store.tell("connected", { on: true }));
  source.addEventListener("error", () => store.tell("connected", { on: false }));
}

/** @type {Record<string, (data: any, api: Api, store: Store, kind: string) => void>} */
const TAKES = {
  "message_posted message_changed ephemeral": (data, api, store) => store.put(api.take(data)),
  message_deleted: (data, _, store) => store.drop(data.channel, data.ts),
  "reaction_added reaction_removed": (data, _, store) => {
    const message = store.message(data.channel, data.ts);
    if (message) store.put({ ...message, reactions: data.reactions });
  },
  "file_processed file_deleted": (data, _, store) => {
    const file = fileOf(data.file);
    store.files.set(file.id, { ...store.files.get(file.id), ...file, deleted: file.deleted });
    store.tell("seen");
  },
  "modal_opened modal_updated modal_closed": (data, _, store, kind) => {
    const stack = (store.modals.get(data.user) ?? []).filter((view) => view.id !== data.view.id);
    const at = (store.modals.get(data.user) ?? []).findIndex((view) => view.id === data.view.id);
    const view = { ...data.view, seen: data.seen };
    if (kind !== "modal_closed") stack.splice(at < 0 ? stack.length : at, 0, view);
    store.modals.set(data.user, kind === "modal_opened" && !view.previous_view_id ? [view] : stack);
    store.tell("modals");
  },
  home_published: (data, _, store) => {
    store.homes.set(data.user, { ...data.view, seen: data.seen });
    store.tell("home");
  },
  status: (data, _, store) => {
    store.statuses.set(`${data.channel} ${data.thread_ts}`, data.status ?? "");
    store.tell("status");
  },
  "channel_opened member_joined member_left app_uninstalled": (_, api) => api.reloadChannels(),
  call: (data, _, store) => store.tell("call", data),
  "socket_opened socket_closed": (_, __, store) => store.tell("socket"),
  reset: (_, api) => api.load(),
};
