// A tag that says what to show has it shown behind itself.
function place(tag) {
  const { article, placed } = tag.dataset;
  if (!article || placed !== undefined) return;
  tag.dataset.placed = '';
  const { section = '', level = '' } = tag.dataset;
  const page = addressOf(serviceOf(tag), { article, section, level }).replace('/embed/', '/articles/').replace(/\?.*/, '');
  const link = make('a', { href: page }, WORDS.read.replace('{}', new URL(tag.src).host));
  const shown = make('plain-spoken', { service: serviceOf(tag) }, link);
  for (const name of [...ASKED, 'theme', 'loading']) if (tag.dataset[name]) shown.setAttribute(name, tag.dataset[name]);
  tag.after(shown);
}

for (const tag of tags()) place(tag);
if (!customElements.get('plain-spoken')) customElements.define('plain-spoken', PlainSpoken);
// The element is the first script's, frames are each service's own: what is listened to already stands at the element.
const heard = (customElements.get('plain-spoken').services ??= new Set());
for (const service of tags().map(serviceOf)) {
  if (!service || heard.has(service)) continue;
  heard.add(service);
  listen(service);
}
