// What the checks read from a page. Each file of checks adds functions to `checks`; each function gives
// what is wrong, one line a thing.
(() => {
  window.checks = {};

  const style = (el, pseudo) => getComputedStyle(el, pseudo);
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];

  const where = el => {
    if (el.id) return '#' + el.id;
    const name = el.localName + [...el.classList].map(each => '.' + each).join('');
    const words = (el.textContent || '').trim().replace(/\s+/g, ' ').slice(0, 30);
    const over = el.closest('[id]');
    return (over ? '#' + over.id + ' ' : '') + name + (words ? ' “' + words + '”' : '');
  };

  // Whether anything of it is painted or may be touched.
  const shown = el => el.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) &&
    el.getClientRects().length > 0;

  // Text for screen readers alone: one pixel, clipped.
  const unseen = el => {
    for (let each = el; each; each = each.parentElement) {
      const its = style(each);
      if (its.clipPath !== 'none' && each.clientWidth <= 1) return true;
    }
    return false;
  };

  const ignored = el => el.closest('[aria-hidden=true], [hidden], template') !== null;

  const FOCUSABLE = 'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, iframe, ' +
    'audio[controls], video[controls], [tabindex], [contenteditable]';
  const focusable = () => all(FOCUSABLE).filter(el => !el.disabled && shown(el));
  const tabbable = () => focusable().filter(el => el.tabIndex >= 0);

  // The text nodes that are seen, each with its element.
  const texts = root => {
    const found = [];
    const walker = document.createTreeWalker(root || document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const el = node.parentElement;
      if (node.data.trim() && !el.closest('script, style, template, noscript, option') && shown(el) && !unseen(el)) found.push([node, el]);
    }
    return found;
  };

  const boxes = node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(box => box.width > 0 && box.height > 0);
  };

  // The name that a screen reader says. axe's own commons compute it.
  const names = () => {
    axe.setup(document);
    const found = new Map(all('a[href], button, input, select, textarea, summary, audio, nav, section, aside, form, [role], img, svg, h1, h2, h3, h4, h5, h6, table, fieldset')
      .map(el => [el, axe.utils.getNodeFromTree(el)]).filter(([, known]) => known)
      .map(([el]) => [el, axe.commons.text.accessibleText(el).trim().replace(/\s+/g, ' ')]));
    axe.teardown();
    return found;
  };

  const rgba = text => {
    const parts = text.match(/[\d.]+/g);
    if (!parts) return [0, 0, 0, 0];
    const scale = text.startsWith('color(') ? 255 : 1;
    const [r, g, b, a] = parts.map(Number);
    return [r * scale, g * scale, b * scale, a === undefined ? 1 : a];
  };

  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);

  // The colour behind an element, from its own ground up.
  const ground = el => {
    const layers = [];
    for (let each = el; each; each = each.parentElement) layers.push(rgba(style(each).backgroundColor));
    return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255, 1]);
  };

  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(each => each / 255).map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  // WCAG's ratio of two colours, 1-21.
  const contrast = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };

  const px = text => parseFloat(text) || 0;

  window.dom = { all, boxes, contrast, focusable, ground, ignored, names, over, px, rgba, shown, style, tabbable, texts, unseen, where };
})();
