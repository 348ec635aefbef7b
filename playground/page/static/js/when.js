/** Times as people read them. */

/** @param {string} ts */
export const dateOf = (ts) => new Date(Number(ts) * 1000);

/** @param {string} ts */
export function clock(ts) {
  return dateOf(ts).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

/** @param {string} ts */
export function day(ts) {
  const date = dateOf(ts);
  const today = new Date();
  const yesterday = new Date(today.getTime() - 86_400_000);
  if (date.toDateString() === today.toDateString()) return "Today";
  if (date.toDateString() === yesterday.toDateString()) return "Yesterday";
  return date.toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });
}

/** A moment as its reader's clock shows it, from `!date^seconds^format`; a label for what has none.
 * @param {string} target @param {string} label */
export function moment(target, label) {
  const [, seconds, format] = target.split("^");
  const date = dateOf(seconds ?? "");
  if (!format || Number.isNaN(date.getTime())) return label;
  const near = [day(seconds ?? "")].filter((name) => name === "Today" || name === "Yesterday")[0];
  const short = date.toLocaleDateString([], { day: "numeric", month: "short", year: "numeric" });
  /** @type {Record<string, string>} */
  const parts = { date: date.toLocaleDateString(), date_short: short, date_short_pretty: near ?? short, date_pretty: near ?? date.toLocaleDateString(), time: clock(seconds ?? "") };
  return format.replace(/\{([a-z_]+)\}/g, (whole, name) => parts[name] ?? whole);
}

/** @param {number} seconds */
export function span(seconds) {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** @param {number} bytes */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
