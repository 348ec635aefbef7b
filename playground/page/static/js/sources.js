/** Finds the bytes of a picture, and the reason why a member cannot see it. */

/**
 * @param {any} item an image block or element
 * @param {import("./store.js").Store} store
 * @param {import("./api.js").Api} api
 * @param {Record<string, import("./store.js").Seen[]>} seen
 * @param {boolean} [past] show it as it was, even if its file has been deleted since
 */
export function pictureOf(item, store, api, seen, past = false) {
  const id = item.slack_file?.id ?? idOf(item.slack_file?.url);
  const verdict = (seen[store.viewer] ?? []).find((one) => (id ? one.file === id : one.url === item.image_url));
  const failure = verdict && !verdict.ok ? sentence(verdict.reason) : "";
  if (!id) return { source: api.proxied(String(item.image_url ?? "")), failure };
  const file = store.files.get(id);
  return { source: api.fileAt(id, past), failure, width: file?.width, height: file?.height };
}

/** @param {string | undefined} url @returns {string} the id within a file's own address */
function idOf(url) {
  return /\b(F[A-Z0-9]{8,})\b/.exec(url ?? "")?.[1] ?? "";
}

/** @param {string} reason */
function sentence(reason) {
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}
