// Waiting until a page does nothing any more, and seeing that it then draws nothing.
import assert from 'node:assert/strict';

const idle_ms = 30_000;

const frames = (page) => page.evaluate(() => Module.genba.state.frames);

/** In the page: its timers by numbers that the program's 32 bits hold, which those of the clock are not. */
function numberTimers() {
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  const timers = new Map();
  let last = 0;
  globalThis.setTimeout = (call, delay, ...rest) => {
    const id = ++last;
    timers.set(id, set(() => {
      timers.delete(id);
      call(...rest);
    }, delay));
    return id;
  };
  globalThis.clearTimeout = (id) => {
    clear(timers.get(id));
    timers.delete(id);
  };
}

/** Before a page is opened: its timers and animation frames run by a clock that tests can advance. */
export async function stopTime(page) {
  await page.clock.install();
  await page.addInitScript(numberTimers);
}

/** A page at rest lets half a minute pass without a frame. */
export async function drawsNothing(page, name) {
  await atRest(page);
  const before = await frames(page);
  await page.clock.runFor(idle_ms);
  assert.equal(await frames(page), before, `frames were drawn on ${name}`);
}

/**
 * Until nothing is drawn or prepared any more. One moment is not enough: what the browser reports in
 * tasks of its own (a scroll, a change of focus) asks for frames a little later.
 */
export const atRest = (page) =>
  page.waitForFunction(
    () => {
      const { genba } = globalThis.Module ?? {};
      const rests = genba?.state.ready === true && genba.isAtRest();
      globalThis.lookedAtRest = rests ? (globalThis.lookedAtRest ?? 0) + 1 : 0;
      return globalThis.lookedAtRest >= 4;
    },
    null,
    { polling: 50 },
  ).then(() => page.evaluate(() => (globalThis.lookedAtRest = 0)));

/** Another window: at rest again when the page has seen its size and drawn for it. */
export async function resizeTo(page, size) {
  await page.setViewportSize(size);
  await page.waitForFunction(({ width, height }) => {
    const canvas = document.getElementById('canvas');
    return innerWidth === width && innerHeight === height &&
      canvas.width === Math.round(width * devicePixelRatio) && canvas.height === Math.round(height * devicePixelRatio);
  }, size);
  await atRest(page);
}
