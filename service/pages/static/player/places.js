// From marks to the page's words and back. What the page shows is looked at once for each text, and
// again only when something changed it.

import { align, textOf, units } from "./alignment.js";

// What stands among the words but is never spoken.
const UNSPOKEN = "[data-unspoken], button, template, dialog, [popover], script, style, input, select";
// What the page has more than the text, between two signs of it: not lit.
const STRANGE = /[^\s\u00ad\u200b\u2060\ufeff]/;

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
    const runs = [];
    for (let unit = place.units[mark.start]; unit < place.units[mark.end]; unit += 1) {
      const at = place.shown[unit];
      const run = runs[runs.length - 1];
      if (at < 0) continue;
      if (run && !STRANGE.test(place.text.slice(run[1], at))) run[1] = at + 1;
      else runs.push([at, at + 1]);
    }
    return runs.flatMap(([from, to]) => place.pieces(from, to));
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

  // The texts of the nodes are not asked: while words are wrapped, they are empty.
  pieces(from, to) {
    const found = [];
    for (let index = this.nodeAt(from); index < this.nodes.length && this.starts[index] < to; index += 1) {
      const [begin, after] = [this.starts[index], index + 1 < this.starts.length ? this.starts[index + 1] : this.text.length];
      const [start, end] = [Math.max(from, begin), Math.min(to, after)];
      if (this.text.slice(start, end).trim()) found.push([this.nodes[index], start - begin, end - begin]);
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
