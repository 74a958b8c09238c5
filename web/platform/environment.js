// The device: randomness, language, zone, visibility, connection, persistence.
import {call, giveText, provide, wasm} from './bridge.js';
import {requestFrame} from './frame.js';

const texts = [
  () => navigator.language,
  () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
  () => location.href.split('#')[0],
];
const flags = [
  () => navigator.onLine,
  () => document.visibilityState === 'visible',
  () => window.isSecureContext,
];

async function persist(request) {
  let granted = false;
  try {
    granted = await (navigator.storage?.persist?.() ?? false);
  } catch {
    granted = false;
  }
  call('persisted', request, granted ? 1 : 0);
  requestFrame();
}

provide({
  randomBytes(pointer, size) {
    crypto.getRandomValues(wasm.HEAPU8.subarray(pointer, pointer + size));
  },
  environmentText: (which) => giveText(texts[which]()),
  environmentFlag: (which) => (flags[which]() ? 1 : 0),
  persist(request) {
    persist(request);
  },
});

export function startEnvironment() {
  document.addEventListener('visibilitychange', () => {
    call('visibility', document.visibilityState === 'visible' ? 1 : 0);
  });
  window.addEventListener('online', () => call('online', 1));
  window.addEventListener('offline', () => call('online', 0));
  window.addEventListener('pagehide', () => call('page_hide'));
}
