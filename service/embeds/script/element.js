const PATIENCE_MS = 20000;
// How far below the window a text is loaded already.
const NEAR = '600px';

class PlainSpoken extends HTMLElement {
  static observedAttributes = [...ASKED, 'service', 'theme', 'heading-level'];

  #root = this.attachShadow({ mode: 'closed' });
  #said = make('p');
  #again = make('button', { type: 'button', hidden: '' }, WORDS.again);
  // What the page has inside of the element, until there is something to show, and where that fails.
  #wait = make('div', { class: 'wait' }, make('slot'), this.#said, this.#again);
  #place = make('div');
  #status = make('p', { class: 'hidden', role: 'status' });
  #observer = null;
  #request = null;
  #wanted = false;
  #queued = false;
  // The address of what is shown.
  #shows = '';
  // Whether the reader asked for what comes, who then is told of it.
  #chosen = false;
  #back = () => this.#load();

  constructor() {
    super();
    wear(this.#root);
    this.#root.append(this.#wait, this.#place, this.#status);
    this.#place.addEventListener('click', (event) => this.#choose(event));
    // Its style has these come when other colours are asked for, and when it is seen after they could not come.
    for (const sign of ['transitionrun', 'animationstart']) this.#place.addEventListener(sign, () => this.#judge());
    this.#again.addEventListener('click', () => {
      this.#chosen = true;
      this.#load();
    });
  }

  connectedCallback() {
    // Where it was only moved, and nothing was changed meanwhile, all is there.
    if (this.#wanted) {
      if (this.#shows !== this.#address()) this.#soon();
      return;
    }
    this.dataset.state = 'waiting';
    if (this.getAttribute('loading') === 'eager' || !('IntersectionObserver' in self)) {
      this.#want();
      return;
    }
    this.#observer = new IntersectionObserver((seen) => seen.some((each) => each.isIntersecting) && this.#want(), { rootMargin: NEAR });
    this.#observer.observe(this);
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
    this.#leave();
    this.#hush();
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#wanted) return;
    if (name === 'theme') this.#judge();
    else {
      // What comes now is what the page asks for.
      this.#chosen = false;
      this.#soon();
    }
  }

  #want() {
    this.#observer?.disconnect();
    this.#wanted = true;
    this.#soon();
  }

  // Once, however many attributes change.
  #soon() {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      if (this.isConnected) this.#load();
      // It is nowhere now: what was asked for comes when it is back.
      else this.#shows = '';
    });
  }

  #address() {
    const asked = Object.fromEntries(ASKED.map((name) => [name, this.getAttribute(name)]));
    return addressOf(this.getAttribute('service')?.replace(/\/$/, '') || SERVICE, asked);
  }

  // Nothing that was asked for comes any more.
  #leave() {
    this.#request?.abort();
    removeEventListener('online', this.#back);
  }

  #load() {
    this.#leave();
    this.#shows = '';
    this.dataset.state = 'loading';
    // It reads a page without any of it being run, and no policy on scripts and types stands in its way.
    const request = new XMLHttpRequest();
    this.#request = request;
    request.onerror = request.ontimeout = () => this.#failed(request, null);
    try {
      const address = this.#address();
      request.onload = () => this.#answered(request, address);
      request.open('GET', address);
    } catch {
      // `service` is no address.
      this.#failed(request, null);
      return;
    }
    request.responseType = 'document';
    request.timeout = PATIENCE_MS;
    request.send();
  }

  #answered(request, address) {
    const rank = parseInt(this.getAttribute('heading-level'), 10) || 2;
    const part = partOf(request, Math.max(1, Math.min(4, rank)));
    if (request.status === 200 && part?.dataset.article) {
      this.#shows = address;
      this.#show(part);
    } else this.#failed(request, part);
  }

  #show(part) {
    const { article, section, level, revision, switched } = part.dataset;
    this.#change(
      () => {
        this.#put(part);
        this.#wait.hidden = true;
      },
      () => part.querySelector('[aria-current]'),
    );
    this.#status.textContent = this.#chosen ? switched : '';
    this.#chosen = false;
    Object.assign(this.dataset, { state: 'ready', revision });
    this.#tell('ready', { article, section, level, revision: Number(revision) });
  }

  // `part` is what the service says of it, where it says anything.
  #failed(request, part) {
    const passing = !part || request.status >= 500;
    const offline = !part && navigator.onLine === false;
    this.#change(
      () => {
        this.#put(part);
        this.#said.textContent = part ? '' : offline ? WORDS.offline : WORDS.failed;
        this.#again.hidden = !passing;
        this.#wait.hidden = false;
      },
      () => (passing ? this.#again : part.querySelector('a')),
    );
    this.#status.textContent = this.#chosen ? (part?.dataset.title ?? this.#said.textContent) : '';
    // Who asked goes on waiting where it comes by itself.
    this.#chosen &&= offline;
    if (offline) addEventListener('online', this.#back, { once: true });
    this.dataset.state = 'failed';
    delete this.dataset.revision;
    this.#tell('error', { status: request.status, problem: part?.dataset.problem ?? 'not-loaded' });
  }

  // Focus goes on to what `next` gives where the change takes it away, and where who asked for it went nowhere else.
  #change(change, next) {
    const held = this.#root.activeElement ?? this.getRootNode().activeElement;
    const inside = this.#root.contains(held);
    const ours = inside || this.contains(held);
    change();
    const lost = ours && !held.getClientRects().length;
    if (lost || (this.#chosen && (inside || document.activeElement === document.body))) next()?.focus({ preventScroll: true });
  }

  #put(part) {
    this.#hush();
    this.#place.replaceChildren(...(part ? [part] : []));
    this.#judge();
  }

  #judge() {
    const part = this.#place.firstElementChild;
    if (part && this.isConnected) judgeColours(part);
  }

  #hush() {
    this.#place.querySelector('audio')?.pause();
  }

  // A link to another level, or from what is not there to what is, is followed in place.
  #choose(event) {
    const link = event.target.closest('a');
    // One that says that it opens in a new tab leads away, wherever that is.
    const asked = !link?.target && askedBy(link?.href);
    if (!asked || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const changed = ASKED.filter((name) => asked[name] !== (this.getAttribute(name) ?? ''));
    for (const name of changed) this.setAttribute(name, asked[name]);
    // Pressed twice, it was asked for once.
    this.#chosen ||= changed.length > 0;
  }

  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(`plainspoken:${what}`, { bubbles: true, detail }));
  }
}

// Sheets that are made by script ask no policy on styles.
function wear(root) {
  if (root.adoptedStyleSheets) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
  } else root.append(make('style', {}, STYLE));
}
