// What a kiosk asks of its browser: the whole screen, from the first touch on, with the keys that
// would leave it, and a screen that stays on. A browser that grants none of it shows the kiosk all
// the same; which window it opens in is set up with the device.
import {provide} from './bridge.js';

let isLocked = false;
let wakeLock = null;

async function takeScreen() {
  if (!isLocked || document.fullscreenElement !== null) return;
  try {
    await document.documentElement.requestFullscreen({navigationUI: 'hide'});
    await navigator.keyboard?.lock?.();
  } catch (error) {
    console.info(error.message);
  }
}

async function stayOn() {
  if (!isLocked || document.visibilityState !== 'visible') return;
  try {
    if (wakeLock === null || wakeLock.released) wakeLock = await navigator.wakeLock?.request('screen') ?? null;
  } catch (error) {
    console.info(error.message);
  }
}

// A window that changes its size under a finger would take the press away.
const soon = () => setTimeout(takeScreen, 300);

document.addEventListener('pointerup', soon, true);
document.addEventListener('keydown', soon, true);
document.addEventListener('visibilitychange', stayOn);

provide({
  lockScreen(locked) {
    isLocked = locked !== 0;
    stayOn();
  },
});
