// Contrast that axe-core leaves out: edges of controls, pictures, the ring of the focus, forced colours, paper.
(() => {
  const { all, shown, style, texts, where, px, rgba, over, ground, contrast, unseen, tabbable } = dom;
  const CONTROLS = 'button, input:not([type=range], [type=hidden]), select, textarea, summary';
  const edge = (el, side) => px(style(el)[`border${side}Width`]) > 0 && style(el)[`border${side}Style`] !== 'none';

  // Its own reckoning beside axe's, which passes text under 4.5:1 by the enhanced rule.
  checks['text has a contrast of 7:1'] = () => [...new Set(texts().map(([, el]) => el))].filter(el => !el.closest(':disabled, mark')).flatMap(el => {
    const under = ground(el);
    const ratio = contrast(over(rgba(style(el).color), under), under);
    return ratio < 6.99 ? [`${ratio.toFixed(2)}: ${where(el)}`] : [];
  });

  checks['the edge of a control has a contrast of 3:1'] = () => all(CONTROLS).filter(el => shown(el) && !el.matches('summary, [type=radio], [type=checkbox]')).flatMap(el => {
    const under = ground(el.parentElement);
    const best = Math.max(edge(el, 'Top') ? contrast(over(rgba(style(el).borderTopColor), under), under) : 1, contrast(ground(el), under));
    return best < 3 ? [`${best.toFixed(2)}: ${where(el)}`] : [];
  });

  checks['pictures have a contrast of 3:1'] = () => all('main svg:not([aria-hidden=true]) :is(rect, path, circle, line)').filter(el => shown(el) && !el.matches('.step') && !el.closest('defs')).flatMap(el => {
    const colour = el.localName === 'line' || /url|none/.test(style(el).fill) ? style(el).stroke : style(el).fill;
    if (colour === 'none') return [];
    const under = ground(el.closest('svg').parentElement);
    const ratio = contrast(over(rgba(colour), under), under);
    return ratio < 3 ? [`${ratio.toFixed(2)}: ${where(el.closest('svg'))}`] : [];
  });

  checks['in forced colours a control still has an edge'] = () => matchMedia('(forced-colors: active)').matches
    ? all(CONTROLS).filter(el => shown(el) && !el.matches('summary, [type=radio], [type=checkbox]') && !edge(el, 'Top')).map(where) : [];

  checks['nothing moves where the reader wants it still'] = () => matchMedia('(prefers-reduced-motion: reduce)').matches
    ? all('*').filter(el => ['transitionDuration', 'animationDuration'].some(name => style(el)[name].split(',').some(each => px(each) > 0.01)) || style(el).scrollBehavior === 'smooth').map(where) : [];

  checks['nothing moves for long, and nothing blinks'] = () => document.getAnimations().filter(each => {
    const timing = each.effect.getComputedTiming();
    return timing.endTime > 5000;
  }).map(each => where(each.effect.target));

  checks['paper is white and its words are black'] = () => matchMedia('print').matches ? [...new Set(texts().map(([, el]) => el))].filter(el => !el.closest('.marked, mark')).flatMap(el => {
    const under = ground(el);
    const ratio = contrast(over(rgba(style(el).color), under), under);
    return contrast(under, [255, 255, 255]) > 1.35 || ratio < 7 ? [`${ratio.toFixed(1)} on ${under.slice(0, 3).map(Math.round)}: ${where(el)}`] : [];
  }) : [];

  checks['paper has the words and the disclaimer, and nothing to press'] = () => matchMedia('print').matches
    ? [...all('nav, button, input, select, textarea, audio, form, .skip').filter(shown).map(where),
      ...(all('footer .disclaimer, main.embed .owed').some(shown) ? [] : ['no disclaimer']),
      ...(document.querySelector('h1') && shown(document.querySelector('h1')) ? [] : ['no title']),
      ...(document.querySelector('article .words') && !shown(document.querySelector('#source')) ? ['no citation'] : [])] : [];

  checks['paper tells the addresses of links that lead elsewhere'] = () => matchMedia('print').matches
    ? all('main a[href^="http"], footer a[href^="http"]').filter(el => shown(el) && !style(el, '::after').content.includes(el.getAttribute('href')) && !el.textContent.includes(el.getAttribute('href'))).map(where) : [];

  window.dom.ring = el => {
    const its = style(el);
    const under = ground(el.parentElement || el);
    if (its.outlineStyle === 'none' || px(its.outlineWidth) < 2) return 'no ring of 2 px';
    const ratio = contrast(over(rgba(its.outlineColor), under), under);
    return ratio < 3 ? `a ring of ${ratio.toFixed(2)}` : '';
  };
})();
