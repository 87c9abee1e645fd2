// Where the blocks of an article's text and their lines lie in the window.

const BLOCKS = "p, li, h2, h3, h4, h5, h6, dt, dd, td, th, pre";

// The blocks with words of their own, in order. What is not shown, as a definition that is closed, is none.
export function blocksOf(root) {
  return [...root.querySelectorAll(BLOCKS)].filter((block) => block.getClientRects().length && textsOf(block).length);
}

// The lines of a block: {top, bottom} each, in pixels of the window.
export function linesOf(block) {
  const range = document.createRange();
  const boxes = textsOf(block).flatMap((node) => {
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(({ width }) => width);
  });
  const lines = [];
  for (const { top, bottom } of boxes.sort((a, b) => a.top - b.top)) {
    const line = lines[lines.length - 1];
    // Smaller or raised signs lie beside the others on their line.
    if (line && (top + bottom) / 2 < line.bottom) line.bottom = Math.max(line.bottom, bottom);
    else lines.push({ top, bottom });
  }
  return lines;
}

// Not those of a block within it: an item may hold a list.
function textsOf(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.data.trim() && node.parentElement.closest(BLOCKS) === block) found.push(node);
  }
  return found;
}

// The one that is nearest to a height of the window; of several that hold it, the last and innermost.
export function nearest(boxes, y) {
  let best = -1;
  let least = Infinity;
  boxes.forEach(({ top, bottom }, index) => {
    const distance = Math.max(top - y, y - bottom, 0);
    if (distance > least) return;
    least = distance;
    best = index;
  });
  return best;
}
