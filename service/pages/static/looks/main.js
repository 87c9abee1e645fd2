// How the reader likes pages to look: chosen in the panel, done at once, kept on this device.

import { KEY, keep, recall } from "./kept.js";
import { Panel } from "./panel.js";

const root = document.documentElement;
const details = document.getElementById("looks");
if (details) begin();

function begin() {
  const panel = new Panel(details, { changed, reset });
  const doers = {};
  const kept = recall();
  // Nothing is kept: then the page stays as its address asks.
  if (kept) panel.show(kept);
  use();
  addEventListener("storage", ({ key }) => { if (key === KEY || key === null) again(); });
  // A page that the browser had put aside whole knows nothing of what was chosen since.
  addEventListener("pageshow", ({ persisted }) => { if (persisted) again(); });

  // The choice says itself what it is; said once is where it is kept.
  function changed() {
    use();
    tell();
  }

  function reset() {
    panel.show({});
    use();
    tell(panel.words.reset);
  }

  function tell(...told) {
    panel.tell();
    panel.say(...told, keep(panel.looks) ? panel.words.kept : panel.words.notKept);
  }

  function again() {
    const now = recall();
    if (now === undefined) return;
    panel.show(now || {});
    use();
  }

  // Do what the panel shows.
  function use() {
    const { looks } = panel;
    for (const [name, value] of Object.entries(looks)) {
      if (value) root.setAttribute(`data-${name}`, value);
      else root.removeAttribute(`data-${name}`);
    }
    if (!document.querySelector(".words")) return;
    document.dispatchEvent(new Event("plainspoken:words")); // what is lit may have to be lit otherwise
    call("focus", "./ruler.js", looks.focus);
    call("syllables", "./syllables.js", looks.syllables, document.querySelector(".words .syl"));
  }

  // Some settings need a script of their own, which is fetched when first wanted.
  async function call(name, script, value, present) {
    if (!doers[name] && !value && !present) return;
    doers[name] = doers[name] || import(script).then((module) => module.begin());
    const done = await (await doers[name]).set(value);
    if (done === false) panel.say(panel.words.noParts);
  }
}
