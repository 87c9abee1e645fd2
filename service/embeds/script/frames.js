// Frames of this service get the height that they tell of.
const HIGHEST = 50000;

const frames = () => [...document.querySelectorAll('iframe')].filter((frame) => frame.src.startsWith(`${SERVICE}/embed/`));

function fit(event) {
  const height = event.data?.plainspoken === 'height' && event.data.height;
  // A frame in a sandbox has no origin of its own.
  if (!(height > 0) || ![new URL(SERVICE).origin, 'null'].includes(event.origin)) return;
  const frame = frames().find((each) => each.contentWindow === event.source);
  if (!frame) return;
  const wanted = Math.min(Math.ceil(height), HIGHEST);
  frame.style.height = `${wanted}px`;
  // Where the page counts borders in.
  const lacking = wanted - frame.clientHeight;
  if (lacking > 0) frame.style.height = `${wanted + lacking}px`;
}

function listen() {
  addEventListener('message', fit);
  // Those that told of it before anybody listened.
  for (const frame of frames()) frame.contentWindow.postMessage({ plainspoken: 'ask' }, '*');
}
