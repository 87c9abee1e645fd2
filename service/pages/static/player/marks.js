// When each sentence and word is heard: what the service's marks say, made quick to ask.

export class Marks {
  // `json` is what `/audio/….json` answers; `section` is the one that marks without a name belong to.
  constructor(json, section) {
    this.sentences = [];
    this.words = [];
    for (const each of json.marks) {
      const mark = {
        from: each.start_ms,
        to: each.end_ms,
        start: each.start,
        end: each.end,
        value: each.value,
        part: each.part || "body",
        section: each.section || (section && each.part !== "disclaimer" ? section : ""),
      };
      if (each.type === "sentence") this.sentences.push(mark);
      else {
        mark.sentence = this.sentences.length - 1;
        this.words.push(mark);
      }
    }
    this.sentenceTimes = Float64Array.from(this.sentences, (mark) => mark.from);
    this.wordTimes = Float64Array.from(this.words, (mark) => mark.from);
  }

  // Index of the word that is heard at `ms`, or -1 in a silence. `hint` is the last answer.
  wordAt(ms, hint) {
    const index = latest(this.wordTimes, ms, hint);
    return index >= 0 && ms < this.words[index].to ? index : -1;
  }

  // Index of the sentence that is heard, or was heard last; -1 before the first.
  sentenceAt(ms, hint) {
    return latest(this.sentenceTimes, ms, hint);
  }

  // Index of the sentence at a code point of a text, or -1. Where it is heard twice, the later one.
  sentenceOver(section, part, point) {
    for (let index = this.sentences.length - 1; index >= 0; index -= 1) {
      const each = this.sentences[index];
      if (each.section === section && each.part === part && each.start <= point && point < each.end) return index;
    }
    return -1;
  }

  // Index of the first sentence of the paragraph that `index` is in. A single blank joins sentences.
  paragraphOf(index) {
    const { sentences } = this;
    let at = index;
    while (at > 0 && !parted(sentences[at - 1], sentences[at])) at -= 1;
    return at;
  }

  // Index of the first sentence of the next paragraph; the count of sentences after the last.
  paragraphAfter(index) {
    const { sentences } = this;
    let at = index + 1;
    while (at > 0 && at < sentences.length && !parted(sentences[at - 1], sentences[at])) at += 1;
    return at;
  }

  // The sentences of one text, in its order.
  of(section, part) {
    const seen = new Set();
    return this.sentences.filter((each) => {
      if (each.section !== section || each.part !== part || seen.has(each.start)) return false;
      seen.add(each.start);
      return true;
    });
  }
}

function parted(before, after) {
  return before.section !== after.section || before.part !== after.part || after.start - before.end > 1;
}

// The last index whose time is not after `ms`, or -1. While a sound plays it is `hint` or the next one.
function latest(times, ms, hint = -1) {
  for (let index = hint; index >= 0 && index <= hint + 1 && index < times.length; index += 1) {
    if (times[index] <= ms && (index + 1 === times.length || ms < times[index + 1])) return index;
  }
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
