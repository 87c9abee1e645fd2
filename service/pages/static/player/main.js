// The player that reads along. It takes the place of the browser's own players, once it is sure to work.

import { Follow } from "./follow.js";
import { painter } from "./highlight.js";
import { recallSpeed } from "./memory.js";
import { Panel } from "./panel.js";
import { Places } from "./places.js";
import { Player } from "./player.js";
import { Resume } from "./resume.js";
import { mediaKeys } from "./session.js";

const template = document.getElementById("player-template");
const groups = [...document.querySelectorAll(".listen[data-sound]")];
const audio = document.createElement("audio");
const sounds = groups.map(soundOf).filter(({ src }) => src);
if (template && sounds.length) begin();

function soundOf(group) {
  const playable = [...group.querySelectorAll("source")].filter(({ type }) => audio.canPlayType(type));
  const { sound, title, marks, seconds } = group.dataset;
  const captions = group.querySelector("track[kind=captions]");
  return {
    id: sound, title, marks, group, captions, seconds: parseFloat(seconds),
    src: playable.length ? playable[0].getAttribute("src") : "",
  };
}

function begin() {
  const article = document.querySelector("article[data-article]");
  const root = document.documentElement;
  const panel = new Panel(template);
  const places = new Places(rootOf);
  const follow = new Follow(() => (stuck() ? panel.root.getBoundingClientRect().bottom : 0), () => show());
  const player = new Player({
    audio, sounds, places, follow, heard, painter: painter(places), changed: () => show(), speed: recallSpeed(),
  });
  const resume = new Resume(player, article.dataset.article);
  const keys = mediaKeys(player, article.dataset.title, (document.querySelector("link[rel=icon]") || {}).href);
  const buttons = [];
  let shown = "";
  let latest = null;

  panel.connect(player, {
    toggle,
    again,
    step: (by) => { resume.take(); player.step(by); },
    stepParagraph: (by) => { resume.take(); player.stepParagraph(by); },
    seek: (ms) => { resume.take(); player.go(ms); },
  });
  audio.preload = "none";
  audio.append(player.everything[0].captions.cloneNode());
  panel.root.append(audio);
  const all = groups.find(({ dataset }) => dataset.sound === "whole");
  // Where there is but one sound, the player stands in its place.
  const first = all || (groups.length > 1 ? document.querySelector(".part") : groups[0]);
  first.before(panel.root, panel.help);
  if (first.matches(".listen")) {
    first.querySelectorAll("audio, .listen-title").forEach((each) => each.remove());
    unname(first);
  }
  first.classList.toggle("whole", first.matches(".listen"));
  document.addEventListener("click", clicked);
  document.addEventListener("plainspoken:words", relight);
  addEventListener("pagehide", () => resume.keep());
  audio.addEventListener("pause", () => resume.keep());
  new ResizeObserver(sized).observe(panel.root);
  addEventListener("resize", sized);
  show();
  takePlaces();

  // One after the other, with pauses: taking a browser's player away is a lot of work for a slow phone.
  async function takePlaces() {
    for (const sound of sounds.filter(({ group }) => group !== first)) {
      await new Promise((done) => setTimeout(done));
      buttons.push(takePlace(sound, start));
      tell();
    }
  }

  function toggle() {
    if (!player.sound && resume.place) resume.play();
    else player.toggle();
  }

  function start(sound) {
    if (player.sound === sound && player.queue.length === 1) {
      player.toggle();
      return;
    }
    resume.place = null;
    player.start(sound.id);
  }

  function again() {
    resume.drop();
    if (player.sound) player.load(player.queue, 0, 0);
    panel.parts.play.focus({ preventScroll: true }); // this button goes, and the focus must not
    show();
  }

  // Nothing that gets the focus, and no target of a link, may lie under the player while it stays in
  // view. Not done before one listens: a change at the root is a change of style for a long article.
  function sized() {
    if (!root.classList.contains("listening")) return;
    const height = `${panel.root.offsetHeight}px`;
    root.style.scrollPaddingTop = stuck() ? `calc(${height} + 1rem)` : "";
    panel.root.style.setProperty("--own-height", height);
  }

  // The page's words are about to change, or how they are to be lit.
  function relight() {
    player.painter.clear();
    player.painted = "";
    requestAnimationFrame(() => player.light());
  }

  function stuck() {
    return getComputedStyle(panel.root).position === "sticky";
  }

  // Called often while it plays: what follows from it is written only when it is another.
  function show() {
    const { state, sound, at, queue } = player;
    const stopped = sound ? null : resume.place;
    const sentence = player.marks && player.marks.sentences[player.sentence];
    const { id } = stopped ? stopped.sound : sound || player.everything[0];
    const all = id === "whole" || (sound ? queue : player.everything).length > 1;
    const { wholeFirst, oneFirst, whole, one } = panel.words;
    const title = sound || stopped ? (all ? whole : one) : all ? wholeFirst : oneFirst;
    const section = stopped ? titleOf(stopped) : sentence ? titleOf(sentence) : "";
    panel.show({ title, section, stopped });
    if (state !== "idle" && !root.classList.contains("listening")) {
      root.classList.add("listening");
      sized();
    }
    const active = state === "playing" || state === "loading";
    const now = `${state} ${sound ? sound.id : ""} ${at} ${queue.length} ${section}`;
    if (now === shown) return;
    shown = now;
    tell();
    if (sound && audio.firstElementChild.src !== sound.captions.src) audio.firstElementChild.src = sound.captions.src;
    if (sound) keys.update({ title: section || sound.title, playing: active });
  }

  function heard(sentence, word) {
    panel.hear(sentence, word);
    show();
    if (sentence && sentence !== latest) resume.keep();
    latest = sentence;
  }

  // Tell the buttons of the parts how things are.
  function tell() {
    const active = player.state === "playing" || player.state === "loading";
    for (const update of buttons) update(player.queue.length === 1 ? player.sound : null, active);
  }

  // What the page calls the place of a sentence.
  function titleOf({ section, part }) {
    if (part === "disclaimer") return panel.words.disclaimer;
    const heading = section ? document.getElementById(section) : null;
    return heading ? heading.textContent.trim() : article.dataset.title;
  }

  function clicked(event) {
    if (player.state === "idle" || event.button || event.defaultPrevented) return;
    if (event.target.closest("a, button, input, select, label, summary, audio, [popover], [data-unspoken]")) return;
    if (String(getSelection())) return;
    const root = [...spoken()].find(([each]) => each.contains(event.target));
    if (!root) return;
    player.painter.clear(); // with the page as it was, places in it can be told
    const caret = caretAt(event.clientX, event.clientY);
    if (caret && near(caret, event)) {
      const [element, section, part] = root;
      player.from(section, (marks) => places.at(marks, element, section, part, ...caret));
    }
    player.painted = "";
    player.light();
  }

  // Each element that shows spoken words, with its section and part.
  function* spoken() {
    for (const element of document.querySelectorAll(".words[data-section]")) {
      const { section } = element.dataset;
      yield [element, section, "body"];
      yield [document.getElementById(section), section, "title"];
    }
    yield [rootOf("", "disclaimer"), "", "disclaimer"];
  }
}

