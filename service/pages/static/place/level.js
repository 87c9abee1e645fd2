// The level that a reader chose, kept on this device alone: no cookie, nothing is sent.

const KEY = "plainspoken.level";
const CHANGED = "plainspoken.level-changed";

// Called where a reader follows a link to a level. The next page says so.
export function remember(level) {
  keep(localStorageOr(), KEY, level);
  keep(sessionStorageOr(), CHANGED, "switched");
}

// What the reader chose last, or "".
export function chosen() {
  const storage = localStorageOr();
  return (storage && storage.getItem(KEY)) || "";
}

// On an address that names no level, go on to the chosen one. On any page, say what came of a choice.
export function arrive() {
  const article = document.querySelector("article[data-article]");
  if (!article) return;
  const session = sessionStorageOr();
  const wanted = document.querySelector(`.levels a[data-level="${CSS.escape(chosen())}"]:not([aria-current])`);
  if (article.dataset.any !== undefined && wanted) {
    keep(session, CHANGED, "kept");
    location.replace(wanted.href + location.hash);
    return;
  }
  const how = session && session.getItem(CHANGED);
  if (!how) return;
  session.removeItem(CHANGED);
  say(how);
}

function say(how) {
  const status = document.querySelector(".changed");
  const part = location.hash && document.getElementById(location.hash.slice(1));
  const told = how === "kept" ? [status.dataset.kept] : [status.dataset.switched];
  if (how !== "kept" && part && part.matches(".part > h2")) told.push(status.dataset.place, part.textContent.trim());
  // A change just after a page has opened is often not spoken.
  setTimeout(() => { status.textContent = told.join(" "); }, 600);
}

function keep(storage, key, value) {
  try {
    if (storage) storage.setItem(key, value);
  } catch {
    // Storage is full: then the choice is not remembered.
  }
}

// Storage that is switched off throws when it is looked at.
function localStorageOr() {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function sessionStorageOr() {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
