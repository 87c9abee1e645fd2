// From marks to the page's words and back. What the page shows is looked at once for each text, and
// again only when something changed it.

import { align, textOf, units } from "./alignment.js";

// What stands among the words but is never spoken.
const UNSPOKEN = "[data-unspoken], button, template, dialog, [popover], script, style, input, select";
// Signs that belong to the one before them.
const JOINED = /[\p{M}\u200d\ufe0e\ufe0f]/u;

export class Places {
  // `rootOf(section, part)` gives the element that shows a text, or null.
  constructor(rootOf) {
    this.rootOf = rootOf;
    this.known = new Map();
    this.changes = new MutationObserver((records) => this.forget(records));
  }

  // The pieces of the page that show a mark's words: [text node, from, to] each, in order.
  of(marks, mark) {
    const place = this.place(marks, mark.section, mark.part);
    if (!place) return [];
    const first = place.units[mark.start];
    const last = place.units[mark.end];
    let from = -1;
    let to = -1;
    for (let unit = first; unit < last; unit += 1) {
      const at = place.shown[unit];
      if (at >= 0) {
        if (from < 0) from = at;
        to = at + 1;
      }
    }
    if (from < 0) return [];
    while (to < place.text.length && JOINED.test(place.text[to])) to += 1;
    return place.pieces(from, to);
  }

  // The section, the part and the code point that stand at a place of a text node, or null.
  at(marks, root, section, part, node, offset) {
    const place = root === this.rootOf(section, part) ? this.place(marks, section, part) : null;
    const index = place ? place.nodes.indexOf(node) : -1;
    if (index < 0) return null;
    const wanted = place.starts[index] + offset;
    // Places never go back, so the first that is not before the wanted one is found by halves; places
    // that are not shown take their neighbour's.
    let unit = place.shown.findIndex((at) => at >= wanted);
    if (unit < 0) unit = place.shown.length - 1;
    let point = place.units.findIndex((at) => at > unit) - 1;
    if (point < 0) point = 0;
    return { section, part, point };
  }

  // Change the page without taking that for a change of its words.
  quietly(change) {
    this.forget(this.changes.takeRecords());
    change();
    this.changes.takeRecords();
  }

  place(marks, section, part) {
    const key = `${part} ${section}`;
    let place = this.known.get(key);
    if (place && place.marks === marks) return place;
    const root = this.rootOf(section, part);
    if (!root) return null;
    place = new Place(marks, root, textOf(marks.of(section, part)));
    this.known.set(key, place);
    this.changes.observe(root, { childList: true, characterData: true, subtree: true });
    return place;
  }

  forget(records) {
    for (const { target } of records) {
      for (const [key, place] of this.known) if (place.root.contains(target)) this.known.delete(key);
    }
  }
}

class Place {
  constructor(marks, root, text) {
    this.marks = marks;
    this.root = root;
    this.nodes = [];
    this.starts = [];
    let shown = "";
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return node.matches(UNSPOKEN) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    });
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      this.nodes.push(node);
      this.starts.push(shown.length);
      shown += node.data;
    }
    this.text = shown;
    this.shown = align(text, shown);
    this.units = units(text);
  }

  pieces(from, to) {
    const found = [];
    for (let index = this.nodeAt(from); index < this.nodes.length && this.starts[index] < to; index += 1) {
      const node = this.nodes[index];
      const start = Math.max(from - this.starts[index], 0);
      const end = Math.min(to - this.starts[index], node.data.length);
      if (node.data.slice(start, end).trim()) found.push([node, start, end]);
    }
    return found;
  }

  nodeAt(place) {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= place) low = middle + 1;
      else high = middle;
    }
    return Math.max(low - 1, 0);
  }
}
