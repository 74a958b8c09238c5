// Takes the time of the frames of an open page, and from an input to the frame that shows it, without a
// change to the product: marks of the User Timing API around its one frame function, which Chromium's
// trace gives back with the processor time of the main thread beside the time of the clock. A page's own
// clock knows tenths of milliseconds only, and counts what other processes take.

// In the page. `genba.tick`: the browser asks for a picture; `genba.begin`, `genba.end`: the frame call.
function install() {
  const frame = Module._gb_frame;
  let edit = Module._gb_edit;
  const ask = globalThis.requestAnimationFrame;
  const changes = {
    edited: () => probe.edits > 0,
    selected: () => document.querySelector('#mirror [role=row][aria-selected=true]')?.id,
    focused: () => document.activeElement.id,
    heading: () => document.querySelector('#mirror [role=heading][aria-level="1"]')?.textContent,
  };
  const probe = { edits: 0 };
  let last;
  globalThis.requestAnimationFrame = (run) =>
    ask((time) => {
      if (time !== last) performance.mark('genba.tick');
      last = time;
      run(time);
    });
  const countEdit = (...args) => {
    probe.edits += 1;
    return edit(...args);
  };
  // At its first call Emscripten puts the export itself in the place of what it was called by.
  Object.defineProperty(Module, '_gb_edit', { get: () => countEdit, set: (real) => (edit = real) });
  Module._gb_frame = (time) => {
    performance.mark('genba.begin');
    const wake = frame(time);
    performance.mark('genba.end');
    probe.look?.();
    return wake;
  };
  /** From the next event of the type until a frame after which the page has changed in that way. */
  probe.arm = (type, change) => {
    probe.edits = 0;
    const holds = changes[change];
    const before = holds();
    addEventListener(type, (event) => performance.mark('genba.input', { startTime: event.timeStamp }), { capture: true, once: true });
    probe.shown = new Promise((resolve, reject) => {
      setTimeout(reject, 60_000, new Error(`no frame has shown: ${type}, ${change}`));
      probe.look = () => {
        if (holds() === before) return;
        performance.mark('genba.shown');
        probe.look = undefined;
        resolve();
      };
    });
  };
  /** Until the graphics have drawn all that they were asked for, the browser's own picture included. */
  probe.drawn = async () => {
    const gl = document.getElementById('canvas').getContext('webgl2');
    const finish = () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    finish();
    for (let i = 0; i < 2; i += 1) await new Promise((resolve) => ask(resolve));
    finish();
  };
  globalThis.frameProbe = probe;
}

const milliseconds = (from, to) => ({ clock: (to.ts - from.ts) / 1000, cpu: (to.tts - from.tts) / 1000 });

/**
 * Of the marks of a trace: each frame call, and each input until the frame call that showed it. `latency`:
 * by the clock, frame calls by their processor time.
 */
function read(events) {
  const marks = events.filter(({ name, tts }) => name.startsWith('genba.') && tts !== undefined);
  marks.sort((a, b) => a.tts - b.tts || a.ts - b.ts);
  const frames = [];
  const inputs = [];
  let begin, end, input;
  for (const mark of marks) {
    const kind = mark.name.slice('genba.'.length);
    if (kind === 'begin') begin = mark;
    if (kind === 'input') input = { mark, calls: 0, ticks: 0, waited: 0 };
    if (kind === 'tick' && input) input.ticks += 1;
    // The trace may begin within a frame.
    if (kind === 'end' && begin) {
      end = mark;
      const frame = milliseconds(begin, end);
      begin = undefined;
      frames.push(frame);
      if (!input) continue;
      input.calls += 1;
      // For a software renderer that still draws, or another process: both are the machine's.
      input.waited += Math.max(0, frame.clock - frame.cpu);
    }
    if (kind === 'shown' && input) {
      // What is drawn within the event itself is in the next picture, as is what the next one asks for.
      const { clock, cpu } = milliseconds(input.mark, end);
      const { calls, ticks, waited } = input;
      inputs.push({ clock, cpu, latency: clock - waited, calls, pictures: Math.max(1, ticks) });
      input = undefined;
    }
  }
  return { frames, inputs };
}

/** A probe of a page that has drawn at least once: before that the frame function is not yet what it will be. */
export async function probeFrames(page) {
  await page.evaluate(install);
  const devtools = await page.context().newCDPSession(page);
  return {
    devtools,
    /** What happened while `act` was done. */
    async record(act) {
      const events = [];
      const collect = ({ value }) => events.push(...value);
      devtools.on('Tracing.dataCollected', collect);
      await devtools.send('Tracing.start', {
        transferMode: 'ReportEvents',
        traceConfig: { includedCategories: ['blink.user_timing'], excludedCategories: ['*'] },
      });
      await act();
      const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
      await devtools.send('Tracing.end');
      await complete;
      devtools.off('Tracing.dataCollected', collect);
      await page.evaluate(() => performance.clearMarks());
      return read(events);
    },
    drawn: () => page.evaluate(() => globalThis.frameProbe.drawn()),
    arm: (type, change) => page.evaluate((args) => globalThis.frameProbe.arm(...args), [type, change]),
    shown: () => page.evaluate(() => globalThis.frameProbe.shown),
  };
}
