// The workspace's files in IndexedDB, in the layout of Emscripten's IDBFS: a database named after the
// mount, version 21, store FILE_DATA, path -> {timestamp, mode, contents}. What is written here is
// loaded by a stock FS.syncfs(true), but its syncfs(false) is never the commit: it lists every file,
// deletes what another tab wrote, and calls a failed put a success.
//
// One tab writes. It holds the Web Lock, and each time a tab takes the workspace over it raises the
// epoch, a file that every commit reads in its own transaction: a tab that was frozen meanwhile, or
// whose browser has no locks, finds another epoch and writes nothing.
const version = 21;
const storeName = 'FILE_DATA';
const fileMode = 0o100666;
const lockName = 'genba-workspace';
const epochName = 'EPOCH';
const defaultLimitMs = 15_000;

/** Why something was not stored: `kind` is fenced, quota, timeout or io; of encryption, locked or wrong. */
export class StorageError extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

const errorOf = (error) =>
  error instanceof StorageError
    ? error
    : new StorageError(error?.name === 'QuotaExceededError' ? 'quota' : 'io', String(error?.message ?? error));

/** What the promise says, or a StorageError; `message` when it says nothing in time. */
function within(limitMs, message, promise) {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new StorageError('timeout', message)), limitMs);
    promise.then(resolve, (error) => reject(errorOf(error))).finally(() => clearTimeout(limit));
  });
}

/** Other tabs close it when they hear of it. */
export function deleteDatabase(name, limitMs = defaultLimitMs) {
  return within(limitMs, `${name} was not deleted`, new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  }));
}

/**
 * A connection. `makeStores(database)`: of a new one. `onGone()`: there is none any more; the browser closed
 * it, another tab deletes it, or it did not open.
 */
export function openDatabase(name, version, makeStores, onGone) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onupgradeneeded = () => makeStores(request.result);
    request.onsuccess = () => {
      const database = request.result;
      database.onclose = onGone;
      database.onversionchange = () => {
        database.close();
        onGone();
      };
      resolve(database);
    };
    request.onerror = () => {
      onGone();
      reject(request.error);
    };
  });
}

/** The bytes alone: storing a view would store the whole buffer behind it. */
const exactly = (bytes) => (bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice());

const epochOf = (entry) => {
  const bytes = entry?.contents;
  if (!bytes || bytes.byteLength < 4) return 0;
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
};

const epochBytes = (epoch) => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, epoch, true);
  return bytes;
};

export class WorkspaceStorage {
  #mount;
  #limitMs;
  #onLost;
  #database = null;
  #epoch = 0;
  #holding = null; // a token while this tab is the writer
  #release = null;
  #isErased = false;

  /** `onLost()`: another tab took over; nothing is written from here any more. */
  constructor(mount, {onLost = () => {}, limitMs = defaultLimitMs} = {}) {
    this.#mount = mount;
    this.#onLost = onLost;
    this.#limitMs = limitMs;
  }

  get isHeld() {
    return this.#holding !== null;
  }

  get epoch() {
    return this.#epoch;
  }

