// Whether the colours that a page asks for can be read (WCAG 2.2, SC 1.4.3).
const ENOUGH = 4.5;

// Red, green and blue of colours laid over each other, 0 to 255, however they are written.
function mixed(...colours) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  for (const each of colours) {
    pen.fillStyle = each;
    pen.fillRect(0, 0, 1, 1);
  }
  return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

function luminance(colour) {
  const [red, green, blue] = colour.map((each) => each / 255).map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

// Lets a shown part keep the colours that were asked for, or have ours.
function judgeColours(part) {
  const had = part.classList.contains('own');
  part.classList.remove('own');
  const shown = part.querySelector('.shown');
  if (!shown) return;
  const ground = [getComputedStyle(part).backgroundColor, getComputedStyle(shown).backgroundColor];
  // The link to the level that is read has the text's own colour.
  const texts = [shown, shown.querySelector('a:not([aria-current]), summary')].filter(Boolean).map((each) => getComputedStyle(each).color);
  const worst = Math.min(...texts.map((each) => contrast(mixed(...ground), mixed(...ground, each))));
  if (worst >= ENOUGH) return;
  part.classList.add('own');
  if (!had) console.warn(`plain-spoken: the colours chosen for this text have a contrast of ${worst.toFixed(1)}:1. It is shown in its own: ${ENOUGH}:1 are needed.`);
}
