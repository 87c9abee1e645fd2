// Keeping what is heard in view, until the listener scrolls away.

const SMOOTH_MS = 1000; // a smooth scroll of ours is over by then
const SCROLL_KEYS = ["PageUp", "PageDown", "ArrowUp", "ArrowDown", "Home", "End", " "];
const TYPED_IN = "input, textarea, select, button, summary, [contenteditable]";

export class Follow {
  // `top()` is where the player ends that lies over the page, in pixels; `told(on)` hears of changes.
  constructor(top, told) {
    this.on = true;
    this.top = top;
    this.told = told;
    this.last = null;
    this.movingUntil = 0;
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    const away = (event) => {
      if (!event.ctrlKey && !(event.target.closest && event.target.closest(".player"))) this.set(false);
    };
    addEventListener("wheel", away, { passive: true });
    addEventListener("touchmove", away, { passive: true });
    addEventListener("keydown", (event) => {
      if (SCROLL_KEYS.includes(event.key) && !event.target.closest(TYPED_IN)) away(event);
    });
    addEventListener("pointerdown", (event) => {
      if (event.clientX >= document.documentElement.clientWidth) this.set(false); // the scroll bar
    });
  }

  set(on) {
    this.last = null;
    if (on === this.on) return;
    this.on = on;
    this.told(on);
  }

  // Bring a range into view if it is not. Gives whether all of it can be.
  show(range) {
    if (!this.on) return true;
    const box = range.getBoundingClientRect();
    if (!box.height) return true;
    const top = this.top();
    const room = innerHeight - top;
    const fits = box.height <= room;
    if (this.left(top)) {
      this.set(false);
      return true;
    }
    this.last = range;
    if (box.top >= top && box.bottom <= innerHeight) return true;
    // What is higher than the window is followed word by word, once it begins in view.
    if (!fits && box.top >= top && box.top < innerHeight - room / 3) return false;
    this.movingUntil = performance.now() + SMOOTH_MS;
    scrollBy({ top: box.top - top - room / 5, behavior: this.calm.matches ? "auto" : "smooth" });
    return fits;
  }

  // Whether what was put in view before is out of it: then a link, a screen reader or another tool of
  // the listener's has moved the page, without a key or a wheel that could be seen here.
  left(top) {
    if (!this.last || performance.now() < this.movingUntil) return false;
    const box = this.last.getBoundingClientRect();
    return box.height > 0 && (box.bottom < top || box.top > innerHeight);
  }
}
