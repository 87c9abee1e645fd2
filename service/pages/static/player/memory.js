// Where listening stopped and how fast it was, for the next visit: on this device only, and nothing else.

const KEY = "plainspoken.place";
const SPEED = "plainspoken.speed";
const MOST = 20;

// `article` names the article and the level.
export function recall(article) {
  const found = read().find((each) => each.article === article);
  return found && Number.isFinite(found.ms) ? found : null;
}

export function remember(article, place) {
  write([{ article, ...place }, ...read().filter((each) => each.article !== article)].slice(0, MOST));
}

export function forget(article) {
  write(read().filter((each) => each.article !== article));
}

// The speed that was chosen last, or 1.
export function recallSpeed() {
  try {
    return parseFloat(localStorage.getItem(SPEED)) || 1;
  } catch {
    return 1;
  }
}

export function rememberSpeed(speed) {
  try {
    localStorage.setItem(SPEED, String(speed));
  } catch {
    // As with places.
  }
}

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(kept) ? kept.filter((each) => each && typeof each === "object") : [];
  } catch {
    return []; // storage is switched off, or holds what is not ours
  }
}

function write(places) {
  try {
    if (places.length) localStorage.setItem(KEY, JSON.stringify(places));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is switched off or full: then the next visit begins at the start.
  }
}
