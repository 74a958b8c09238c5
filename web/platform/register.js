// Registers the service worker, which keeps the built files of the site for use without a network,
// and tells the program when a new version waits. Never takes a new version by itself: somebody may
// be typing.
import {call, provide} from './bridge.js';

const script = '/service-worker.js';
const lookAgainMs = 60 * 60 * 1000;

let waiting = null;
let onWaiting = () => {};

function found(registration) {
  // The first version ever has nobody to replace. The page's controller would not tell: in WebKit that version
  // controls the page before it is said to be installed.
  if (!registration.waiting || !registration.active) return;
  waiting = registration.waiting;
  onWaiting();
}

async function register() {
  const registration = await navigator.serviceWorker.register(script, {updateViaCache: 'none'});
  found(registration);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => found(registration));
  });
  const look = () => registration.update().catch(() => {});
  setInterval(look, lookAgainMs);
  addEventListener('online', look);
}

if ('serviceWorker' in navigator) {
  // Not before the page itself is there: its files would be fetched twice at the same time.
  const start = () => register().catch((error) => console.warn(`no offline use: ${error.message}`));
  if (document.readyState === 'complete') start();
  else addEventListener('load', start, {once: true});
}

provide({
  watchVersion() {
    onWaiting = () => call('version_ready');
    if (waiting) setTimeout(onWaiting);
  },
  takeVersion() {
    if (!waiting) {
      location.reload();
      return;
    }
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), {once: true});
    waiting.postMessage({type: 'SKIP_WAITING'});
  },
});
