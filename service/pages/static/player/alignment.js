// Where the signs of a text stand in another that shows it: a page breaks lines elsewhere, adds soft
// hyphens, and may explain a word in the middle of a sentence.

const UNSEEN = /[\s\u00ad\u200b\u2060\ufeff]/;
const PROBE = 12; // signs that must agree before two texts count as together again
const FARTHEST = 4000; // signs that the page may have more at one place
const LOST = 64; // signs of the text that may be missing at one place

// For each UTF-16 unit of `text` its place in `shown`, or -1. Places never go back.
export function align(text, shown) {
  const ours = squeezed(text);
  const theirs = squeezed(shown);
  const places = new Int32Array(text.length).fill(-1);
  let i = 0;
  let j = 0;
  while (i < ours.signs.length && j < theirs.signs.length) {
    if (ours.signs[i] === theirs.signs[j]) {
      places[ours.at[i]] = theirs.at[j];
      i += 1;
      j += 1;
    } else {
      const [lost, found] = together(ours.signs, i, theirs.signs, j);
      i += lost;
      j = found;
    }
  }
  return places;
}

// How many signs to skip in `ours`, and where to go on in `theirs`.
function together(ours, i, theirs, j) {
  for (let lost = 0; lost < LOST && i + lost < ours.length; lost += 1) {
    const probe = ours.slice(i + lost, i + lost + PROBE);
    const found = theirs.slice(j, j + FARTHEST + PROBE).indexOf(probe);
    if (found >= 0) return [lost, j + found];
  }
  return [LOST, j];
}

function squeezed(text) {
  const at = [];
  const signs = [];
  for (let index = 0; index < text.length; index += 1) {
    if (!UNSEEN.test(text[index])) {
      at.push(index);
      signs.push(text[index]);
    }
  }
  return { at, signs: signs.join("") };
}

// The UTF-16 place of each code point of `text`, and of its end: marks count in code points.
export function units(text) {
  const places = [];
  let at = 0;
  for (const sign of text) {
    places.push(at);
    at += sign.length;
  }
  places.push(at);
  return places;
}

// The text that sentences were cut from, with blanks for what lies between them. Marks count from its start.
export function textOf(sentences) {
  const pieces = [];
  let at = 0;
  for (const each of sentences) {
    if (each.start < at) continue;
    pieces.push(" ".repeat(each.start - at), each.value);
    at = each.end;
  }
  return pieces.join("");
}
