// What wasm/platform/storage.cpp calls, on top of WorkspaceStorage.
import {call, provide, readBytes, readText, withBytes, withText} from './bridge.js';
import {erase as eraseContents} from './content_store.js';
import {WorkspaceStorage} from './storage.js';

const mount = '/genba';
// Shared with wasm/platform/storage.cpp.
const outcomes = {done: 0, fenced: 1, quota: 2, timeout: 3, io: 4, busy: 5};

const storage = new WorkspaceStorage(mount, {onLost: () => call('storage_lost')});
let puts = [];
let deletes = [];

function tell(report, id, outcome, message = '') {
  withText(message, (pointer, length) => call(report, id, outcome, pointer, length));
}

const outcomeOf = (error) => outcomes[error.kind] ?? outcomes.io;

async function open(id, steal) {
  try {
    const files = await storage.open(steal);
    for (const [name, bytes] of files ?? []) {
      withText(name, (namePointer, nameLength) =>
        withBytes(bytes, (pointer, length) => call('storage_file', id, namePointer, nameLength, pointer, length)));
    }
    tell('storage_opened', id, files === null ? outcomes.busy : outcomes.done);
  } catch (error) {
    tell('storage_opened', id, outcomeOf(error), error.message);
  }
}

async function commit(id) {
  const batch = [puts, deletes];
  puts = [];
  deletes = [];
  try {
    await storage.commit(...batch);
    tell('storage_committed', id, outcomes.done);
  } catch (error) {
    tell('storage_committed', id, outcomeOf(error), error.message);
  }
}

async function erase() {
  let erased = 1;
  try {
    await storage.erase();
    await eraseContents();
    localStorage.clear();
    sessionStorage.clear();
  } catch (error) {
    console.warn(error.message);
    erased = 0;
  }
  call('storage_erased', erased);
}

provide({
  storageErase() {
    erase();
  },
  storageOpen(id, steal) {
    open(id, steal !== 0);
  },
  storagePut(name, nameLength, pointer, length) {
    puts.push([readText(name, nameLength), readBytes(pointer, length)]);
  },
  storageDelete(name, nameLength) {
    deletes.push(readText(name, nameLength));
  },
  storageCommit(id) {
    commit(id);
  },
  storagePutAside(name, nameLength, pointer, length) {
    const content = length < 0 ? null : readBytes(pointer, length);
    storage.putAside(readText(name, nameLength), content).catch((error) => console.warn(error.message));
  },
});
