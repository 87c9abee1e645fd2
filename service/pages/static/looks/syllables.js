// Words with their syllables parted: an empty element at each break, which the style draws. So the text
// of the page stays what it was, to search, to copy and to be spoken.

const WORD = /[A-Za-z]+(?:['’][A-Za-z]+)*/g;
const SLICE_MS = 4; // so long at once; then the browser lays out and paints what is done
const LEFT = "script, style, template, code, pre";

export function begin() {
  let queue = Promise.resolve(true);
  let known = null;

  // Gives false where the breaks can't be had. One turn after the other, each to its end.
  return { set: (value) => (queue = queue.then(() => turn(value))) };

  async function turn(value) {
    const parted = Boolean(document.querySelector(".words .syl"));
    if (Boolean(value) === parted) return true;
    if (!value) {
      await inSlices(document.querySelectorAll(".words .syl"), join);
      return true;
    }
    known = known || (await learn());
    if (known) await inSlices(texts(), (node) => part(node, known));
    return Boolean(known);
  }
}

// Words with the places of their breaks, or null.
async function learn() {
  try {
    const answer = await fetch(document.querySelector("[data-breaks]").dataset.breaks);
    return answer.ok ? new Map(Object.entries((await answer.json()).words)) : null;
  } catch {
    return null; // there is no network now
  }
}

function texts() {
  const found = [];
  for (const root of document.querySelectorAll(".words")) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement.closest(LEFT)) found.push(node);
    }
  }
  return found;
}

// From the last break to the first, so that places in what is left stay true.
function part(node, known) {
  const places = [...node.data.matchAll(WORD)].flatMap(({ 0: word, index }) =>
    (known.get(word) || []).map((place) => index + place)
  );
  for (const place of places.reverse()) {
    const mark = document.createElement("span");
    mark.className = "syl";
    node.splitText(place).before(mark);
  }
}

function join(mark) {
  const { previousSibling: before, nextSibling: after } = mark;
  mark.remove();
  before.appendData(after.data);
  after.remove();
}

async function inSlices(items, change) {
  let end = 0;
  for (const item of items) {
    if (performance.now() > end) {
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      end = performance.now() + SLICE_MS;
      document.dispatchEvent(new Event("plainspoken:words"));
    }
    change(item);
  }
}
