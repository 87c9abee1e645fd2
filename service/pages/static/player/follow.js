// Keeping what is heard in view, until the listener scrolls away.

const SMOOTH_MS = 1200; // a smooth scroll of ours is over by then

export class Follow {
  // `top()` is where the player ends that lies over the page, in pixels; `told(on)` hears of changes.
  constructor(top, told) {
    this.on = true;
    this.top = top;
    this.told = told;
    this.oursUntil = 0;
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    const away = () => this.set(false);
    addEventListener("wheel", away, { passive: true });
    addEventListener("touchmove", away, { passive: true });
    // Keys, scroll bars, a link within the page, a screen reader that moves on.
    addEventListener("scroll", () => { if (performance.now() > this.oursUntil) away(); }, { passive: true });
    addEventListener("scrollend", () => { this.oursUntil = Math.min(this.oursUntil, performance.now() + 100); });
    addEventListener("resize", () => this.ours(), { passive: true });
  }

  set(on) {
    if (on === this.on) return;
    this.on = on;
    this.told(on);
  }

  // Scrolling within the next `ms` is not the listener's.
  ours(ms = SMOOTH_MS) {
    this.oursUntil = Math.max(this.oursUntil, performance.now() + ms);
  }

  // Bring a range into view if it is not. Gives whether all of it is.
  show(range) {
    if (!this.on) return true;
    const box = range.getBoundingClientRect();
    if (!box.height) return true;
    const top = this.top();
    const room = innerHeight - top;
    const seen = box.top >= top && box.bottom <= innerHeight;
    if (seen) return true;
    const fits = box.height <= room;
    // What is higher than the window is followed word by word.
    if (!fits && box.top < innerHeight - room / 3 && box.bottom > top) return false;
    this.ours();
    scrollBy({ top: box.top - top - room / 5, behavior: this.calm.matches ? "auto" : "smooth" });
    return fits;
  }
}
