// Genba: its engine (genba_engine.cpp) with the product's own storage and network code, without a screen.
import { call, provide, wasm, withText } from '../../../web/platform/bridge.js';
import '../../../web/platform/environment.js';
import '../../../web/platform/net.js';
import '../../../web/platform/storage_calls.js';
import { measureHere, saw } from './page.mjs';

let look = () => {};
let rows = null;

provide({
  engineChanged: () => look(),
  engineSaw: (text, length) => saw(readText(text, length)),
  engineRows: (text, length, total) => (rows = { total, lines: readText(text, length).split('\n') }),
});

const decoder = new TextDecoder();
const readText = (pointer, length) => decoder.decode(wasm.HEAPU8.subarray(pointer, pointer + length));

/** Resolves as soon as the engine says that this holds, within the call that made it so. */
const until = (holds) =>
  new Promise((resolve) => {
    look = () => {
      if (!holds()) return;
      look = () => {};
      resolve();
    };
    look();
  });

const isOpen = () => call('engine_is_open') === 1;
const isSaved = () => call('engine_is_saved') === 1;
const isSynced = () => call('engine_is_synced') === 1;
const isAcknowledged = () => call('engine_unanswered') === 0;

function loadProgram() {
  const program = document.createElement('script');
  program.src = 'engine.js';
  return new Promise((resolve, reject) => {
    wasm.onRuntimeInitialized = resolve;
    program.addEventListener('error', reject);
    document.head.appendChild(program);
  });
}

measureHere({
  async open({ isNew, name, password }) {
    await loadProgram();
    call('engine_open');
    await until(isOpen);
    if (!isNew) return;
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch('/api/session', { method: 'POST', headers, body: JSON.stringify({ name, password }) });
    if (!answer.ok) throw new Error(`sign-in: ${answer.status}`);
  },
  async load(wanted) {
    call('engine_join');
    await until(() => isSynced() && isSaved());
    const came = call('engine_tickets');
    if (came !== wanted) throw new Error(`${came} tickets came`);
  },
  async prepare() {},
  firstOpen(limit) {
    call('engine_first_open', limit);
    const cells = rows.lines.map((line) => line.split('\t'));
    return { total: rows.total, ids: cells.map(([id]) => id), due: cells.map(([, due]) => Number(due)) };
  },
  makeSearchable: () => call('engine_make_searchable'),
  search: (term) => withText(term, (pointer, length) => call('engine_search', pointer, length)),
  watch: () => call('engine_watch'),
  goOffline: () => call('engine_set_online', 0),
  edit(index, symptom) {
    const isDone = withText(symptom, (pointer, length) => call('engine_edit', index, pointer, length));
    if (isDone !== 1) throw new Error('the edit was refused');
  },
  saved: () => until(isSaved),
  async push() {
    call('engine_set_online', 1);
    await until(isAcknowledged);
  },
  goLive() {}, // it is
});
