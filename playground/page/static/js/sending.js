/** What happens when somebody presses Enter: a message, or a slash command. */

/**
 * @param {import("./store.js").Store} store
 * @param {import("./api.js").Api} api
 * @param {{channel: string, thread: string}} where
 * @param {{text: string, files: File[], broadcast: boolean}} draft
 * @returns {Promise<boolean>} whether it went out; otherwise the words come back
 */
export async function send(store, api, where, draft) {
  const command = /^(\/[\w-]+)(?:\s+([\s\S]*))?$/.exec(draft.text);
  if (!command || draft.files.length) return api.say(where, draft);
  const [, name, words] = command;
  if (!store.commands.some((one) => one.name === name)) {
    store.tell("notice", { ...where, text: `${name} is not a valid command. In Slack, a command exists only if an app provides it.` });
    return false;
  }
  const refusal = await api.run(name, words ?? "", where);
  if (refusal) store.tell("notice", { ...where, text: refusal });
  return true;
}
