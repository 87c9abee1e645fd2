// What a keyboard's user sees at each press of Tab. Called with the element that has the focus.
(() => {
  const { all, shown, style, where, unseen, ring, tabbable } = dom;

  window.focusOrder = () => {
    const radios = new Set();
    // One stop for a group of choices.
    return tabbable().filter(el => {
      if (el.type !== 'radio') return true;
      const chosen = document.querySelector(`input[name="${el.name}"]:checked`) || document.querySelector(`input[name="${el.name}"]`);
      return el === chosen && !radios.has(el.name) && radios.add(el.name);
    });
  };

  // Its number among those that Tab should reach, and what is wrong with how it is seen. -1: the page itself.
  window.atFocus = () => {
    const el = document.activeElement;
    if (!el || el === document.body || el === document.documentElement) return { at: -1, wrong: [] };
    const wrong = [];
    const boxes = [...el.getClientRects()].filter(box => box.width > 0 && box.height > 0);
    const seen = boxes.filter(box => box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth);
    if (!seen.length || unseen(el)) return { at: focusOrder().indexOf(el), wrong: [`out of sight: ${where(el)}`], name: where(el) };
    const shadow = el.matches('input[type=radio], input[type=checkbox]') ? el.closest('label') || el : el;
    const told = [el, shadow].map(ring);
    if (told.every(each => each) && el.localName !== 'audio') wrong.push(`${told[0]}: ${where(el)}`);
    const points = seen.flatMap(box => [[0.5, 0.5], [0.15, 0.5], [0.85, 0.5], [0.5, 0.15], [0.5, 0.85]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]))
      .filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
    const covered = points.filter(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && top !== el && !el.contains(top) && !top.contains(el) && !(el.labels && [...el.labels].some(label => label.contains(top)));
    });
    if (covered.length) wrong.push(`covered by ${where(document.elementFromPoint(...covered[0]))}: ${where(el)}`);
    const box = boxes[0];
    return { at: focusOrder().indexOf(el), wrong, name: where(el), top: box.top + scrollY, left: box.left, height: box.height, pinned: !!el.closest('.player, .skip') };
  };

  checks['no order of Tab but the page’s own'] = () => all('[tabindex]').filter(el => el.tabIndex > 0).map(where);
})();
