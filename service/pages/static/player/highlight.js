// Marking words in the page: by the browser's own highlights, which leave the page as it is, or by
// wrapping the few words in question where a browser has none. With colours that the reader forced, a
// browser gives all its highlights the same one: then words are wrapped too.

export function painter(places) {
  const own = window.Highlight && window.CSS && CSS.highlights;
  return own && !matchMedia("(forced-colors: active)").matches ? new Highlights() : new Wraps(places);
}

class Highlights {
  constructor() {
    this.sentence = new Highlight();
    this.word = new Highlight();
    this.word.priority = 1;
    CSS.highlights.set("heard-sentence", this.sentence);
    CSS.highlights.set("heard-word", this.word);
  }

  // Pieces are [text node, from, to].
  paint(sentence, word) {
    fill(this.sentence, sentence);
    fill(this.word, word);
  }

  clear() {
    this.paint([], []);
  }
}

function fill(highlight, pieces) {
  highlight.clear();
  for (const piece of pieces) highlight.add(rangeOf([piece]));
}

class Wraps {
  constructor(places) {
    this.places = places;
    this.undone = [];
  }

  paint(sentence, word) {
    this.places.quietly(() => {
      this.unwrap();
      const nodes = new Set([...sentence, ...word].map(([node]) => node));
      for (const node of nodes) this.wrap(node, sentence, word);
    });
  }

  clear() {
    this.places.quietly(() => this.unwrap());
  }

  wrap(node, sentence, word) {
    const all = node.data;
    const kinds = [["heard-sentence", sentence], ["heard-word", word]];
    const marked = kinds.flatMap(([name, pieces]) =>
      pieces.filter((piece) => piece[0] === node).map(([, from, to]) => ({ name, from, to }))
    );
    const cuts = [...new Set([0, all.length, ...marked.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b);
    const made = [];
    for (let index = 1; index < cuts.length; index += 1) {
      const [from, to] = [cuts[index - 1], cuts[index]];
      const names = marked.filter((each) => each.from <= from && to <= each.to).map(({ name }) => name);
      const piece = document.createElement(names.length ? "span" : "i");
      made.push(names.length ? piece : document.createTextNode(all.slice(from, to)));
      if (names.length) {
        piece.className = names.join(" ");
        piece.textContent = all.slice(from, to);
      }
    }
    // The node itself stays, empty, so that whoever knows it finds it again.
    node.data = "";
    node.after(...made);
    this.undone.push(() => {
      made.forEach((each) => each.remove());
      node.data = all;
    });
  }

  unwrap() {
    this.undone.forEach((undo) => undo());
    this.undone = [];
  }
}

export function rangeOf(pieces) {
  const range = document.createRange();
  range.setStart(pieces[0][0], pieces[0][1]);
  const [node, , end] = pieces[pieces.length - 1];
  range.setEnd(node, end);
  return range;
}
