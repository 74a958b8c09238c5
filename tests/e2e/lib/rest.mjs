// Waiting until a page does nothing any more.

/** Frames drawn since the page was opened. */
export const frames = (page) => page.evaluate(() => Module.genba.state.frames);

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
