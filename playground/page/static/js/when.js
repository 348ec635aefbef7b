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
