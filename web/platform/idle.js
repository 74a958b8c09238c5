// When nobody has touched the device for a while: once for each time that was asked for.
const lookMs = 5_000;

let limitMs = 0; // 0: never
let lastMs = Date.now();
let onIdle = () => {};

function look() {
  // A clock that was set back counts as touched.
  const idleMs = Date.now() - lastMs;
  if (idleMs < 0) lastMs = Date.now();
  if (limitMs === 0 || idleMs < limitMs) return;
  lastMs = Date.now();
  onIdle();
}

for (const name of ['pointerdown', 'keydown', 'wheel', 'touchmove', 'input']) {
  addEventListener(name, () => (lastMs = Date.now()), {capture: true, passive: true});
}
document.addEventListener('visibilitychange', look);
setInterval(look, lookMs);

/** Calls `then` after so many minutes in which nothing was touched; 0: no more. */
export function whenIdle(minutes, then) {
  limitMs = minutes * 60_000;
  lastMs = Date.now();
  onIdle = then;
}
