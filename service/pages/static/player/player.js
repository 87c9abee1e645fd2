// What is played, where it is, and which words are heard now. Knows nothing of buttons.

import { rangeOf } from "./highlight.js";
import { Marks } from "./marks.js";

export const SPEEDS = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];
const BLIND_STEP_MS = 10_000; // how far "a sentence" is while nobody knows the sentences
const JUST_BEGUN_MS = 1500; // so soon after a sentence began, "back" means the one before it

export class Player {
  // `sounds`: {id, title, src, marks} each, in the page's order; the whole article's id is "whole".
  // `changed` is called when what the controls tell may be another, `heard` when another word is.
  constructor({ audio, sounds, places, painter, follow, changed, heard, speed = 1 }) {
    Object.assign(this, { audio, sounds, places, painter, follow, changed, heard });
    this.queue = [];
    this.at = 0;
    this.marks = null;
    this.wanted = 0;
    this.speed = SPEEDS.includes(speed) ? SPEEDS.indexOf(speed) : SPEEDS.indexOf(1);
    this.state = "idle"; // or "loading", "playing", "paused", "ended", "failed"
    this.word = this.sentence = -1;
    this.painted = "";
    audio.preservesPitch = audio.mozPreservesPitch = audio.webkitPreservesPitch = true;
    const turn = (state) => () => this.turn(state);
    audio.addEventListener("playing", turn("playing"));
    audio.addEventListener("waiting", () => { if (!audio.paused) this.turn("loading"); });
    audio.addEventListener("pause", () => { if (!audio.ended && this.state !== "failed") this.turn("paused"); });
    audio.addEventListener("ended", () => this.ended());
    audio.addEventListener("error", () => { if (audio.hasAttribute("src")) this.turn("failed"); });
    audio.addEventListener("loadedmetadata", () => { if (this.wanted) this.seek(this.wanted); });
    for (const name of ["seeking", "timeupdate", "durationchange"]) audio.addEventListener(name, () => this.look());
    this.frame = () => {
      if (this.audio.paused) return;
      this.light();
      requestAnimationFrame(this.frame);
    };
  }

  get sound() {
    return this.queue[this.at] || null;
  }

  // In seconds; what the page told, until the sound itself tells. NaN where nobody knows.
  get duration() {
    const { duration } = this.audio;
    const { seconds } = this.sound || this.everything[0];
    return this.sound && Number.isFinite(duration) && duration > 0 ? duration : seconds;
  }

  // Where the sound is, in milliseconds.
  get ms() {
    return this.audio.currentTime * 1000;
  }

  // What is played if nothing else was chosen: the whole article, one after another where it is not one sound.
  get everything() {
    const whole = this.sounds.find(({ id }) => id === "whole");
    return whole ? [whole] : this.sounds;
  }

  // Begin a sound, and stop after it; without an id, all of them.
  start(id, ms = 0) {
    const one = this.sounds.filter((each) => each.id === id);
    this.load(one.length ? one : this.everything, 0, ms);
    return this.play();
  }

  // Go on, begin, or begin again.
  async play() {
    if (!this.sound) this.load(this.everything, 0, 0);
    if (this.state === "ended" && this.at > 0) this.load(this.queue, 0, 0);
    if (this.state === "failed") {
      const ms = this.ms;
      this.audio.load();
      this.audio.currentTime = ms / 1000;
    }
    this.learn();
    this.follow.set(true);
    this.turn("loading");
    try {
      await this.audio.play();
    } catch (error) {
      // Another sound was chosen meanwhile, or pause was pressed: nothing failed then.
      if (error.name === "NotAllowedError") this.turn("paused");
      else if (error.name !== "AbortError") this.turn("failed");
    }
  }

  pause() {
    this.audio.pause();
    if (this.state === "loading") this.turn("paused");
  }

  toggle() {
    return this.audio.paused ? this.play() : this.pause();
  }

  load(queue, at, ms) {
    const before = this.sound;
    this.queue = queue;
    this.at = at;
    if (this.sound !== before) {
      this.marks = null;
      this.unlight();
      this.audio.preload = "metadata";
      this.audio.src = this.sound.src;
      this.setSpeed(this.speed);
    }
    this.learn();
    this.seek(ms);
  }

  // Get to know the words of the sound, if they aren't known.
  async learn() {
    const wanted = this.sound;
    const marks = this.marks || (await this.marksOf(wanted));
    if (this.marks || this.sound !== wanted) return;
    this.marks = marks;
    this.light();
    this.changed();
  }

  // The marks of a sound, or null where they can't be had: then it plays, and nothing is lit.
  marksOf(sound) {
    if (!sound.known) {
      sound.known = fetch(sound.marks)
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
        .then((json) => new Marks(json, sound.id === "whole" ? "" : sound.id))
        .catch(() => {
          sound.known = null;
          return null;
        });
    }
    return sound.known;
  }

  seek(ms) {
    this.audio.currentTime = Math.max(ms / 1000, 0);
    // Some browsers forget it if they know nothing of the sound yet: then it is said again.
    this.wanted = this.audio.readyState ? 0 : ms;
    this.light();
  }

  // Seek because the listener asked: what is heard then is shown.
  go(ms) {
    if (!this.sound) this.load(this.everything, 0, 0);
    this.follow.set(true);
    if (this.state === "ended" || this.state === "idle") this.turn("paused");
    this.seek(ms);
    this.changed();
  }

