/** The emoji names that bots use most; any other name is shown as it was written. */

/** @type {Record<string, string>} */
const NAMES = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", eyes: "👀", tada: "🎉",
  art: "🎨", camera: "📷", frame_with_picture: "🖼️", warning: "⚠️", x: "❌",
  white_check_mark: "✅", heavy_check_mark: "✔️", hourglass: "⌛",
  hourglass_flowing_sand: "⏳", mag: "🔍", globe_with_meridians: "🌐", bulb: "💡",
  rocket: "🚀", fire: "🔥", heart: "❤️", smile: "😄", slightly_smiling_face: "🙂",
  wave: "👋", pray: "🙏", sparkles: "✨", star: "⭐", sunny: "☀️", sunrise: "🌅",
  crescent_moon: "🌙", cloud: "☁️", pencil2: "✏️", wastebasket: "🗑️", link: "🔗",
  stop_sign: "🛑", octagonal_sign: "🛑", no_entry: "⛔", lock: "🔒", gear: "⚙️",
  repeat: "🔁", arrows_counterclockwise: "🔄", leftwards_arrow_with_hook: "↩️",
  thinking_face: "🤔", robot_face: "🤖", raised_hands: "🙌", clap: "👏", 100: "💯",
  information_source: "ℹ️", speech_balloon: "💬", paintbrush: "🖌️", film_frames: "🎞️",
};

/** @param {string} name @returns {string} */
export function emoji(name) {
  return Object.hasOwn(NAMES, name) ? NAMES[name] : `:${name}:`;
}

export const REACTIONS = ["eyes", "+1", "heart", "tada", "art", "fire"];
