// What this device knows of its stores: each person who signed in here has one, and so has whoever works
// without a server. One record in a database of its own says which of them is open, whose each is, how many
// changes wait in it, and how its owner can prove himself without a network. It is changed in one transaction,
// so a switch that is cut off has happened or has not, and the stores themselves are never part of it.
//
// Not encrypted, whatever a store is: names, counts, and a verifier of the sign-in password (vault.js).
import {deleteDatabase, openDatabase} from './storage.js';

const databaseName = 'genba-device';
const storeName = 'device';
const recordName = 'device';
const firstMount = '/genba'; // where the only store was, before there were several

/** As last read: {current: a mount or '', owed: a session is to be ended, stores: {mount: facts}}. */
export let device = {current: firstMount, owed: false, stores: {}};

let database = null;

function open() {
  database ??= openDatabase(
    databaseName,
    1,
    (opened) => opened.createObjectStore(storeName),
    () => (database = null),
  );
  return database;
}

/** Lets `edit` change the record, durably or not at all; without it the record is only read. */
export async function changeDevice(edit) {
  const opened = await open();
  device = await new Promise((resolve, reject) => {
    const transaction = opened.transaction(storeName, edit ? 'readwrite' : 'readonly', {durability: 'strict'});
    const store = transaction.objectStore(storeName);
    let record = device;
    store.get(recordName).onsuccess = ({target}) => {
      record = target.result ?? {current: firstMount, owed: false, stores: {}};
      if (!edit) return;
      edit(record);
      store.put(record, recordName);
    };
    transaction.oncomplete = () => resolve(record);
    transaction.onabort = () => reject(transaction.error ?? new Error('not stored'));
  });
  return device;
}

/** Deletes the record; it is not changed any more until the page is opened again. */
export async function forgetDevice() {
  const opened = await open();
  database = Promise.reject(new Error('erased'));
  database.catch(() => {});
  opened.close();
  await deleteDatabase(databaseName);
}

/** The facts of a store, for changing. */
export function factsOf(record, mount) {
  return (record.stores[mount] ??= {owner: '', name: '', waiting: 0});
}

/** Where the owner's store is: the one that he has, an open one that is nobody's yet, or a new one. */
export function mountOf(record, owner) {
  const own = Object.keys(record.stores).find((mount) => record.stores[mount].owner === owner);
  if (own) return own;
  if (record.current && !record.stores[record.current]?.owner) return record.current;
  const name = crypto.getRandomValues(new Uint32Array(2));
  return `${firstMount}-${Array.from(name, (part) => part.toString(36)).join('')}`;
}
