// A few lines, or one block of text, stand out; the rest of the article is toned down. What stands out
// follows the pointer, the finger, the keys, what has the focus, and what is heard.

import { blocksOf, linesOf, nearest } from "./lines.js";

const ANCHOR = 0.35; // of the window's height: where one reads who has not pointed at a place
const AROUND = 1.1; // lines that stand out above and below the one that is read
const MARGIN = 0.25; // of a line: room around a block
const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const OWN_KEYS = "input, textarea, select, button, summary, audio, [contenteditable], .player, .contents";

export function begin() {
  return new Ruler([...document.querySelectorAll(".words")]);
}

class Ruler {
  constructor(roots) {
    this.roots = roots;
    this.mode = "";
    this.y = innerHeight * ANCHOR; // in the window
    this.held = false; // whether it keeps to its place on the page when that is scrolled
    this.scrolled = scrollY;
    this.pointer = "";
    this.waiting = false;
    this.box = document.createElement("div");
    this.box.className = "ruler";
    document.addEventListener("pointermove", (event) => this.point(event), { passive: true });
    document.addEventListener("pointerdown", (event) => this.point(event), { passive: true });
    document.addEventListener("focusin", ({ target }) => this.goTo(target, target));
    document.addEventListener("plainspoken:heard", ({ detail }) => this.goTo(detail.startContainer, detail));
    document.addEventListener("keydown", (event) => this.key(event));
    addEventListener("scroll", () => this.scroll(), { passive: true });
    addEventListener("resize", () => this.look());
    new ResizeObserver(() => this.look()).observe(document.body);
  }

  // "line", "paragraph", or nothing.
  set(mode) {
    this.mode = mode;
    for (const root of this.roots) root.classList.toggle("ruled", Boolean(mode));
    if (mode) document.body.append(this.box);
    else this.box.remove();
    this.box.hidden = true;
    this.look();
  }

  // A page that moves under a resting pointer makes events, too.
  point({ type, target, clientX, clientY }) {
    const where = `${clientX} ${clientY}`;
    if ((type === "pointerdown" || where !== this.pointer) && target.closest(".words")) this.go(clientY, false);
    this.pointer = where;
  }

  go(y, held) {
    this.y = y;
    this.held = held;
    this.look();
  }

  goTo(node, place) {
    if (!this.mode || !this.roots.some((root) => root.contains(node))) return;
    const { top, height } = place.getBoundingClientRect();
    if (height) this.go(top + height / 2, true);
  }

  scroll() {
    if (this.held) this.y -= scrollY - this.scrolled;
    this.scrolled = scrollY;
    if (this.held && (this.y < 0 || this.y > innerHeight)) this.go(innerHeight * ANCHOR, false);
    this.look();
  }

  look() {
    if (this.waiting || !this.mode) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      if (this.mode) this.show(this.found());
    });
  }

  // The root, block and line at the place that is read.
  found() {
    const root = this.roots[nearest(this.roots.map((each) => each.getBoundingClientRect()), this.y)];
    const blocks = blocksOf(root);
    const block = blocks[nearest(blocks.map((each) => each.getBoundingClientRect()), this.y)];
    const lines = block ? linesOf(block) : [];
    return { root, blocks, block, lines, line: nearest(lines, this.y) };
  }

  show({ root, block, lines, line }) {
    if (line < 0) return;
    const [first, last] = this.mode === "line" ? [lines[line], lines[line]] : [lines[0], lines[lines.length - 1]];
    const pitch = parseFloat(getComputedStyle(block).lineHeight);
    const height = lines[line].bottom - lines[line].top;
    const around = this.mode === "line" ? pitch * AROUND + (pitch - height) / 2 : pitch * MARGIN;
    const [top, bottom] = [first.top - around, last.bottom + around];
    const frame = root.getBoundingClientRect();
    for (const each of this.roots) {
      tone(each, each === root ? [top - frame.top, bottom - frame.top] : [0, 0]);
    }
    Object.assign(this.box.style, {
      top: `${top + scrollY}px`, height: `${bottom - top}px`, left: `${frame.left + scrollX}px`, width: `${frame.width}px`,
    });
    this.box.hidden = false;
  }

  // The arrow keys go from line to line, or from block to block, as long as there is one.
  key(event) {
    const by = STEPS[event.key];
    if (!this.mode || !by || event.defaultPrevented || event.target.closest(OWN_KEYS)) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const now = this.found();
    if (now.line < 0 || !this.inView(this.mode === "line" ? now.lines[now.line] : edge(now.lines, by))) return;
    const next = this.mode === "line" ? this.lineAfter(now, by) : this.blockAfter(now, by);
    if (!next) return;
    event.preventDefault();
    const top = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const y = (next.top + next.bottom) / 2;
    const far = next.top < top || next.bottom > innerHeight * (1 - ANCHOR);
    const before = scrollY;
    if (far) scrollBy({ top: y - Math.max(innerHeight * ANCHOR, top), behavior: "instant" });
    this.scrolled = scrollY;
    this.go(y - (scrollY - before), true);
  }

  inView({ top, bottom }) {
    return bottom > 0 && top < innerHeight;
  }

  lineAfter({ lines, line, ...place }, by) {
    return lines[line + by] || this.blockAfter(place, by);
  }

  // The first line of the next block, or the last of the one before.
  blockAfter({ root, blocks, block }, by) {
    let next = blocks[blocks.indexOf(block) + by];
    for (let at = this.roots.indexOf(root) + by; !next && this.roots[at]; at += by) {
      const others = blocksOf(this.roots[at]);
      next = by > 0 ? others[0] : others[others.length - 1];
    }
    return next ? edge(linesOf(next), this.mode === "line" ? -by : -1) : null;
  }
}

// The last line for 1, the first for -1.
function edge(lines, by) {
  return by > 0 ? lines[lines.length - 1] : lines[0];
}

function tone(root, [from, to]) {
  root.style.setProperty("--from", `${from}px`);
  root.style.setProperty("--to", `${to}px`);
}
