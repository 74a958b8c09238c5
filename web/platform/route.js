// Addresses: every screen has one after "#", so that it can be linked, reloaded and gone back to.
import {call, giveText, provide, readText, withText} from './bridge.js';

// The program's own escapes stay as they are; what the browser escapes of the rest is undone. A link that was cut
// in the middle of a letter is taken as it is.
const browsersEscapes = /%(?:22|3C|3E|60)|(?:%[89A-F][0-9A-F])+/gi;
const readable = (address) =>
  address.replace(browsersEscapes, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });

export function path() {
  const hash = location.hash.slice(1);
  return hash.startsWith('/') ? readable(hash) : '/';
}

function report() {
  withText(path(), (pointer, length) => call('route', pointer, length));
}

function push(target, replace) {
  if (target === path()) return;
  const address = `#${target}`;
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
  const target = readable(href.slice(1));
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
