/** Collects what belongs to one turn: the model's events, and the calls to Slack.
 * Values in, values out. */

/**
 * @typedef {object} ModelCall
 * @property {string} id
 * @property {string | null} parent
 * @property {string} status
 * @property {number} started
 * @property {number | null} ended
 * @property {string} model
 * @property {string} ask
 * @property {any} request
 * @property {any} usage
 * @property {number | null} cost
 * @property {number} pictures
 * @property {string} error
 *
 * @typedef {{number: number, type: string, at: number, size: number}} ModelEvent
 * @typedef {{method: string, args: any, size: number, at: number, took: number, status: number, error: string, retry_after: number}} SlackCall
 * @typedef {object} Mark one thing on the time line
 * @property {"model" | "slack"} side
 * @property {string} kind
 * @property {number} at
 * @property {number} until
 * @property {number} size
 * @property {number} count
 * @property {string} note
 * @property {"" | "good" | "bad" | "dropped" | "picture"} tone
 */

const LATE = 10;
const PICTURE = /partial_image|image_generation_call\.completed/;

/** @param {string} type @returns {string} an event's kind, without what all have */
export function short(type) {
  return type.replace(/^response\./, "").replaceAll("_", " ");
}

/** Runs of equal events (the words of a text) become one mark. @param {ModelEvent[]} events @param {SlackCall[]} calls @returns {Mark[]} */
export function modelMarks(events, calls) {
  /** @type {Mark[]} */
  const marks = [];
  for (const event of events) {
    const last = marks.at(-1);
    if (last && last.kind === short(event.type) && /delta$/.test(event.type)) {
      last.until = event.at;
      last.size += event.size;
      last.count += 1;
    } else marks.push({ side: "model", kind: short(event.type), at: event.at, until: event.at, size: event.size, count: 1, note: "", tone: toneOf(event.type) });
  }
  return dropped(marks, calls);
}

/** @param {string} type @returns {Mark["tone"]} */
function toneOf(type) {
  if (PICTURE.test(type)) return "picture";
  if (/failed|error|incomplete/.test(type)) return "bad";
  return /^response\.completed$/.test(type) ? "good" : "";
}

/** A preview that no edit carried before the next one came was dropped by the budget. @param {Mark[]} marks @param {SlackCall[]} calls */
function dropped(marks, calls) {
  const previews = marks.filter((mark) => /partial image/.test(mark.kind));
  previews.forEach((mark, index) => {
    const next = previews[index + 1]?.at ?? marks.find((one) => one.at > mark.at && one.kind === "completed")?.at;
    const carried = calls.some((call) => /^(chat\.update|upload|files\.)/.test(call.method) && call.at >= mark.at && (!next || call.at < next));
    if (!carried && next) Object.assign(mark, { tone: "dropped", note: "not shown: dropped by the budget" });
  });
  return marks;
}

/** @param {SlackCall[]} calls @returns {Mark[]} */
export function slackMarks(calls) {
  return calls.map((call) => ({
    side: "slack", kind: call.method, at: call.at, until: call.at + call.took, size: call.size, count: 1,
    note: call.error ? `${call.error}${call.retry_after ? `, retry after ${call.retry_after} s` : ""}` : String(call.status || "no answer"),
    tone: call.error || call.status >= 400 || call.status === 0 ? "bad" : "",
  }));
}

/** The calls that belong to one turn: those on its message, and uploads of the same time. @param {SlackCall[]} calls @param {ModelCall} turn @param {import("./store.js").Message | undefined} message */
export function callsOf(calls, turn, message) {
  const from = turn.started - LATE;
  const until = (turn.ended ?? Date.now() / 1000) + LATE;
  return calls.filter((call) => {
    if (call.at < from || call.at > until) return false;
    const { ts, channel, thread_ts: thread } = call.args ?? {};
    if (!message) return true;
    if (ts) return ts === message.ts;
    if (channel && thread) return channel === message.channel && thread === message.root;
    return call.at >= turn.started - 1 && /^(files\.|upload|download)/.test(call.method);
  });
}

/** The bot's message that a call of the model answers into. @param {ModelCall} turn @param {import("./store.js").Store} store */
export function messageOf(turn, store) {
  const wanted = plain(turn.ask);
  const asks = [...store.messages.values()].flatMap((there) => [...there.values()])
    .filter((message) => !message.app && wanted && plain(message.text).includes(wanted))
    .sort((one, two) => Math.abs(Number(one.ts) - turn.started) - Math.abs(Number(two.ts) - turn.started));
  const ask = asks[0];
  if (!ask) return undefined;
  return [...(store.messages.get(ask.channel)?.values() ?? [])].find((message) => message.app && message.root === ask.root && Number(message.ts) > Number(ask.ts));
}

/** @param {string} text */
function plain(text) {
  return text.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim().toLowerCase().slice(0, 200);
}

/** Turns with their depth below the first of their thread, parents before children. @param {ModelCall[]} calls @returns {{call: ModelCall, depth: number}[]} */
export function tree(calls) {
  const known = new Set(calls.map((call) => call.id));
  /** @type {{call: ModelCall, depth: number}[]} */
  const out = [];
  const below = (/** @type {string | null} */ parent, /** @type {number} */ depth) => {
    for (const call of calls) {
      const own = call.parent && known.has(call.parent) ? call.parent : null;
      if (own !== parent) continue;
      out.push({ call, depth });
      if (depth < 40) below(call.id, depth + 1);
    }
  };
  below(null, 0);
  return out;
}