  // A sentence back (-1) or on (1).
  step(by) {
    this.leap(by, () => {
      const { sentences } = this.marks;
      const now = Math.max(this.marks.sentenceAt(this.ms + 0.5), 0);
      if (by > 0) return now + 1;
      return this.ms - sentences[now].from > JUST_BEGUN_MS ? now : now - 1;
    });
  }

  stepParagraph(by) {
    this.leap(by, () => {
      const now = Math.max(this.marks.sentenceAt(this.ms + 0.5), 0);
      if (by > 0) return this.marks.paragraphAfter(now);
      const first = this.marks.paragraphOf(now);
      return this.ms - this.marks.sentences[first].from > JUST_BEGUN_MS ? first : this.marks.paragraphOf(Math.max(first - 1, 0));
    });
  }

  stepSection(by) {
    this.leap(by, () => {
      const { sentences } = this.marks;
      const now = Math.max(this.marks.sentenceAt(this.ms + 0.5), 0);
      const first = (index) => {
        let at = index;
        while (at > 0 && sentences[at - 1].section === sentences[index].section) at -= 1;
        return at;
      };
      if (by < 0) return this.ms - sentences[first(now)].from > JUST_BEGUN_MS ? first(now) : first(Math.max(first(now) - 1, 0));
      const next = sentences.findIndex((each, index) => index > now && each.section !== sentences[now].section);
      return next < 0 ? sentences.length : next;
    });
  }

  leap(by, target) {
    if (!this.marks) {
      this.go(this.ms + by * BLIND_STEP_MS);
      return;
    }
    const index = target();
    const { sentences } = this.marks;
    if (index >= sentences.length && this.at + 1 < this.queue.length) this.next();
    else if (index < sentences.length) this.go(index < 0 ? 0 : sentences[index].from);
  }

  next() {
    const { paused, ended } = this.audio;
    this.load(this.queue, this.at + 1, 0);
    if (!paused || ended) this.play();
  }

  // Play from a sentence of the page. `find` tells the place of a click from a sound's marks, or null.
  async from(section, find) {
    const own = this.sounds.find(({ id }) => id === section);
    const tried = new Set([this.sound, ...(this.everything.length === 1 ? this.everything : []), own]);
    for (const sound of tried) {
      const marks = sound && (await this.marksOf(sound));
      const place = marks && find(marks);
      const index = place ? marks.sentenceOver(place.section, place.part, place.point) : -1;
      if (index >= 0) {
        this.playFrom(sound, marks.sentences[index].from);
        return;
      }
    }
  }

  playFrom(sound, ms) {
    this.open(sound, ms);
    this.play();
  }

  // Make a sound ready to be played from somewhere, with what follows it.
  open(sound, ms) {
    const everything = this.everything.indexOf(sound);
    if (this.queue.includes(sound)) this.load(this.queue, this.queue.indexOf(sound), ms);
    else if (everything >= 0) this.load(this.everything, everything, ms);
    else this.load([sound], 0, ms);
  }

  setSpeed(index) {
    this.speed = Math.min(Math.max(index, 0), SPEEDS.length - 1);
    this.audio.defaultPlaybackRate = this.audio.playbackRate = SPEEDS[this.speed];
    this.changed();
  }

  ended() {
    if (this.at + 1 < this.queue.length) {
      this.next();
      return;
    }
    this.unlight();
    this.turn("ended");
  }

  turn(state) {
    this.state = state;
    if (state === "playing") requestAnimationFrame(this.frame);
    this.changed();
  }

  look() {
    this.light();
    this.changed();
  }

  // Light what is heard now. Touches the page only when that is another word than before.
  light() {
    if (!this.marks || this.audio.ended) return;
    const { marks } = this;
    const ms = this.ms + 0.5; // a time in seconds is not always the millisecond that was asked for
    const word = marks.wordAt(ms, this.word);
    const sentence = marks.sentenceAt(ms, this.sentence);
    const how = document.documentElement.dataset.highlight || "word";
    const wanted = `${how} ${sentence} ${how === "word" ? word : ""}`;
    if (wanted === this.painted) return;
    const moved = sentence !== this.sentence;
    this.painted = wanted;
    this.word = word;
    this.sentence = sentence;
    this.paint(how, moved);
    this.heard(marks.sentences[sentence] || null, marks.words[word] || null);
  }

  paint(how, moved) {
    const { marks } = this;
    const sentence = this.sentence < 0 ? [] : this.places.of(marks, marks.sentences[this.sentence]);
    const word = this.word < 0 ? [] : this.places.of(marks, marks.words[this.word]);
    this.painter.clear(); // what is measured must stand as it was
    const now = word.length ? word : sentence;
    if (now.length) document.dispatchEvent(new CustomEvent("plainspoken:heard", { detail: rangeOf(now) }));
    if (moved && sentence.length && marks.sentences[this.sentence].section) {
      this.tall = !this.follow.show(rangeOf(sentence));
    } else if (this.tall && word.length) this.follow.show(rangeOf(word));
    this.painter.paint(how === "off" ? [] : sentence, how === "word" ? word : []);
  }

  unlight() {
    this.painter.clear();
    this.word = this.sentence = -1;
    this.painted = "";
    this.tall = false;
    this.heard(null, null);
  }
}