function rootOf(section, part) {
  if (part === "disclaimer") return document.querySelector("footer .disclaimer p");
  if (part === "title") return section ? document.getElementById(section) : document.querySelector("article h1");
  return document.querySelector(`.words[data-section="${CSS.escape(section)}"]`);
}

// Its heading and its button say what a group is of: with a name of its own it would be said thrice.
function unname(group) {
  group.removeAttribute("role");
  group.removeAttribute("aria-label");
}

// A part's own button, where its player of the browser was. Gives what tells the button how things are.
function takePlace(sound, start) {
  const { group } = sound;
  const words = template.content.firstElementChild.dataset;
  const line = document.createElement("p");
  const [button, name, link] = ["button", "span", "a"].map((tag) => document.createElement(tag));
  let shown = "";
  name.className = "tail";
  name.textContent = `– ${sound.title}`;
  button.type = "button";
  link.href = "#player";
  link.textContent = words.controls;
  line.className = "listen-button";
  group.classList.add("taken");
  line.append(button, " ", group.querySelector(".length") || "", " ", link);
  unname(group);
  button.addEventListener("click", () => start(sound));
  group.querySelector(".listen-title").remove();
  group.querySelector("audio").replaceWith(line);
  const update = (current, active) => {
    const label = current !== sound ? words.partPlay : active ? words.partPause : words.partGo;
    link.hidden = current !== sound;
    if (label !== shown) button.replaceChildren(label, " ", name);
    shown = label;
  };
  return update;
}

// The text node and the place in it under a point of the window, or null.
function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(x, y);
    return found && found.offsetNode.nodeType === Node.TEXT_NODE ? [found.offsetNode, found.offset] : null;
  }
  const found = document.caretRangeFromPoint ? document.caretRangeFromPoint(x, y) : null;
  return found && found.startContainer.nodeType === Node.TEXT_NODE ? [found.startContainer, found.startOffset] : null;
}

// Whether the click was on the words and not on the blank beside them.
function near([node], { clientX, clientY }) {
  const range = document.createRange();
  range.selectNodeContents(node);
  const slack = 8;
  return [...range.getClientRects()].some((box) =>
    clientX >= box.left - slack && clientX <= box.right + slack && clientY >= box.top - slack && clientY <= box.bottom + slack
  );
}
