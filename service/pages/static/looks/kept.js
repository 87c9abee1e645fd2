// The settings, on this device only: {setting: value}, "" for the usual one. early.js reads them, too.

export const KEY = "plainspoken.looks";

// What is kept; null for nothing; undefined where the browser keeps nothing for us.
export function recall() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept && typeof kept === "object" ? kept : null;
  } catch (error) {
    return error instanceof SyntaxError ? null : undefined;
  }
}

// Whether they are kept now.
export function keep(looks) {
  try {
    if (Object.values(looks).some(Boolean)) localStorage.setItem(KEY, JSON.stringify(looks));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false; // storage is switched off or full
  }
}
