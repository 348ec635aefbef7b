/** Translates the emulator's shapes into the page's own, and back. */

/** @param {any} app */
export function appOf(app) {
  const shortcuts = app.shortcuts.filter((/** @type {any} */ one) => one.kind === "message");
  return {
    app: app.name,
    about: app.description ?? "",
    hasHome: app.home_tab,
    commands: app.commands,
    shortcuts: shortcuts.map((/** @type {any} */ one) => ({ name: one.name, id: one.callback_id, description: one.description })),
  };
}

/** @param {any} user @returns {import("./store.js").Person} */
export function personOf(user) {
  return { id: user.id, name: user.name, label: user.real_name, bot: user.is_bot, admin: user.is_admin };
}

/** @param {any} channel @returns {import("./store.js").Channel} */
export function channelOf(channel) {
  return { id: channel.id, name: channel.name, kind: channel.kind, members: channel.members, archived: channel.is_archived };
}

/** @param {any} file */
export function fileOf(file) {
  return { id: file.id, name: file.name ?? "", alt: file.alt_txt ?? "", mimetype: file.mimetype ?? "", size: file.size ?? 0, width: file.original_w, height: file.original_h, deleted: file.mode === "tombstone" };
}

/** @param {any} seen @returns {Record<string, import("./store.js").Seen[]>} */
export function seenOf(seen) {
  const one = (/** @type {any} */ each) => ({ block: each.block_id, file: each.file_id, url: each.url, ok: each.ok, reason: each.reason });
  return Object.fromEntries(Object.entries(seen ?? {}).map(([who, what]) => [who, what.map(one)]));
}

/** How the person with a form or a home tab sees its pictures. @param {any} view @param {string} viewer */
export function seenIn(view, viewer) {
  return seenOf({ [viewer]: view?.seen ?? [] });
}

/** @param {any} shape from /control/messages or from an event @returns {import("./store.js").Message} */
export function messageOf(shape) {
  const inner = shape.message;
  const root = inner.thread_ts ?? shape.ts;
  return {
    channel: shape.channel,
    ts: shape.ts,
    user: inner.user,
    text: inner.text ?? "",
    blocks: inner.blocks ?? [],
    root,
    reply: root !== shape.ts,
    broadcast: shape.broadcast ?? inner.subtype === "thread_broadcast",
    app: Boolean(inner.bot_id),
    only: shape.ephemeral_to ?? null,
    edited: Boolean(inner.edited),
    files: (inner.files ?? []).map(fileOf),
    reactions: Object.fromEntries((inner.reactions ?? []).map((/** @type {any} */ one) => [one.name, one.users])),
    seen: seenOf(shape.seen),
    versions: shape.version,
  };
}

/** @param {any} version @returns {import("./store.js").Version} */
export function versionOf(version) {
  return { text: version.text, blocks: version.blocks, at: version.at, seen: seenOf(version.seen) };
}

/** What the emulator wants of a choice: the option's value, or a list of them. @param {any} value @returns {any} */
export function plainValue(value) {
  if (Array.isArray(value)) return value.map(plainValue);
  return value?.value ?? value ?? null;
}

/** A view's state without its file inputs.
 * @param {Record<string, Record<string, any>>} state @returns {Record<string, Record<string, any>>} */
export function withoutFiles(state) {
  const typed = Object.entries(state).map(([block, actions]) => [block, Object.fromEntries(Object.entries(actions).filter(([, entry]) => entry?.type !== "file_input"))]);
  return Object.fromEntries(typed);
}

/** A view's state as simple values; what is empty is left out, lists excepted.
 * Files are sent along: a file input names them by their places in `files`.
 * @param {Record<string, Record<string, any>>} state @param {File[]} files */
export function plainState(state, files) {
  /** @type {Record<string, Record<string, any>>} */
  const values = {};
  for (const [block, actions] of Object.entries(state)) {
    for (const [action, entry] of Object.entries(actions)) {
      if (entry?.files?.length) {
        values[block] = { ...values[block], [action]: { files: entry.files.map((/** @type {File} */ file) => files.push(file) - 1) } };
        continue;
      }
      const given = Object.entries(entry ?? {}).find(([name]) => name !== "type" && name !== "files");
      if (given && given[1] !== null) values[block] = { ...values[block], [action]: plainValue(given[1]) };
    }
  }
  return values;
}
