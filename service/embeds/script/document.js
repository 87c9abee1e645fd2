// A page for frames, made to stand inside of another one.

// Its main part, ready to be shown, or null where the answer is no page of ours. `rank` is that of its first heading.
function partOf(request, rank) {
  const main = request.response?.querySelector?.('main.embed');
  if (!main) return null;
  const copy = document.importNode(main, true);
  for (const each of copy.querySelectorAll('script, style, link')) each.remove();
  for (const each of copy.querySelectorAll('[href], [src]')) {
    const name = each.hasAttribute('src') ? 'src' : 'href';
    try {
      each.setAttribute(name, new URL(each.getAttribute(name), request.responseURL));
    } catch {
      // What is no address leads nowhere here, either.
    }
  }
  for (const each of copy.querySelectorAll('h1, h2, h3, h4, h5')) {
    renamed(each, `h${Math.min(6, Number(each.localName[1]) + rank - 1)}`);
  }
  // There is one main part of a page, and this is not it.
  const part = renamed(copy, 'section');
  part.setAttribute('aria-label', part.dataset.title);
  return part;
}

function renamed(old, name) {
  const made = document.createElement(name);
  for (const each of old.attributes) made.setAttribute(each.name, each.value);
  made.append(...old.childNodes);
  old.replaceWith(made);
  return made;
}

function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
