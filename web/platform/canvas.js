// The canvas: its size in device pixels, the loss of its context, the cursor.
import {call, provide} from './bridge.js';
import {drawNow, requestFrame, setBeforeFrame, state} from './frame.js';

export const root = document.getElementById('root');
export const canvas = document.getElementById('canvas');

const cursors = [
  'default', 'text', 'all-scroll', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize', 'pointer',
  'wait', 'progress', 'not-allowed',
];

// The user's font size setting of the browser over its default of 16.
function textScale() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
}

export function resize() {
  state.ratio = window.devicePixelRatio || 1;
  const width = Math.max(1, Math.round(root.clientWidth * state.ratio));
  const height = Math.max(1, Math.round(root.clientHeight * state.ratio));
  // Setting the size empties the canvas, even to the same number.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  call('resize', width, height, state.ratio, textScale());
}

function watchRatio() {
  const query = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  query.addEventListener('change', () => {
    resize();
    watchRatio();
  }, {once: true});
}

export function startCanvas() {
  resize();
  new ResizeObserver(() => {
    resize();
    drawNow();
  }).observe(root);
  watchRatio();
  setBeforeFrame(() => {
    if (window.devicePixelRatio === state.ratio) return false;
    resize();
    return true;
  });
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    call('context', 1);
  });
  canvas.addEventListener('webglcontextrestored', () => {
    call('context', 0);
    requestFrame();
  });
}

provide({
  cursor(index) {
    root.style.cursor = cursors[index] ?? 'default';
  },
});
