// Where this service is: beside the script that was loaded.
const OURS = /\/embed\.js([?#].*)?$/;
const here = document.currentScript;
// A module knows no tag of its own.
const tags = () => (here ? [here] : [...document.querySelectorAll('script[src]')].filter((tag) => OURS.test(tag.src)));
const serviceOf = (tag) => tag?.src?.replace(OURS, '') ?? '';
const SERVICE = serviceOf(tags()[0]);

// What an element or a tag asks for; what is empty is not asked for.
const ASKED = ['article', 'section', 'level'];

// The page for frames that shows it: `level` may be left to the service.
function addressOf(service, { article, section, level }) {
  const [slug, part, at] = [article, section, level].map((each) => encodeURIComponent(each || ''));
  if (at) return `${service}/embed/${slug}/${at}/${part ? `${part}/` : ''}`;
  return `${service}/embed/${slug}/${part ? `?section=${part}` : ''}`;
}

// What the address of such a page asks for; nothing of any other address.
function askedBy(address) {
  const [, article, level, section] = /\/embed\/([^/?]+)\/(?:([^/?]+)\/(?:([^/?]+)\/)?)?$/.exec(address) ?? [];
  return article && Object.fromEntries(Object.entries({ article, level, section }).map(([name, each]) => [name, decodeURIComponent(each ?? '')]));
}
