// The frame loop: a frame only when somebody asked for one. gb_frame says when the next is wanted.
import {call, provide, wasm} from './bridge.js';

export const state = {ready: false, frames: 0, ratio: 1};

const idleBudgetMs = 6;
// A page that draws nothing gets no idle time of its own accord in some browsers.
const idleTimeoutMs = 500;
// WebKit has no idle time at all: there it is taken a moment after the last frame.
const whenIdle = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 4, {didTimeout: true}));
let pending = 0;
let timer = 0;
let idlePending = false;
let beforeFrame = () => false;

// `check` runs before a frame; it returns true when it has asked for another itself.
export function setBeforeFrame(check) {
  beforeFrame = check;
}

function run(time) {
  pending = 0;
  if (!state.ready || beforeFrame()) return;
  state.frames++;
  clearTimeout(timer);
  const next = call('frame', time);
  if (next === 0) {
    requestFrame();
  } else if (next > 0) {
    timer = setTimeout(requestFrame, next);
  } else {
    planIdle();
  }
}

export function requestFrame() {
  if (pending === 0) pending = requestAnimationFrame(run);
}

// Draws at once, inside the user's gesture: `count` frames, because ImGui takes one event a frame.
export function drawNow(count = 1) {
  for (let i = 0; i < count; i++) {
    if (pending !== 0) cancelAnimationFrame(pending);
    run(performance.now());
  }
}

function planIdle() {
  if (idlePending) return;
  idlePending = true;
  whenIdle((deadline) => {
    idlePending = false;
    const budget = deadline.didTimeout ? idleBudgetMs : Math.min(idleBudgetMs, deadline.timeRemaining());
    if (state.ready && pending === 0 && call('idle', budget)) planIdle();
  }, {timeout: idleTimeoutMs});
}

// Nothing is drawn and nothing prepared.
export function isAtRest() {
  return pending === 0 && !idlePending;
}

provide({requestFrame});
wasm.genba.state = state;
