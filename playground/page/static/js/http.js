/** Requests to the playground; a refusal comes back as `refused`. */

/** @param {string} path @param {Record<string, string>} [query] @returns {Promise<any>} */
export async function get(path, query = {}) {
  const answer = await fetch(`${path}?${new URLSearchParams(query)}`);
  return answer.ok ? answer.json() : { refused: await words(answer) };
}

/** @param {string} method @param {string} path @param {any} order @param {File[]} [files] @returns {Promise<any>} */
export async function send(method, path, order, files = []) {
  const form = new FormData();
  form.append("order", JSON.stringify(order));
  for (const file of files) form.append("file", file, file.name);
  const body = files.length ? { body: form } : { body: JSON.stringify(order), headers: { "Content-Type": "application/json" } };
  try {
    const answer = await fetch(path, { method, ...body });
    return answer.ok ? await answer.json() : { refused: await words(answer) };
  } catch {
    return { refused: "The playground does not answer. Is it still running?" };
  }
}

/** @param {Response} answer */
async function words(answer) {
  const told = await answer.json().catch(() => ({}));
  return told.error ?? `The playground answered ${answer.status}.`;
}