  /** One file as it is stored, without becoming the writer; null: there is none. */
  async read(name) {
    let file;
    await this.#transact('relaxed', (store) => {
      store.get(this.#path(name)).onsuccess = ({target}) => (file = target.result?.contents ?? null);
    });
    return file;
  }

  /** All files but the epoch, likewise. */
  async readAll() {
    const files = [];
    await this.#transact('relaxed', (store) => this.#collect(store, files));
    return files;
  }

  /**
   * Becomes the writer and reads everything, in one transaction with the new epoch. `steal` takes
   * the place of another tab; without it the answer is null while another tab is the writer.
   * Resolves to an array of [name, Uint8Array].
   */
  open(steal) {
    return this.#become(steal, (store, files) => this.#collect(store, files));
  }

  /** Becomes the writer in the place of another tab, without reading: the names of all files but the epoch. */
  claim() {
    return this.#become(true, (store, names) => this.#collectNames(store, names));
  }

  /** Calls once when no other tab is the writer any more. */
  whenFree(call) {
    navigator.locks?.request(lockName, () => call());
  }

  /** Gives the workspace up, for another tab to take. */
  close() {
    this.#holding = null;
    this.#release?.();
    this.#release = null;
  }

  /** Stores all puts and deletes, or nothing. `puts` is an array of [name, Uint8Array]. */
  async commit(puts, deletes) {
    if (!this.isHeld) throw new StorageError('fenced', 'another tab holds the workspace');
    try {
      await this.#transact('strict', (store, fail) => {
        store.get(this.#path(epochName)).onsuccess = ({target}) => {
          if (epochOf(target.result) !== this.#epoch) {
            fail(new StorageError('fenced', 'another tab has taken the workspace over'));
            return;
          }
          this.#write(store, puts, deletes);
        };
      });
    } catch (error) {
      if (error.kind === 'fenced') this.#lose(this.#holding);
      throw error;
    }
  }

  /**
   * A small file of its own (a draft, a setting), written by any tab; null removes it. Also while the
   * page is being left: a transaction that had to wait for its own requests would be aborted.
   */
  putAside(name, bytes) {
    return this.#transact('relaxed', (store) => {
      this.#write(store, bytes === null ? [] : [[name, bytes]], bytes === null ? [name] : []);
      store.transaction.commit();
    });
  }

  /** Gives the workspace up and deletes it; nothing is written from here any more. */
  async erase() {
    this.#isErased = true;
    this.close();
    this.#database?.close();
    this.#database = null;
    await deleteDatabase(this.#mount, this.#limitMs);
  }

  async #become(steal, collect) {
    const token = this.#holding ?? {};
    if (!this.isHeld && !(await this.#takeLock(steal, token))) return null;
    try {
      return await this.#claim(token, collect);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  async #claim(token, collect) {
    const found = [];
    let epoch = 0;
    await this.#transact('strict', (store) => {
      store.get(this.#path(epochName)).onsuccess = ({target}) => {
        epoch = epochOf(target.result) + 1;
        this.#write(store, [[epochName, epochBytes(epoch)]], []);
      };
      collect(store, found);
    });
    if (this.#holding !== token) throw new StorageError('fenced', 'another tab was faster');
    this.#epoch = epoch;
    return found;
  }

  #everyFile() {
    return IDBKeyRange.bound(`${this.#mount}/`, `${this.#mount}0`, false, true);
  }

  #collectNames(store, names) {
    store.getAllKeys(this.#everyFile()).onsuccess = ({target}) => {
      for (const key of target.result) {
        const name = key.slice(this.#mount.length + 1);
        if (name !== epochName) names.push(name);
      }
    };
  }

  #collect(store, files) {
    const range = this.#everyFile();
    const keys = store.getAllKeys(range);
    store.getAll(range).onsuccess = ({target}) => {
      target.result.forEach(({contents}, index) => {
        const name = keys.result[index].slice(this.#mount.length + 1);
        if (contents && name !== epochName) files.push([name, contents]);
      });
    };
  }

  #takeLock(steal, token) {
    if (!navigator.locks) {
      this.#holding = token;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const hold = (lock) => {
        if (lock === null) return resolve(false);
        this.#holding = token;
        resolve(true);
        return new Promise((release) => (this.#release = release));
      };
      navigator.locks.request(lockName, steal ? {steal: true} : {ifAvailable: true}, hold).catch(() => {
        resolve(false);
        this.#lose(token);
      });
    });
  }

  #lose(token) {
    if (token === null || this.#holding !== token) return;
    this.close();
    this.#onLost();
  }

  #path(name) {
    return `${this.#mount}/${name}`;
  }

  #write(store, puts, deletes) {
    const timestamp = new Date();
    for (const [name, bytes] of puts) {
      store.put({timestamp, mode: fileMode, contents: exactly(bytes)}, this.#path(name));
    }
    for (const name of deletes) store.delete(this.#path(name));
  }

  // Runs one read-write transaction to its end. Quota is only told by its abort, and a connection
  // that the browser closed (after a long sleep, or when site data were cleared) is opened anew once.
  async #transact(durability, work) {
    let transaction;
    try {
      transaction = (await this.#open()).transaction([storeName], 'readwrite', {durability});
    } catch (error) {
      if (error?.name !== 'InvalidStateError') throw errorOf(error);
      this.#database = null;
      transaction = (await this.#open()).transaction([storeName], 'readwrite', {durability});
    }
    return new Promise((resolve, reject) => {
      let reason = null;
      const fail = (error) => {
        reason = error;
        transaction.abort();
      };
      const limit = setTimeout(() => {
        // A connection that answers nothing is not asked again.
        this.#database = null;
        reject(new StorageError('timeout', `storing took more than ${this.#limitMs} ms`));
        try {
          transaction.abort();
        } catch {
          // It has ended after all, and only its event is still to come: stored again, nothing changes.
        }
      }, this.#limitMs);
      transaction.oncomplete = () => {
        clearTimeout(limit);
        resolve();
      };
      transaction.onabort = () => {
        clearTimeout(limit);
        reject(errorOf(reason ?? transaction.error));
      };
      try {
        work(transaction.objectStore(storeName), fail);
      } catch (error) {
        fail(errorOf(error));
      }
    });
  }

  async #open() {
    if (this.#isErased) throw new StorageError('fenced', 'the workspace was erased');
    this.#database ??= await within(this.#limitMs, 'the database did not open', openDatabase(
      this.#mount,
      version,
      (database) => database.createObjectStore(storeName).createIndex('timestamp', 'timestamp', {unique: false}),
      () => (this.#database = null),
    ));
    return this.#database;
  }
}
