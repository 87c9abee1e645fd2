// Where the reader is: the part in view is named in the contents, and a change of level keeps it. In the
// library, a level that is chosen there.

import { arrive, remember } from "./level.js";

const contents = document.querySelector(".contents");
const levels = [...document.querySelectorAll(".levels a[data-level]")];
const parts = [...document.querySelectorAll(".part > h2[id]")];
// Of the window's height: what is above this line has been reached.
const LINE = 0.35;
// A part is the reader's place after so long: not what goes by on the way up to the choice of levels.
const STAY_MS = 1500;
// Who listens has their place there, and keeps it while they look about.
const STAY_OF_LISTENER_MS = 10_000;

arrive();
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-level]");
  if (link) remember(link.dataset.level);
});
if (contents && parts.length > 1) follow();

function follow() {
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const here = document.createElement("span");
  let current = null;
  let kept = null;
  let waiting = false;
  let staying = 0;
  let stay = STAY_MS;
  here.className = "here";
  here.textContent = contents.dataset.here;
  const arrived = parts.find(({ id }) => `#${id}` === location.hash);
  if (arrived) keep(arrived);
  document.addEventListener("plainspoken:heard", ({ detail }) => {
    const part = parts.find((each) => each.parentElement.contains(detail.startContainer));
    stay = STAY_OF_LISTENER_MS;
    clearTimeout(staying);
    if (part && part !== kept) keep(part);
  });
  addEventListener("scroll", look, { passive: true });
  addEventListener("resize", look);
  look();

  function look() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      show(reached());
    });
  }

  function reached() {
    return parts.filter((part) => part.getBoundingClientRect().top < innerHeight * LINE).pop() || null;
  }

  function show(part) {
    if (part === current) return;
    current = part;
    for (const link of links.values()) link.removeAttribute("aria-current");
    here.remove();
    const link = part && links.get(part.id);
    if (link) {
      link.setAttribute("aria-current", "location");
      link.append(" ", here);
    }
    clearTimeout(staying);
    if (part) staying = setTimeout(() => keep(part), stay);
  }

  function keep(part) {
    kept = part;
    for (const each of levels) each.hash = part.id;
  }
}
