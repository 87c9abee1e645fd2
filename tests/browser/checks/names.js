// What things are called: links, controls, fields, pictures.
(() => {
  const { all, shown, unseen, where, names, ignored, style } = dom;
  const VAGUE = /^(click|click here|here|this|this page|link|more|read more|more info|learn more|go|see|details|download|continue)$/i;

  checks['links have a name that says where they lead'] = () => {
    const named = names();
    return all('a[href]').filter(shown).flatMap(el => {
      const name = named.get(el) || '';
      if (!name) return [`no name: ${where(el)}`];
      if (VAGUE.test(name)) return [`vague: ${where(el)}`];
      return /^(https?:|www\.)/i.test(name) && !el.closest('.words, pre, code') ? [`an address as its name: ${name}`] : [];
    });
  };

  checks['links of one name lead to one place'] = () => {
    const named = names();
    const places = new Map();
    return all('a[href]').filter(shown).flatMap(el => {
      const name = (named.get(el) || '').toLowerCase();
      if (!places.has(name)) places.set(name, el.href);
      return places.get(name) === el.href ? [] : [`“${name}”: ${el.getAttribute('href')} and ${places.get(name)}`];
    });
  };

  checks['a link is a link, and a new tab is told'] = () => all('a').filter(el => !ignored(el)).flatMap(el => {
    const to = el.getAttribute('href');
    if (to === null || to === '' || to === '#' || /^javascript:/i.test(to)) return [`leads nowhere: ${where(el)}`];
    if (el.target === '_blank' && !(/new (tab|window)/i.test(el.textContent) && /noopener/.test(el.rel))) return [`opens a tab unsaid: ${where(el)}`];
    return [];
  });

  checks['what a name shows, its name says'] = () => {
    const named = names();
    const plain = text => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
    return all('a[href], button, summary').filter(el => shown(el) && (el.hasAttribute('aria-label') || el.hasAttribute('aria-labelledby')))
      .filter(el => !plain(named.get(el) || '').includes(plain(el.innerText))).map(where);
  };

  checks['buttons have a name and a kind'] = () => {
    const named = names();
    return all('button').filter(shown).flatMap(el => [
      ...(named.get(el) ? [] : [`no name: ${where(el)}`]),
      ...(el.hasAttribute('type') || el.form ? [] : [`no type: ${where(el)}`]),
    ]).concat(all('[role=button], [onclick], div[tabindex="0"], span[tabindex="0"]').filter(el => !el.matches('button, summary, a[href], [role=region], [role=group], .table, .wide')).map(el => `not a button: ${where(el)}`));
  };

  checks['what is on, open or chosen is told in words, not by an attribute alone'] = () =>
    all('[aria-current]').filter(el => shown(el) && !/\byou\b|\bthis\b|\bnow\b|\bcurrent\b|\bhere\b/i.test(el.textContent)).map(where)
      .concat(all('[aria-pressed], [role=switch]').filter(el => shown(el) && !/\b(on|off|yes|no)\b/i.test(el.textContent)).map(where));

  checks['fields have a label that is seen, and never a placeholder for one'] = () =>
    all('input:not([type=hidden], [type=submit], [type=button]), select, textarea').filter(shown).flatMap(el => {
      const labels = [...(el.labels || [])].filter(label => label.textContent.trim());
      const seen = labels.some(label => shown(label) && !unseen(label)) || (el.type === 'range' && labels.length);
      return [...(seen ? [] : [`no label: ${where(el)}`]), ...(el.placeholder ? [`a placeholder: ${where(el)}`] : [])];
    });

  checks['choices that belong together stand in a named group'] = () =>
    all('input[type=radio]').filter(el => shown(el) && !(el.closest('fieldset')?.querySelector('legend')?.textContent.trim() || el.closest('[role=radiogroup][aria-labelledby], [role=radiogroup][aria-label]'))).map(where);

  checks['a field with a fault says what is wrong and where'] = () =>
    all('[aria-invalid=true]').filter(el => {
      const told = (el.getAttribute('aria-describedby') || '').split(/\s+/).map(id => document.getElementById(id)).filter(each => each && each.textContent.trim());
      return !told.length || !all('[role=alert] a[href^="#"]').some(link => link.hash === '#' + el.id);
    }).map(where);

  checks['pictures have words for them or are passed over'] = () => {
    const named = names();
    return all('img').filter(el => !el.hasAttribute('alt')).concat(all('img[alt]').filter(el => /\.(png|jpe?g|svg|gif|webp)$|^(image|picture|photo) of/i.test(el.alt)))
      .concat(all('svg').filter(el => !el.closest('[aria-hidden=true]') && !(el.getAttribute('role') === 'img' && named.get(el)))).map(where);
  };

  checks['no text stands in a picture, and none is made by a style sheet'] = () => {
    const made = all('body *').flatMap(el => ['::before', '::after'].map(which => [el, style(el, which).content]))
      .filter(([el, content]) => /\p{L}{2,}/u.test(content) && content !== 'none' && content !== 'normal' && !/^(url|attr|counter|open-quote|close-quote|no-)/.test(content) && shown(el))
      .filter(([el, content]) => !el.matches('[data-label], td, th') || !content.includes(el.dataset.label || '\u0000'));
    return made.map(([el, content]) => `${content} at ${where(el)}`).concat(all('svg text').map(where), all('canvas').map(where));
  };

  checks['no tip on hover holds what is not told otherwise'] = () => all('[title]:not(iframe, abbr, link, style)').filter(el => !el.closest('svg')).map(where);

  checks['sound has its controls or a player, captions, and does not start by itself'] = () =>
    all('audio, video').flatMap(el => [
      ...(el.autoplay || !el.paused ? [`plays: ${where(el)}`] : []),
      ...(el.loop ? [`loops: ${where(el)}`] : []),
      ...(el.controls || document.querySelector('#player') ? [] : [`no controls: ${where(el)}`]),
      ...(el.querySelector('track[kind=captions][srclang][label]') || !el.controls ? [] : [`no captions: ${where(el)}`]),
    ]);

  checks['what scripts may tell later has its place from the start'] = () =>
    document.querySelector('article[data-article], #bench') && !document.querySelector('[role=status], [aria-live=polite]') ? ['no status'] : [];

  checks['no role fights its element, and nothing to press stands in another'] = () =>
    all('a[href], button, summary, label').flatMap(el => all('a[href], button, select, textarea, [tabindex]', el).filter(inner => !(el.localName === 'label')).map(where))
      .concat(all('[role=presentation], [role=none]').filter(el => el.matches('a, button, table, ul, ol, h1, h2, h3')).map(where));

  checks['what is hidden from a screen reader can not have the focus'] = () =>
    dom.focusable().filter(el => el.closest('[aria-hidden=true], [inert]')).map(where);
})();
