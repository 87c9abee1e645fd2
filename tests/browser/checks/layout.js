// Whether everything has room: in narrow windows, with large type, with the spacing of WCAG 1.4.12.
(() => {
  const { all, shown, style, texts, where, px, boxes, unseen, tabbable } = dom;
  const wide = () => document.documentElement.clientWidth;
  // A box that scrolls by itself may be wider than the window: the reader gets at all of it.
  const scrolls = el => {
    for (let each = el.parentElement; each && each !== document.body; each = each.parentElement) {
      if (/auto|scroll/.test(style(each).overflowX)) return each;
    }
    return null;
  };

  checks['nothing scrolls sideways'] = () => {
    const page = document.documentElement;
    return page.scrollWidth > page.clientWidth ? [`${page.scrollWidth} in ${page.clientWidth}: ` +
      all('body *').filter(el => el.getBoundingClientRect().right > wide() + 1 && shown(el) && !scrolls(el)).slice(0, 3).map(where).join(', ')] : [];
  };

  checks['no text leaves the window'] = () => texts().filter(([node, el]) => !scrolls(el) && !el.closest('.skip') &&
    boxes(node).some(box => box.right > wide() + 1 || box.left < -1)).map(([, el]) => where(el));

  checks['what scrolls by itself can be reached by keyboard and has a name'] = () => all('body *').filter(el =>
    shown(el) && !el.matches('textarea, select, input') && !unseen(el) &&
    ((/auto|scroll/.test(style(el).overflowX) && el.scrollWidth > el.clientWidth + 1) || (/auto|scroll/.test(style(el).overflowY) && el.scrollHeight > el.clientHeight + 1)) &&
    !((el.tabIndex >= 0 && (el.getAttribute('aria-label') || el.getAttribute('aria-labelledby'))) || el.querySelector('a[href], button, [tabindex="0"], input, select'))).map(where);

  checks['no text is cut off'] = () => [...new Set(texts().map(([, el]) => el))].filter(el => {
    for (let each = el; each && each !== document.body; each = each.parentElement) {
      const its = style(each);
      if (its.display === 'inline') continue;
      if ((/hidden|clip/.test(its.overflowX) && each.scrollWidth > each.clientWidth + 1) || (/hidden|clip/.test(its.overflowY) && each.scrollHeight > each.clientHeight + 1)) return true;
      if (its.textOverflow === 'ellipsis' || (its.webkitLineClamp && its.webkitLineClamp !== 'none')) return true;
    }
    return false;
  }).map(where);

  checks['no text spills out of its box'] = () => all('a, button, summary, label, td, th, dt, dd, li, p, legend, figcaption, h1, h2, h3, select').filter(el =>
    shown(el) && !unseen(el) && style(el).display !== 'inline' && el.textContent.trim() &&
    (el.scrollWidth > el.clientWidth + 2 && el.clientWidth > 0 && !/auto|scroll/.test(style(el).overflowX) && !el.querySelector('.hidden, audio, table, svg'))).map(el => `${el.scrollWidth} in ${el.clientWidth}: ${where(el)}`);

  // Lines of one block may touch; those of two may not.
  checks['no text lies over other text'] = () => {
    const block = el => { while (style(el).display === 'inline' || style(el).display === 'contents') el = el.parentElement; return el; };
    const lines = texts().flatMap(([node, el]) => {
      const pinned = el.closest('.player, [data-pinned], .skip');
      return pinned ? [] : boxes(node).map(box => [box, block(el)]);
    }).sort(([a], [b]) => a.top - b.top);
    const found = [];
    lines.forEach(([box, el], at) => {
      for (let next = at + 1; next < lines.length && lines[next][0].top < box.bottom - 1; next += 1) {
        const [other, its] = lines[next];
        if (its === el || its.contains(el) || el.contains(its)) continue;
        const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        // The boxes of glyphs are taller than what is painted.
        if (across > 2 && down > Math.min(box.height, other.height) * 0.35) found.push(`${where(el)} and ${where(its)}`);
      }
    });
    return [...new Set(found)];
  };

  checks['what stays in place leaves most of the window free'] = () => {
    const stuck = all('body *').filter(el => shown(el) && /fixed|sticky/.test(style(el).position));
    const high = stuck.map(el => el.getBoundingClientRect()).filter(box => box.bottom > 0 && box.top < innerHeight && box.width > wide() / 2)
      .reduce((sum, box) => sum + box.height, 0);
    return high > innerHeight * 0.5 ? [`${Math.round(high)} of ${innerHeight}: ${stuck.map(where)}`] : [];
  };

  // WCAG 2.5.5 leaves out what stands in a sentence; 2.5.8 has 24 px for that too, unless it is text alone.
  const inline = el => {
    if (!style(el).display.startsWith('inline') || !el.matches('a, button')) return false;
    const around = el.closest('p, li, dd, dt, td, th, label, h1, h2, h3, figcaption');
    if (!around) return false;
    const box = el.getBoundingClientRect();
    if (style(el).display !== 'inline' && (box.height < 24 || box.width < 24)) return false;
    const rest = texts(around).filter(([, each]) => !each.closest('a, button')).map(([node]) => node.data).join('').replace(/[^\p{L}\p{N}]+/gu, '');
    return rest.length > 10;
  };
  // A choice and its words are one target.
  const target = el => {
    const label = el.matches('input[type=radio], input[type=checkbox]') && el.closest('label');
    return (label || el).getBoundingClientRect();
  };

  checks['what is pressed is 44 px wide and high, or stands in a sentence'] = () =>
    tabbable().filter(el => !inline(el) && !unseen(el) && !el.matches('[role=region], main, .table, .wide, pre') && !(el.localName === 'input' && el.type === 'range' && target(el).height >= 43.5)).flatMap(el => {
      const box = target(el);
      return box.width < 43.5 || box.height < 43.5 ? [`${box.width.toFixed(0)} × ${box.height.toFixed(0)}: ${where(el)}`] : [];
    });

  checks['what is pressed does not lie over another such thing'] = () => {
    const found = tabbable().filter(el => !unseen(el) && !el.closest('.player, .skip, [data-pinned]') && !inline(el)).map(el => [el, target(el)]).sort(([, a], [, b]) => a.top - b.top);
    return found.flatMap(([el, box], at) => {
      const wrong = [];
      for (let next = at + 1; next < found.length && found[next][1].top < box.bottom - 1; next += 1) {
        const [other, its] = found[next];
        if (el.contains(other) || other.contains(el)) continue;
        if (Math.min(box.right, its.right) - Math.max(box.left, its.left) > 1 && Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top) > 1) wrong.push(`${where(el)} and ${where(other)}`);
      }
      return wrong;
    });
  };

  checks['fields have type that a phone does not zoom to'] = () => all('input:not([type=range], [type=radio], [type=checkbox]), select, textarea').filter(el => shown(el) && px(style(el).fontSize) < 16).map(where);
})();
