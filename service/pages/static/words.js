// A word's meaning, opened where the word stands and closed again; and the word, heard. Without this
// script the same links go to the meaning and back, and to the sound.

// What stands in the link of a sound, one after the other.
const [STILL, PLAYING, FAILED] = [0, 1, 2];
const SPOKEN_AFTER_MS = 150; // a region is listened to once a screen reader has seen it empty

const hint = document.getElementById("word-hint");
const sound = new Audio();
let heard = null; // the link whose sound plays
const status = document.getElementById("word-status");
let latest = null;

if (hint) begin();

function begin() {
  for (const term of document.querySelectorAll("a.term")) {
    term.setAttribute("role", "button");
    term.setAttribute("aria-expanded", "false");
    term.setAttribute("aria-controls", term.hash.slice(1));
    term.removeAttribute("aria-describedby"); // that it can be opened is said by now
  }
  for (const link of document.querySelectorAll("a.hear")) link.setAttribute("role", "button");
  document.addEventListener("click", clicked);
  document.addEventListener("keydown", pressed);
  // Only one voice at a time, whoever begins. This sound is not in the page, so it does not hear itself.
  document.addEventListener("play", silence, true);
  addEventListener("hashchange", arrived);
  sound.addEventListener("ended", silence);
  sound.addEventListener("error", () => heard && failed());
  arrived();
}

function meaningOf(term) {
  return document.getElementById(term.hash.slice(1));
}

function termOf(meaning) {
  return document.querySelector(`a.term[href="#${CSS.escape(meaning.id)}"]`);
}

// By an address that names a meaning, it is open from the start.
function arrived() {
  const meaning = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (meaning && meaning.matches(".meaning")) turn(termOf(meaning), true);
}

function clicked(event) {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a.term, .meaning a.back, a.hear");
  if (!link) return;
  event.preventDefault();
  if (link.matches(".hear")) hear(link);
  else if (link.matches(".back")) close(termOf(link.closest(".meaning")));
  else if (isOpen(link)) close(link);
  else open(link);
}

function pressed(event) {
  const { target, key } = event;
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  if (key === " " && target.matches("a.term, a.hear")) {
    event.preventDefault(); // a button's key, and not a page further
    if (!event.repeat) target.click();
  } else if (key === "Escape") {
    const inside = target.closest(".meaning");
    const term = inside ? termOf(inside) : target === document.body ? latest : target.closest("a.term");
    if (!term || !isOpen(term)) return;
    event.preventDefault();
    close(term);
  }
}

function isOpen(term) {
  return term.getAttribute("aria-expanded") === "true";
}

function open(term) {
  const meaning = turn(term, true);
  meaning.scrollIntoView({ block: "nearest" });
  say(meaning.querySelector("p").textContent);
}

// The focus goes back to the word: what had it may be gone.
function close(term) {
  const meaning = turn(term, false);
  if (heard && meaning.contains(heard)) silence();
  say("");
  term.focus();
}

function turn(term, on) {
  const meaning = meaningOf(term);
  meaning.classList.toggle("open", on);
  meaning.hidden = !on;
  term.setAttribute("aria-expanded", String(on));
  latest = on ? term : null;
  return meaning;
}

// For a screen reader, whose user stays at the word.
function say(words) {
  status.textContent = "";
  setTimeout(() => { status.textContent = words.replace(/\s+/g, " ").trim(); }, SPOKEN_AFTER_MS);
}

function hear(link) {
  const again = heard === link;
  silence();
  if (again) return;
  document.querySelectorAll("audio").forEach((each) => each.pause());
  heard = link;
  show(link, PLAYING);
  sound.src = link.href;
  sound.play().catch((error) => heard === link && error.name !== "AbortError" && failed());
}

function silence() {
  if (!heard) return;
  show(heard, STILL);
  heard = null;
  sound.pause();
}

function show(link, state) {
  [STILL, PLAYING, FAILED].forEach((each) => { link.children[each].hidden = each !== state; });
  link.dataset.state = state;
}

function failed() {
  const link = heard;
  silence();
  show(link, FAILED);
  say(link.children[FAILED].textContent);
}
