// What wasm/platform/storage.cpp calls: the store that is open, and which of the device's stores it is.
import {call, giveText, handOver, provide, readBytes, readText, withText} from './bridge.js';
import {ContentStore, keepIn, kept} from './content_store.js';
import {changeDevice, device, factsOf, forgetDevice, mountOf} from './device.js';
import {requestFrame} from './frame.js';
import {whenIdle} from './idle.js';
import {SealedStorage} from './sealed_storage.js';
import {StorageError, deleteDatabase} from './storage.js';
import {makeVerifier, proves} from './vault.js';

const separator = '\u001f';
const settingsName = 'aside-settings'; // of the device, whoever uses it
// Shared with wasm/platform/storage.cpp.
const outcomes = {done: 0, fenced: 1, quota: 2, timeout: 3, io: 4, busy: 5, locked: 6, wrong: 7, unknown: 8, following: 9};

let storage = null; // null: nobody's store is open
let mount = null; // of it; '' when it is nobody's, null before it is known
let puts = [];
let deletes = [];

let remembering = Promise.resolve(); // what proves later who somebody is

const others = new BroadcastChannel('genba-device');

// Nothing of a store outlives the page: another one begins with a new page, and so does a lock.
async function leave() {
  await remembering;
  others.postMessage('');
  location.reload();
}

function forgetPlace() {
  history.replaceState(null, '', '#/');
}

others.onmessage = () => {
  forgetPlace();
  location.reload();
};

// What the tab that writes has stored, for those that follow it. A message without files: read again.
const stored = new BroadcastChannel('genba-stored');
let isWaiting = false; // for the other tab to go

stored.onmessage = ({data}) => {
  if (!storage || data.mount !== mount || storage.isHeld || first) return;
  for (const [name, bytes] of data.puts) give(0, name, bytes);
  call('storage_followed');
  requestFrame();
};

const tellFollowers = (puts) => stored.postMessage({mount, puts});

async function look() {
  const files = await storage.look();
  if (files && !isWaiting) {
    isWaiting = true;
    storage.whenFree(() => {
      isWaiting = false;
      if (!storage.isHeld && !first) call('storage_free');
    });
  }
  return files;
}

const suffixOf = (place) => place.slice('/genba'.length);

function tell(report, id, outcome, message = '') {
  withText(message, (pointer, length) => call(report, id, outcome, pointer, length));
  requestFrame();
}

const outcomeOf = (error) => outcomes[error.kind] ?? outcomes.io;

function guard() {
  const minutes = storage?.key ? (device.stores[mount]?.lockMinutes ?? 15) : 0;
  whenIdle(minutes, () => call('lock_due'));
}

// Attachments that were being encrypted when the page was closed, and what the device's record says of it.
let sealing = Promise.resolve();
async function finishSealing() {
  if (!storage?.key || (device.stores[mount]?.sealed && device.stores[mount].contentsSealed)) return;
  await kept.sealAll(storage.key);
  await changeDevice((record) => Object.assign(factsOf(record, mount), {sealed: true, contentsSealed: true}));
}

/** What this tab may write (null: another one writes), and what is stored; null when the page is to begin anew. */
async function read(steal) {
  const {current} = await changeDevice();
  if (mount !== null && mount !== current) return null;
  if (mount === null) {
    mount = current;
    // Until the program has opened it there is nothing that it could lose.
    storage = mount ? new SealedStorage(mount, {onLost: () => first || call('storage_lost')}) : null;
  }
  const own = storage ? await storage.open(steal) : [];
  return {own, files: own ?? (await look())};
}

// The first reading begins with the page: the program is fetched and compiled meanwhile.
let first = {steal: document.visibilityState === 'visible'};
first.found = read(first.steal);
first.found.catch(() => {}); // open() tells it

/** That reading, unless another tab became the writer meanwhile, or was all along: then what it stored was missed. */
async function takeFirst(steal) {
  const {found, steal: stole} = first;
  first = null;
  const early = stole === steal ? await found : null;
  return early && (storage === null || storage.isHeld) ? early : read(steal);
}

async function open(id, steal) {
  try {
    const found = await (first ? takeFirst(steal) : read(steal));
    if (found === null) {
      leave();
      return;
    }
    const {own, files} = found;
    keepIn(new ContentStore(suffixOf(mount), storage?.key ?? null));
    for (const [name, bytes] of files ?? []) give(id, name, bytes);
    tell('storage_opened', id, own ? outcomes.done : files ? outcomes.following : outcomes.busy);
    guard();
    sealing = finishSealing().catch((error) => console.warn(error.message));
  } catch (error) {
    tell('storage_opened', id, outcomeOf(error), error.message);
  }
}

async function claim(id) {
  try {
    for (const name of await storage.claim()) give(id, name, new Uint8Array());
    tell('storage_opened', id, outcomes.done);
  } catch (error) {
    tell('storage_opened', id, outcomeOf(error), error.message);
  }
}

function give(id, name, bytes) {
  withText(name, (namePointer, nameLength) =>
    handOver(bytes, (pointer, length) => call('storage_file', id, namePointer, nameLength, pointer, length)));
}

async function commit(id) {
  const batch = [puts, deletes];
  puts = [];
  deletes = [];
  try {
    if (!storage) throw new StorageError('fenced', 'no store is open');
    await storage.commit(...batch);
    // Nothing of an encrypted store leaves its tab.
    if (batch[0].length > 0 && !storage.key) tellFollowers(batch[0]);
    tell('storage_committed', id, outcomes.done);
  } catch (error) {
    tell('storage_committed', id, outcomeOf(error), error.message);
  }
}

