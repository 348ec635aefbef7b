/** Keeps the pictures of messages while they stand, for the film strip: bots
 * delete the files of their previews, and then nobody serves them any more. */

const MOST = 200;

export class Keepsakes {
  constructor() {
    /** @type {Map<string, string>} addresses of blobs, by file */
    this.kept = new Map();
    /** @type {Set<string>} */
    this.asked = new Set();
  }

  /** @param {string} file @param {string} address */
  async keep(file, address) {
    if (this.asked.has(file)) return;
    this.asked.add(file);
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) {
      this.asked.delete(file);
      return;
    }
    this.kept.set(file, URL.createObjectURL(await answer.blob()));
    if (this.kept.size > MOST) this.dropOldest();
  }

  dropOldest() {
    const [file, address] = /** @type {[string, string]} */ (this.kept.entries().next().value);
    URL.revokeObjectURL(address);
    this.kept.delete(file);
  }

  /** @param {string} file @returns {string | undefined} */
  of(file) {
    return this.kept.get(file);
  }
}
