/** Mouse, finger and pen: one draws, two fingers zoom and move, the wheel as well. */

/** @typedef {import("./history.js").Point} Point */

export class Pointer {
  /** @param {import("./editor.js").Editor} editor @param {HTMLElement} node @param {HTMLElement} ring the outline of the brush */
  constructor(editor, node, ring) {
    this.editor = editor;
    this.node = node;
    this.ring = ring;
    /** @type {Map<number, {x: number, y: number}>} */
    this.here = new Map();
    this.moving = false;
    this.space = false;
    /** @type {number | null} the pointer that draws */
    this.drawing = null;
    node.addEventListener("pointerdown", (event) => this.down(event));
    node.addEventListener("pointermove", (event) => this.move(event));
    for (const kind of ["pointerup", "pointercancel"]) node.addEventListener(kind, (event) => this.up(/** @type {PointerEvent} */ (event)));
    node.addEventListener("pointerleave", () => this.ring.classList.remove("seen"));
    node.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    node.addEventListener("contextmenu", (event) => event.preventDefault());
    for (const kind of ["gesturestart", "gesturechange"]) node.addEventListener(kind, (event) => event.preventDefault());
  }

  /** @param {PointerEvent} event */
  down(event) {
    const place = this.place(event);
    this.node.setPointerCapture(event.pointerId);
    this.here.set(event.pointerId, place);
    if (event.pointerType !== "touch") this.node.focus({ preventScroll: true });
    if (this.here.size === 2) {
      this.editor.tools.cancel();
      this.drawing = null;
      this.moving = true;
      return;
    }
    if (this.here.size > 2) return;
    this.moving = event.button === 1 || this.space || ["hand", "around"].includes(this.editor.tools.name);
    if (this.moving || event.button !== 0) return;
    event.preventDefault();
    this.drawing = event.pointerId;
    this.editor.tools.down(this.point(event));
  }

  /** @param {PointerEvent} event */
  move(event) {
    this.showRing(event);
    const before = this.here.get(event.pointerId);
    if (!before) return;
    const place = this.place(event);
    if (this.moving) this.moved(event.pointerId, before, place);
    else if (this.drawing === event.pointerId) {
      const events = event.getCoalescedEvents?.() ?? [];
      this.editor.tools.move((events.length ? events : [event]).map((one) => this.point(one)));
    }
    this.here.set(event.pointerId, place);
  }

  /** @param {number} id @param {{x: number, y: number}} before @param {{x: number, y: number}} now */
  moved(id, before, now) {
    const other = [...this.here].find(([key]) => key !== id)?.[1];
    if (!other) {
      this.editor.stage.pan(now.x - before.x, now.y - before.y);
      return;
    }
    const apart = (/** @type {{x: number, y: number}} */ one) => Math.max(8, Math.hypot(one.x - other.x, one.y - other.y));
    this.editor.stage.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    this.editor.stage.zoom(apart(now) / apart(before), (now.x + other.x) / 2, (now.y + other.y) / 2);
  }

  /** @param {PointerEvent} event */
  up(event) {
    this.here.delete(event.pointerId);
    if (this.drawing === event.pointerId) {
      this.drawing = null;
      if (event.type === "pointercancel") this.editor.tools.cancel();
      else this.editor.tools.up();
    }
    // After two fingers, the one that is left does not draw.
    if (!this.here.size) this.moving = false;
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const { x, y } = this.place(event);
    if (event.ctrlKey || event.metaKey) this.editor.stage.zoom(Math.exp(-event.deltaY * lines * 0.01), x, y);
    else if (event.shiftKey) this.editor.stage.pan(-(event.deltaX + event.deltaY) * lines, 0);
    else this.editor.stage.pan(-event.deltaX * lines, -event.deltaY * lines);
  }

  /** @param {MouseEvent} event */
  place(event) {
    const box = this.node.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** @param {PointerEvent} event @returns {Point} */
  point(event) {
    const { x, y } = this.place(event);
    const pressure = event.pointerType === "pen" && event.pressure ? 0.35 + 0.65 * event.pressure : 1;
    return [...this.editor.stage.view.to(x, y), pressure];
  }

  /** @param {PointerEvent} event */
  showRing(event) {
    const brush = this.editor.tools.paints && event.pointerType !== "touch" && !this.moving;
    this.ring.classList.toggle("seen", brush);
    if (!brush) return;
    const { x, y } = this.place(event);
    this.ringAt(x, y);
  }

  /** @param {number} x @param {number} y */
  ringAt(x, y) {
    const size = Math.max(4, this.editor.tools.pixels * this.editor.stage.view.scale);
    this.ring.style.width = `${size}px`;
    this.ring.style.height = `${size}px`;
    this.ring.style.transform = `translate(${x - size / 2}px, ${y - size / 2}px)`;
  }
}
