// How the page is built: what a screen reader's user goes by.
(() => {
  const { all, shown, where, names, ignored } = dom;

  checks['one h1, and it says what the page is'] = () => {
    const found = all('h1').filter(shown);
    if (found.length !== 1) return ['h1: ' + found.length];
    return found[0].textContent.trim() ? [] : ['the h1 is empty'];
  };

  checks['no heading level is skipped, none is empty'] = () => {
    let before = 0;
    return all('h1, h2, h3, h4, h5, h6').filter(shown).flatMap(el => {
      const level = Number(el.localName[1]);
      const wrong = level > before + 1 && !(before === 0 && el.closest('[role=alert]')) ? [`h${level} after h${before} at ${where(el)}`] : [];
      if (!el.closest('[role=alert]')) before = level; // a refusal stands above all
      return wrong.concat(el.textContent.trim() ? [] : [`empty at ${where(el)}`]);
    });
  };

  checks['the h1 stands in main, and before all other headings of it'] = () => {
    const first = document.querySelector('main :is(h1, h2, h3, h4)');
    if (first && first.closest('[role=alert]')) return [];
    return first && first.localName === 'h1' ? [] : ['the first heading of main is ' + (first && where(first))];
  };

  checks['one main, one banner, one footer, and nothing outside of them'] = () => {
    const top = name => all(name).filter(el => !el.closest(name === 'main' ? 'none' : 'main, article, section, aside, nav') && shown(el));
    // A page for a frame is a part of another one, which has the rest.
    const owed = document.querySelector('main.embed') ? ['main'] : ['header', 'main', 'footer'];
    const counts = owed.filter(name => top(name).length !== 1).map(name => `${name}: ${top(name).length}`);
    const outside = [...document.body.children].filter(el => shown(el) && el.textContent.trim() && !el.matches('header, main, footer, nav, aside, .skip, script, template, dialog, [role=region], [role=dialog]'));
    return counts.concat(outside.map(where));
  };

  checks['regions of one kind have names of their own'] = () => {
    const named = names();
    return ['nav', 'aside', 'form', 'section[aria-labelledby], section[aria-label], [role=region]', '[role=search]'].flatMap(kind => {
      const found = all(kind).filter(shown);
      const seen = new Set();
      return found.flatMap(el => {
        const name = named.get(el);
        if (!name) return kind === 'form' || (found.length === 1 && kind !== 'nav') ? [] : [`no name: ${where(el)}`];
        if (seen.has(name)) return [`the name “${name}” again: ${where(el)}`];
        seen.add(name);
        return [];
      });
    });
  };

  checks['the title says what the page is, and of what site'] = () => {
    const h1 = document.querySelector('h1');
    const own = document.title.split(' – ');
    if (own.length < 2 || own[own.length - 1] !== 'Plainspoken' || !own[0].trim()) return [document.title];
    const words = text => text.toLowerCase().match(/\p{L}+/gu) || [];
    const said = new Set(words(document.title));
    const shared = words(h1 ? h1.textContent : '').filter(word => said.has(word));
    return shared.length ? [] : [`“${document.title}” has no word of “${h1 && h1.textContent}”`];
  };

  checks['the page and its parts say their language'] = () => {
    const wrong = /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(document.documentElement.lang) ? [] : ['html lang=' + document.documentElement.lang];
    return wrong.concat(all('[lang]').filter(el => !el.lang).map(where));
  };

  checks['every id is there once'] = () => {
    const ids = all('[id]').map(el => el.id);
    return [...new Set(ids.filter((id, at) => !id || ids.indexOf(id) !== at))];
  };

  checks['what refers to an element finds it'] = () => {
    const lists = ['aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'aria-details', 'aria-flowto', 'aria-errormessage', 'aria-activedescendant', 'headers', 'for', 'list', 'form'];
    const lost = lists.flatMap(name => all(`[${name}]`).flatMap(el => el.getAttribute(name).trim().split(/\s+/)
      .filter(id => !document.getElementById(id)).map(id => `${name}=${id} at ${where(el)}`)));
    return lost.concat(all('a[href^="#"]').filter(el => !document.getElementById(decodeURIComponent(el.hash.slice(1)))).map(el => `${el.hash} at ${where(el)}`));
  };

  checks['the head lets the reader zoom, and never leaves or reloads by itself'] = () => {
    const zoom = all('meta[name=viewport]').map(el => el.content);
    const wrong = zoom.length === 1 && /width=device-width/.test(zoom[0]) && !/user-scalable|maximum-scale|minimum-scale/.test(zoom[0]) ? [] : zoom.concat('viewport');
    return wrong.concat(all('meta[http-equiv=refresh]').map(where), document.querySelector('meta[name=description]')?.content.trim() ? [] : ['no description']);
  };

  checks['lists hold items, and description lists terms with what they mean'] = () => {
    const lists = all('ul, ol').filter(el => !el.children.length || [...el.children].some(each => !each.matches('li, script, template')));
    const terms = all('dl').filter(el => !el.querySelector('dt') || !el.querySelector('dd'));
    return lists.concat(terms).filter(el => !ignored(el)).map(where);
  };

  checks['tables have a name and headers for their columns and rows'] = () => {
    const named = names();
    return all('table').filter(shown).flatMap(el => [
      ...(named.get(el) ? [] : [`no name: ${where(el)}`]),
      ...(el.querySelector('thead th[scope=col]') && all('tbody tr', el).every(row => row.querySelector('th[scope=row]')) ? [] : [`headers: ${where(el)}`]),
      ...all('th', el).filter(th => !th.textContent.trim()).map(() => `an empty header: ${where(el)}`),
    ]);
  };

  checks['no style, no handler and no old markup in the HTML'] = () =>
    all('[style], center, font, marquee, blink, i, u, big, tt, [align], [bgcolor], [accesskey], [contenteditable]')
      .filter(el => !(el.hasAttribute('style') && el.closest('[data-sized], svg, .player, #player')) || el.matches('[accesskey]'))
      .concat(all('*').filter(el => [...el.attributes].some(each => each.name.startsWith('on')))).map(where);

  checks['breaks and empty paragraphs make no room'] = () =>
    all('br + br').concat(all('p').filter(el => !el.textContent.trim() && !el.children.length && !el.hidden && !el.matches('[role=status], [aria-live], [data-part]'))).map(where);
})();