async function goTo(owner, name) {
  await changeDevice((record) => {
    const place = mountOf(record, owner);
    const facts = factsOf(record, place);
    facts.owner = owner;
    facts.name ||= name;
    record.current = place;
  });
  forgetPlace();
  leave();
}

async function removeStore(place) {
  await deleteDatabase(place);
  await deleteDatabase(`genba-attachments${suffixOf(place)}`);
}

async function remember(owner, password) {
  const verifier = await makeVerifier(password);
  await changeDevice((record) => (factsOf(record, mountOf(record, owner)).verifier = verifier));
}

const plainName = (name) => name.trim().normalize('NFKC').toLowerCase();

// Numbers shared with wasm/platform/storage.h.
const tasks = [
  // 0: opens the owner's store instead of this one
  goTo,
  // 1: closes this one; the session is to be ended at the server
  async () => {
    await changeDevice((record) => Object.assign(record, {current: '', owed: true}));
    forgetPlace();
    leave();
  },
  // 2: somebody signed in with this name and password
  async (owner, name, signIn, password) => {
    const canProve = Boolean(globalThis.crypto?.subtle);
    await changeDevice((record) => {
      const facts = factsOf(record, mountOf(record, owner));
      Object.assign(facts, {owner, signIn: plainName(signIn)});
      // One from before holds until it is replaced.
      if (!canProve) facts.verifier = null;
      facts.name ||= name;
      record.owed = false;
    });
    // It takes most of a second by design, in which the person need not wait.
    if (canProve) remembering = remember(owner, password).catch((error) => console.warn(error.message));
  },
  // 3: opens the store of whoever has this name and password, without a network
  async (signIn, password) => {
    const candidates = Object.values(device.stores).filter((facts) => facts.signIn === plainName(signIn));
    for (const {owner, name, verifier, sealed} of candidates) {
      // An encrypted store asks for its passphrase anyway.
      if (verifier ? !(await proves(password, verifier)) : !sealed) continue;
      await changeDevice((record) => (record.owed = true));
      return goTo(owner, name);
    }
    throw new StorageError('unknown', 'nobody on this device has this name and password');
  },
  // 4: the session has been ended
  () => changeDevice((record) => (record.owed = false)),
  // 5: what is known of the store that is open
  (owner, name, waiting) =>
    changeDevice((record) => Object.assign(factsOf(record, mount), {owner, name, waiting: Number(waiting)})),
  // 6, 7: encryption
  (passphrase) => storage.unlock(passphrase),
  async (passphrase) => {
    await changeDevice((record) => (factsOf(record, mount).contentsSealed = false));
    await storage.protect(passphrase);
    await changeDevice((record) => (factsOf(record, mount).sealed = true));
    tellFollowers([]);
    guard();
    await finishSealing();
  },
  // 8: under another passphrase
  (passphrase, next) => storage.rekey(passphrase, next),
  // 9: no encryption any more
  async (passphrase) => {
    await storage.check(passphrase);
    await sealing;
    await changeDevice((record) => Object.assign(factsOf(record, mount), {sealed: false, contentsSealed: false}));
    await kept.unsealAll();
    await storage.unprotect();
    tellFollowers([]);
    guard();
  },
  // 10: forgets the key
  leave,
  // 11: locks by itself after so many minutes
  async (minutes) => {
    await changeDevice((record) => (factsOf(record, mount).lockMinutes = Number(minutes)));
    guard();
  },
  // 12: removes another store
  async (owner) => {
    const place = Object.keys(device.stores).find((each) => device.stores[each].owner === owner && each !== mount);
    if (!place) return;
    await removeStore(place);
    await changeDevice((record) => delete record.stores[place]);
  },
];

async function ask(id, task, words) {
  try {
    await tasks[task](...words);
    tell('storage_committed', id, outcomes.done);
  } catch (error) {
    tell('storage_committed', id, outcomeOf(error), error.message);
  }
}

function describe(place) {
  const {owner, name, waiting, sealed, lockMinutes = 15} = device.stores[place];
  const inOneLine = name.replaceAll(/[\n\u001f]/g, ' ');
  const isOpen = place === mount;
  // The key tells, not the record: a switch may have been cut between the two.
  const isSealed = sealed || (isOpen && storage?.key);
  return [owner, inOneLine, waiting, isOpen ? 1 : 0, isSealed ? 1 : 0, lockMinutes].join(separator);
}

// Of everybody: whoever has the device must find nothing.
async function erase() {
  let erased = 1;
  try {
    await storage?.erase();
    await kept.erase();
    for (const place of Object.keys(device.stores).filter((each) => each !== mount)) await removeStore(place);
    await forgetDevice();
    localStorage.clear();
    sessionStorage.clear();
    others.postMessage('');
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
  storageClaim(id) {
    claim(id);
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
    const file = readText(name, nameLength);
    const put = file === settingsName
      ? changeDevice((record) => (record.settings = content))
      : storage && storage.putAside(file, content);
    Promise.resolve(put).catch((error) => console.warn(error.message));
  },
  storageAsk(id, task, words, length) {
    ask(id, task, readText(words, length).split(separator));
  },
  // A line of facts of the device, then one for each store.
  storageStores() {
    const settings = new TextDecoder().decode(device.settings ?? new Uint8Array()).trim();
    const facts = [mount ? 1 : 0, device.owed ? 1 : 0, ...settings.split('\n')].join(separator);
    return giveText([facts, ...Object.keys(device.stores).map(describe)].join('\n'));
  },
});
