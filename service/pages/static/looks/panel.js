// The settings panel: a form that works without this. All names, values and words are the page's.

export class Panel {
  // `changed()` hears of each choice, `reset()` of the way back to the usual.
  constructor(details, { changed, reset }) {
    this.details = details;
    this.words = details.dataset;
    this.form = details.querySelector("form");
    this.summary = details.querySelector("summary");
    this.parts = {};
    for (const each of details.querySelectorAll("[data-looks]")) this.parts[each.dataset.looks] = each;
    for (const each of this.form.querySelectorAll("fieldset")) each.hidden = each.disabled = false;
    this.parts.use.remove();
    this.parts.close.hidden = false;
    this.parts.close.addEventListener("click", () => this.close());
    this.form.addEventListener("change", ({ target }) => this.still(target, changed));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.parts.reset.addEventListener("submit", (event) => {
      event.preventDefault();
      this.still(event.target, reset);
    });
    details.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && details.open) this.close();
    });
  }

  // What is chosen now: {setting: value}.
  get looks() {
    return Object.fromEntries(this.chosen.map(({ name, value }) => [name, value]));
  }

  get chosen() {
    return [...this.form.querySelectorAll("input:checked")];
  }

  // Show these as chosen; what the panel does not know is the usual.
  show(looks) {
    for (const set of this.form.querySelectorAll("fieldset")) {
      const choices = [...set.querySelectorAll("input")];
      const wanted = choices.find(({ name, value }) => value === looks[name]);
      (wanted || choices.find(({ value }) => !value)).checked = true;
    }
    this.tell();
  }

  // Say in words what is not as usual.
  tell() {
    const told = this.chosen.filter(({ value }) => value).map((input) => this.named(input));
    const now = told.length ? [this.words.changed, ...told].join(" ") : this.words.usual;
    if (this.parts.now.textContent !== now) this.parts.now.textContent = now;
  }

  say(...sentences) {
    this.parts.status.textContent = sentences.join(" ");
  }

  // The question and the answer of a choice.
  named(input) {
    const setting = input.closest("fieldset").querySelector("legend").textContent.trim();
    const choice = input.closest("label").textContent.trim();
    return this.words.told.replace("{setting}", setting).replace("{choice}", choice);
  }

  close() {
    this.say(); // or it would be said once more when the panel opens
    this.details.open = false;
    this.summary.focus();
  }

  // Larger text moves everything: what the reader has a finger on stays where it is.
  still(element, change) {
    const before = element.getBoundingClientRect().top;
    change(element);
    scrollBy({ top: element.getBoundingClientRect().top - before, behavior: "instant" });
  }
}
