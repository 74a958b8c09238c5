// Addresses: every screen has one after "#", so that it can be linked, reloaded and gone back to.
import {call, giveText, provide, readText, withText} from './bridge.js';

export function path() {
  const hash = location.hash.slice(1);
  return hash.startsWith('/') ? decodeURI(hash) : '/';
}

function report() {
  withText(path(), (pointer, length) => call('route', pointer, length));
}

function push(target, replace) {
  if (target === path()) return;
  const address = `#${encodeURI(target)}`;
  if (replace) {
    history.replaceState(null, '', address);
  } else {
    history.pushState(null, '', address);
  }
}

// A link of the mirror was pressed.
export function follow(href) {
  if (!href.startsWith('#')) {
    window.open(href, '_blank', 'noopener');
    return;
  }
  const target = decodeURI(href.slice(1));
  if (target === path()) return;
  push(target, false);
  report();
}

export function startRoute() {
  window.addEventListener('popstate', report);
  report();
}

provide({
  path: () => giveText(path()),
  push(pointer, length, replace) {
    push(readText(pointer, length), replace !== 0);
  },
});
