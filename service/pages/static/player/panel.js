// The controls: buttons with their names and states as text. All words are the page's own, in the
// template that this is cloned from.

import { rememberSpeed } from "./memory.js";
import { SPEEDS } from "./player.js";

const STEP_MS = 5000; // what an arrow key moves the slider by, and a page key
const PAGE_MS = 30_000;

export class Panel {
  constructor(template) {
    [this.root, this.help] = template.content.cloneNode(true).children;
    this.words = this.root.dataset;
    this.parts = {};
    for (const each of this.root.querySelectorAll("[data-part]")) this.parts[each.dataset.part] = each;
    this.shown = {};
    this.captions = false;
  }

  // Connect the controls; `go` holds what they do.
  connect(player, go) {
    const { parts } = this;
    this.player = player;
    const press = (name, action) => parts[name].addEventListener("click", action);
    press("play", go.toggle);
    press("back", () => go.step(-1));
    press("next", () => go.step(1));
    press("slower", () => this.speed(-1));
    press("faster", () => this.speed(1));
    press("more", () => this.open(!this.root.classList.contains("open")));
    press("again", go.again);
    press("follow", () => {
      player.follow.set(!player.follow.on);
      this.say(parts.follow.textContent);
    });
    press("captions", () => this.caption(!this.captions));
    parts.slider.addEventListener("input", () => this.seek(parts.slider.valueAsNumber * 1000, go));
    parts.slider.addEventListener("focus", () => this.slide());
    this.root.addEventListener("keydown", (event) => this.key(event, go));
  }

  // Keys work only while a control of the player has the focus.
  key(event, go) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    const step = event.shiftKey ? go.stepParagraph : go.step;
    const [back, next] = [() => step(-1), () => step(1)];
    const own = event.target.closest("button, input, a, summary");
    const actions = { k: go.toggle, K: go.toggle };
    if (!own) actions[" "] = go.toggle;
    if (event.target === this.parts.slider) Object.assign(actions, this.slides(go));
    else Object.assign(actions, { ArrowLeft: back, ArrowRight: next });
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    if (!event.repeat || action !== go.toggle) action();
  }

  // From where the sound is, not from where the slider stands: it stands still while the sound plays.
  slides(go) {
    const by = (ms) => () => this.seek(this.player.ms + ms, go);
    return {
      ArrowLeft: by(-STEP_MS), ArrowDown: by(-STEP_MS), ArrowRight: by(STEP_MS), ArrowUp: by(STEP_MS),
      PageDown: by(-PAGE_MS), PageUp: by(PAGE_MS), Home: () => this.seek(0, go), End: () => this.seek(Infinity, go),
    };
  }

  seek(ms, go) {
    go.seek(Math.max(0, Math.min(ms, (this.player.duration || 0) * 1000)));
    this.slide();
  }

  open(open) {
    this.root.classList.toggle("open", open);
    this.parts.more.setAttribute("aria-expanded", String(open));
    this.text("more", open ? this.words.less : this.words.more);
  }

  speed(by) {
    this.player.setSpeed(this.player.speed + by);
    rememberSpeed(SPEEDS[this.player.speed]);
    this.say(this.parts.speed.textContent);
  }

  caption(on) {
    this.captions = on;
    this.parts.caption.hidden = !on;
    this.text("captions", on ? this.words.captionsOn : this.words.captionsOff);
    this.hear(this.sentence, this.word);
    this.say(this.parts.captions.textContent);
  }

  // Spoken by a screen reader. Only for what its user just asked for, and for what went wrong.
  say(words) {
    this.parts.status.textContent = words;
  }

  // The sentence and the word that are heard, for the captions.
  hear(sentence, word) {
    this.sentence = sentence;
    this.word = word;
    if (!this.captions) return;
    const { caption } = this.parts;
    caption.textContent = "";
    if (!sentence) return;
    const signs = [...sentence.value];
    const at = word ? word.start - sentence.start : signs.length;
    const end = word ? word.end - sentence.start : signs.length;
    const mark = document.createElement("mark");
    mark.textContent = signs.slice(at, end).join("");
    caption.append(signs.slice(0, at).join(""), mark, signs.slice(end).join(""));
  }

  // Tell how things are. Writes only what is another than before: this is called often.
  show({ title, section, stopped }) {
    const { player, words, parts } = this;
    const { state, speed } = player;
    const active = state === "playing" || state === "loading";
    this.text("play", active ? words.pause : words.play);
    this.text("title", title);
    this.text("now", section ? `${stopped ? words.stopped : words.now} ${section}` : "");
    this.text("state", { loading: words.loading, failed: words.failed, ended: words.ended }[state] || "");
    const rate = SPEEDS[speed] === 1 ? words.normal : words.times.replace("{}", SPEEDS[speed]);
    this.text("speed", `${words.speed} ${rate}`);
    this.text("follow", player.follow.on ? words.followOn : words.followOff);
    this.attribute("slower", "aria-disabled", String(speed === 0));
    this.attribute("faster", "aria-disabled", String(speed === SPEEDS.length - 1));
    parts.again.hidden = !stopped && player.ms < 1;
    this.time(stopped && stopped.known ? stopped.ms / 1000 : player.ms / 1000, stopped ? stopped.sound.seconds : player.duration);
    if (state === "failed" && this.told !== "failed") this.say(words.failed);
    if (state !== "failed" && this.told === "failed") this.say(""); // so that the next failure is news
    this.told = state;
  }

  time(at, all) {
    const known = all > 0;
    const words = known ? this.words.place.replace("{}", clock(at)).replace("{}", clock(all)) : at ? clock(at) : "";
    this.text("time", words);
    this.parts.slider.disabled = !known;
    if (!known) return;
    this.parts.bar.style.setProperty("--at", String(Math.min(at / all, 1)));
    this.place = { at, all, words };
    // A screen reader reads out a slider that moves, even one that nobody touches: while the sound plays
    // only the bar under it moves.
    if (this.player.audio.paused) this.slide();
  }

  slide() {
    if (!this.place) return;
    const { at, all, words } = this.place;
    const { slider } = this.parts;
    this.attribute("slider", "max", String(Math.ceil(all)));
    this.attribute("slider", "step", "1");
    if (slider.valueAsNumber !== Math.floor(at)) slider.value = String(Math.floor(at));
    this.attribute("slider", "aria-valuetext", words);
  }

  text(part, words) {
    if (this.shown[part] === words) return;
    this.shown[part] = words;
    this.parts[part].textContent = words;
  }

  attribute(part, name, value) {
    const key = `${part} ${name}`;
    if (this.shown[key] === value) return;
    this.shown[key] = value;
    this.parts[part].setAttribute(name, value);
  }
}

function clock(seconds) {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  if (!parts[0]) parts.shift();
  return parts.map((each, index) => (index ? String(each).padStart(2, "0") : String(each))).join(":");
}
