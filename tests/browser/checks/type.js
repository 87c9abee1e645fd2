// How text is set: for eyes that tire, jump, or need it large.
(() => {
  const { all, shown, style, texts, where, px, boxes, unseen } = dom;
  const prose = () => all('main p, main li, main dd, footer p').filter(el => shown(el) && !unseen(el) && el.textContent.trim().length > 100);
  // How many signs each line of a text has.
  const signs = el => {
    const by = new Map();
    for (const [node] of texts(el)) {
      for (let at = 0; at < node.data.length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getClientRects()[0];
        if (box && box.width > 0) by.set(Math.round(box.bottom / 6), (by.get(Math.round(box.bottom / 6)) || 0) + 1);
      }
    }
    return [...by.values()];
  };

  // WCAG 1.4.8 has 80 for any line; this house 70 for a line as lines go. The last line of a text is none.
  checks['lines of running text are short'] = () => {
    const read = prose().slice(0, 30).map(el => [el, signs(el)]).filter(([, lines]) => lines.length > 1);
    const full = read.flatMap(([, lines]) => lines.slice(0, -1));
    const mean = full.reduce((sum, each) => sum + each, 0) / (full.length || 1);
    return read.filter(([, lines]) => Math.max(...lines) > 80).map(([el, lines]) => `${Math.max(...lines)} signs: ${where(el)}`)
      .concat(Math.round(mean) > 70 && full.length > 4 ? [`${mean.toFixed(0)} signs in the mean`] : []);
  };

  checks['lines and paragraphs stand apart'] = () => prose().flatMap(el => {
    const its = style(el);
    const line = px(its.lineHeight) / px(its.fontSize);
    const after = el.nextElementSibling;
    const close = el.localName === 'p' && after && after.localName === 'p' && texts(after).filter(([, each]) => !each.closest('a, button')).map(([node]) => node.data.trim()).join(' ').length > 40 && shown(after) && !unseen(after) &&
      after.getBoundingClientRect().top - el.getBoundingClientRect().bottom < px(its.lineHeight) * 0.5 - 1;
    return [...(line < 1.5 ? [`line height ${line.toFixed(2)}: ${where(el)}`] : []), ...(close ? [`paragraphs close: ${where(el)}`] : [])];
  });

  checks['no text is justified, in capitals, slanted at length, or pressed together'] = () => [...new Set(texts().map(([, el]) => el))].filter(el => {
    const its = style(el);
    return its.textAlign === 'justify' || its.textTransform === 'uppercase' || its.fontVariantCaps.includes('small') ||
      (its.fontStyle === 'italic' && el.textContent.length > 120) || px(its.letterSpacing) < px(its.fontSize) * -0.01 || px(its.wordSpacing) < 0;
  }).map(where);

  checks['no text is small'] = () => [...new Set(texts().map(([, el]) => el))].flatMap(el => {
    const size = px(style(el).fontSize);
    const least = el.closest('main p, main li, main dd, .disclaimer, input, select, textarea, button') ? 15.5 : 14;
    return size < least ? [`${size.toFixed(1)} px: ${where(el)}`] : [];
  });

  checks['text can be chosen and copied'] = () => [...new Set(texts().map(([, el]) => el))]
    .filter(el => style(el).userSelect === 'none' && !el.closest('button, summary, label')).map(where);

  checks['links in text are known by more than their colour'] = () => all('main p a[href], main li a[href], main dd a[href], footer p a[href]').filter(shown).filter(el => {
    const inside = [el, ...all('*', el)];
    const alone = el.parentElement.textContent.trim() === el.textContent.trim();
    return !alone && !inside.some(each => style(each).textDecorationLine.includes('underline') || px(style(each).borderBottomWidth) > 0);
  }).map(where);

  checks['the order on the screen is the order of the page'] = () => all('body *').filter(el => shown(el) && (
    (style(el.parentElement).display.match(/flex|grid/) && style(el).order !== '0') ||
    (style(el).display.includes('flex') && /reverse/.test(style(el).flexDirection + style(el).flexWrap)) ||
    (style(el).position === 'absolute' && !unseen(el) && el.textContent.trim() && !el.closest('.skip, svg, dialog, [role=dialog]') && boxes(el).length > 0)
  )).map(where);
})();
