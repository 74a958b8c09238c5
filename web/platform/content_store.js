// What this device keeps of attachments, in a database of its own beside each store's: the content
// and a small picture of each, by the attachment's id. Nothing of it passes through the program's memory.
//
// A content that was added here stays until the server has it (`sentTo` names the server's epoch). In an
// encrypted store each is {sealed}, sealed by itself under its id; ids and `sentTo` are not encrypted.
import {deleteDatabase, openDatabase} from './storage.js';
import {seal, unseal} from './vault.js';

const version = 1;
const facts = 'facts';
const contents = 'contents';
const pictures = 'pictures';
const all = [facts, contents, pictures];

export class ContentStore {
  #name;
  #key; // opens what is sealed
  #isSealing; // what is written from now on is sealed
  #database = null;
  #last = Promise.resolve();

  /** `name`: what tells it from those of other stores, '' for the first one; `key`: null or a data key. */
  constructor(name, key) {
    this.#name = `genba-attachments${name}`;
    this.#key = key;
    this.#isSealing = key !== null;
  }

  /** Keeps what was added here, all or nothing. */
  keep(id, content, picture) {
    return this.#put(id, '', content, picture);
  }

  /** Keeps what came from the server, for the next time. */
  keepFetched(id, content, sentTo) {
    return this.#put(id, sentTo, content, null);
  }

  keepPicture(id, picture) {
    return this.#queue(async () => {
      const packed = await this.#pack(pictures, id, picture);
      await this.#transact('readwrite', [pictures], (transaction) => {
        transaction.objectStore(pictures).put(packed, id);
      });
    });
  }

  content(id) {
    return this.#get(contents, id);
  }

  picture(id) {
    return this.#get(pictures, id);
  }

  noteSent(id, sentTo) {
    return this.#transact('readwrite', [facts], (transaction) => {
      transaction.objectStore(facts).put({sentTo}, id);
    });
  }

  /** Makes room: drops the contents that a server has, and keeps their pictures. */
  dropSent() {
    return this.#transact('readwrite', [facts, contents], (transaction) => {
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

  discard(id) {
    return this.#transact('readwrite', all, (transaction) => {
      all.forEach((name) => transaction.objectStore(name).delete(id));
    });
  }

  /** [id, the epoch of the server that has it or ''] of everything that is kept. */
  async list() {
    let ids;
    const found = await this.#transact('readonly', [facts], (transaction) => {
      ids = transaction.objectStore(facts).getAllKeys();
      return transaction.objectStore(facts).getAll();
    });
    return found.map(({sentTo}, index) => [ids.result[index], sentTo]);
  }

  /** Seals everything that is kept, and all that will be; goes on where it was cut off. */
  sealAll(key) {
    return this.#queue(() => {
      this.#key = key;
      this.#isSealing = true;
      return this.#rewrite();
    });
  }

  /** The opposite, before the key is given up. */
  unsealAll() {
    return this.#queue(async () => {
      this.#isSealing = false;
      try {
        await this.#rewrite();
      } catch (error) {
        this.#isSealing = true;
        throw error;
      }
    });
  }

  // One after the other: what is written while everything is rewritten is written as the rest.
  #queue(work) {
    const run = this.#last.then(work);
    this.#last = run.catch(() => {});
    return run;
  }

  #put(id, sentTo, content, picture) {
    return this.#queue(async () => {
      const packed = await this.#pack(contents, id, content);
      const small = picture && (await this.#pack(pictures, id, picture));
      await this.#transact('readwrite', all, (transaction) => {
        transaction.objectStore(facts).put({sentTo}, id);
        transaction.objectStore(contents).put(packed, id);
        if (small) transaction.objectStore(pictures).put(small, id);
      });
    });
  }

  async #get(place, id) {
    const value = await this.#transact('readonly', [place], (t) => t.objectStore(place).get(id));
    if (!value?.sealed) return value;
    const plain = await unseal(this.#key, `${this.#name}/${place}/${id}`, value.sealed);
    const start = 1 + plain[0];
    return new Blob([plain.subarray(start)], {type: new TextDecoder().decode(plain.subarray(1, start))});
  }

  // The media type is part of what is sealed: its length, it, the bytes.
  async #pack(place, id, blob) {
    if (!this.#isSealing) return blob;
    const type = new TextEncoder().encode(blob.type).slice(0, 255);
    const plain = new Uint8Array(await new Blob([Uint8Array.of(type.length), type, blob]).arrayBuffer());
    return {sealed: await seal(this.#key, `${this.#name}/${place}/${id}`, plain)};
  }

  /** Deletes everything, and keeps nothing any more until the page is opened again. */
  async erase() {
    const opened = await this.#open();
    this.#database = Promise.reject(new Error('erased'));
    this.#database.catch(() => {});
    opened.close();
    await deleteDatabase(this.#name);
  }

  // One at a time, each readable before and after; what was dropped meanwhile stays dropped.
  async #rewrite() {
    for (const place of [contents, pictures]) {
      for (const id of await this.#transact('readonly', [place], (t) => t.objectStore(place).getAllKeys())) {
        const value = await this.#transact('readonly', [place], (t) => t.objectStore(place).get(id));
        if (!value || Boolean(value.sealed) === this.#isSealing) continue;
        const packed = await this.#pack(place, id, await this.#get(place, id));
        await this.#transact('readwrite', [place], (transaction) => {
          const store = transaction.objectStore(place);
          store.getKey(id).onsuccess = ({target}) => target.result !== undefined && store.put(packed, id);
        });
      }
    }
  }

  #open() {
    this.#database ??= openDatabase(
      this.#name,
      version,
      (database) => all.forEach((name) => database.createObjectStore(name)),
      () => (this.#database = null),
    );
    return this.#database;
  }

  // Runs one transaction to its end, durable when it writes; what `work` returns is a request or nothing.
  async #transact(mode, names, work) {
    const opened = await this.#open();
    return new Promise((resolve, reject) => {
      const transaction = opened.transaction(names, mode, {durability: 'strict'});
      const request = work(transaction);
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('not stored'));
    });
  }
}

/** Those of the store that is open. */
export let kept = new ContentStore('', null);

export function keepIn(store) {
  kept = store;
}
