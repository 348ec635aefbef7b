/** Markup within a line, for both of Slack's languages: finds the earliest mark,
 * makes its node, and goes on with what follows. */

/**
 * @typedef {object} Rule
 * @property {RegExp} find a regular expression without the g flag
 * @property {(match: RegExpExecArray, inner: (text: string) => (Node|string)[]) => Node | string | null} make
 *   null means that this is no mark after all
 */

const MOST = 40_000;

/**
 * @param {string} text
 * @param {Rule[]} rules
 * @param {number} [depth]
 * @returns {(Node | string)[]}
 */
export function inline(text, rules, depth = 0) {
  if (depth > 6) return [text];
  /** @type {(Node | string)[]} */
  const out = [];
  let rest = text.slice(0, MOST);
  while (rest) {
    const hit = earliest(rest, rules);
    if (!hit) break;
    const [match, rule] = hit;
    const node = rule.make(match, (inner) => inline(inner, rules, depth + 1));
    const end = match.index + (node === null ? 1 : match[0].length);
    if (node === null) out.push(rest.slice(0, end));
    else out.push(rest.slice(0, match.index), node);
    rest = rest.slice(end);
  }
  return [...out, rest].filter((part) => part !== "");
}

/** @param {string} text @param {Rule[]} rules @returns {[RegExpExecArray, Rule] | null} */
function earliest(text, rules) {
  /** @type {[RegExpExecArray, Rule] | null} */
  let best = null;
  for (const rule of rules) {
    const match = rule.find.exec(text);
    if (match && (!best || match.index < best[0].index)) best = [match, rule];
  }
  return best;
}
