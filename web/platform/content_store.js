// What this device keeps of attachments, in a database of its own beside the workspace's: the content
// and a small picture of each, by the attachment's id. Nothing of it passes through the program's memory.
//
// A content that was added here stays until the server has it (`sentTo` names the server's epoch).
import {deleteDatabase} from './storage.js';

const databaseName = 'genba-attachments';
const version = 1;
const facts = 'facts';
const contents = 'contents';
const pictures = 'pictures';
const all = [facts, contents, pictures];

let database = null;

function open() {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, version);
    request.onupgradeneeded = () => all.forEach((name) => request.result.createObjectStore(name));
    request.onsuccess = () => {
      const opened = request.result;
      opened.onclose = () => (database = null);
      opened.onversionchange = () => {
        opened.close();
        database = null;
      };
      resolve(opened);
    };
    request.onerror = () => {
      database = null;
      reject(request.error);
    };
  });
  return database;
}

// Runs one transaction to its end, durable when it writes; what `work` returns is a request or nothing.
async function transact(mode, names, work) {
  const opened = await open();
  return new Promise((resolve, reject) => {
    const transaction = opened.transaction(names, mode, {durability: 'strict'});
    const request = work(transaction);
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('not stored'));
  });
}

/** Keeps what was added here, all or nothing. */
export function keep(id, content, picture) {
  return transact('readwrite', all, (transaction) => {
    transaction.objectStore(facts).put({sentTo: ''}, id);
    transaction.objectStore(contents).put(content, id);
    if (picture) transaction.objectStore(pictures).put(picture, id);
  });
}

/** Keeps what came from the server, for the next time. */
export function keepFetched(id, content, sentTo) {
  return transact('readwrite', all, (transaction) => {
    transaction.objectStore(facts).put({sentTo}, id);
    transaction.objectStore(contents).put(content, id);
  });
}

export function keepPicture(id, picture) {
  return transact('readwrite', [pictures], (transaction) => {
    transaction.objectStore(pictures).put(picture, id);
  });
}

export const content = (id) => transact('readonly', [contents], (t) => t.objectStore(contents).get(id));
export const picture = (id) => transact('readonly', [pictures], (t) => t.objectStore(pictures).get(id));

export function noteSent(id, sentTo) {
  return transact('readwrite', [facts], (transaction) => {
    transaction.objectStore(facts).put({sentTo}, id);
  });
}

/** Makes room: drops the contents that a server has, and keeps their pictures. */
export function dropSent() {
  return transact('readwrite', [facts, contents], (transaction) => {
    transaction.objectStore(facts).openCursor().onsuccess = ({target}) => {
      const cursor = target.result;
      if (!cursor) return;
      if (cursor.value.sentTo !== '') {
        transaction.objectStore(contents).delete(cursor.key);
        cursor.delete();
      }
      cursor.continue();
    };
  });
}

export function discard(id) {
  return transact('readwrite', all, (transaction) => {
    all.forEach((name) => transaction.objectStore(name).delete(id));
  });
}

/** Deletes everything, and keeps nothing any more until the page is opened again. */
export async function erase() {
  const opened = await open();
  database = Promise.reject(new Error('erased'));
  database.catch(() => {});
  opened.close();
  await deleteDatabase(databaseName);
}

export function clear() {
  return transact('readwrite', all, (transaction) => {
    all.forEach((name) => transaction.objectStore(name).clear());
  });
}

/** [id, the epoch of the server that has it or ''] of everything that is kept. */
export async function list() {
  let ids;
  const found = await transact('readonly', [facts], (transaction) => {
    ids = transaction.objectStore(facts).getAllKeys();
    return transaction.objectStore(facts).getAll();
  });
  return found.map(({sentTo}, index) => [ids.result[index], sentTo]);
}
