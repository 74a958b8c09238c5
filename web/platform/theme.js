// What the system wants (dark, contrast, forced colours), and the colours of what the page draws.
import {call, provide, readText, wasm, withBytes} from './bridge.js';
import {root} from './canvas.js';

const dark = matchMedia('(prefers-color-scheme: dark)');
const contrast = matchMedia('(prefers-contrast: more)');
const forced = matchMedia('(forced-colors: active)');
// In the order of ui::Palette.
const tokens = [
  'background', 'surface', 'surface2', 'border', 'text', 'muted', 'accent', 'on-accent', 'danger', 'warn', 'ok',
];
const systemColors = [
  'Canvas', 'Canvas', 'ButtonFace', 'CanvasText', 'CanvasText', 'CanvasText', 'LinkText', 'Canvas',
  'CanvasText', 'CanvasText', 'CanvasText',
];

function resolve(color) {
  const probe = document.getElementById('probe');
  probe.style.color = color;
  const [red, green, blue] = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}

export function reportTheme() {
  const highContrast = contrast.matches ? 1 : 0;
  if (!forced.matches) {
    call('theme', dark.matches ? 1 : 0, highContrast, 0);
    return;
  }
  const words = new Uint32Array(systemColors.map(resolve));
  withBytes(new Uint8Array(words.buffer), (pointer) => call('theme', dark.matches ? 1 : 0, 1, pointer));
}

export function startTheme() {
  for (const query of [dark, contrast, forced]) query.addEventListener('change', reportTheme);
  reportTheme();
}

const css = (word) => `#${[word & 255, (word >> 8) & 255, (word >> 16) & 255].map((part) => part.toString(16).padStart(2, '0')).join('')}`;

provide({
  colors(pointer, count, isDark) {
    const words = new Uint32Array(wasm.HEAPU8.buffer, pointer, count);
    tokens.forEach((name, index) => root.style.setProperty(`--${name}`, css(words[index])));
    root.style.colorScheme = isDark ? 'dark' : 'light';
    document.body.style.backgroundColor = css(words[0]);
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', css(words[1]));
  },
  language(pointer, length) {
    document.documentElement.lang = readText(pointer, length);
  },
  title(pointer, length) {
    const title = readText(pointer, length);
    if (document.title !== title) document.title = title;
  },
});
