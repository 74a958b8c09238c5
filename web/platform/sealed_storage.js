// The workspace's files, encrypted or not: WorkspaceStorage with a key. Without one everything passes
// through as it is. With one every file is sealed under its name, and SEAL, written with each commit, lists
// which content each file has: one that was taken away, put back from an earlier time or added is found when
// the store is opened. Drafts are written by any tab, and are not listed.
import {StorageError, WorkspaceStorage} from './storage.js';
import {isSealed, makeKey, openKey, seal, tagOf, unseal, wrapAgain} from './vault.js';

const keyName = 'KEY';
const listName = 'SEAL';
const isAside = (name) => name.startsWith('aside-');
const damaged = (name) => new StorageError('io', `${name} is not the one that was stored last`);

export class SealedStorage {
  #inner;
  #mount;
  #key = null;
  #tags = new Map(); // name -> tag of what is stored
  #commits = 0;
  #last = Promise.resolve();
  #waiting = 0;

  constructor(mount, options) {
    this.#mount = mount;
    this.#inner = new WorkspaceStorage(mount, options);
  }

  get key() {
    return this.#key;
  }

  /** As WorkspaceStorage's; a StorageError of kind `locked` until the passphrase was given. */
  open(steal) {
    return this.#queue(async () => {
      const found = await this.#inner.open(steal);
      if (!found) return null;
      const files = new Map(found);
      if (!files.has(keyName)) {
        this.#key = null;
        return found;
      }
      try {
        if (!this.#key) throw new StorageError('locked', 'the store is encrypted');
        return await this.#unsealAll(files);
      } catch (error) {
        this.#inner.close();
        throw error;
      }
    });
  }

  /** What another tab has stored so far, without becoming the writer; null when it is encrypted. */
  look() {
    return this.#queue(async () => {
      const isSealedNow = this.#key || (await this.#inner.read(keyName));
      return isSealedNow ? null : this.#inner.readAll();
    });
  }

  /** As WorkspaceStorage's; of a store that is not encrypted. */
  claim() {
    return this.#queue(() => this.#inner.claim());
  }

  get isHeld() {
    return this.#inner.isHeld;
  }

  whenFree(call) {
    this.#inner.whenFree(call);
  }

  close() {
    this.#inner.close();
  }

  /** As WorkspaceStorage's. */
  erase() {
    return this.#queue(() => this.#inner.erase());
  }

  commit(puts, deletes) {
    return this.#queue(() => (this.#key ? this.#commitSealed(puts, deletes) : this.#inner.commit(puts, deletes)));
  }

  putAside(name, bytes) {
    // While the page is being left there is no time to wait.
    if (!this.#key && this.#waiting === 0) return this.#inner.putAside(name, bytes);
    return this.#queue(async () =>
      this.#inner.putAside(name, bytes && this.#key ? await seal(this.#key, this.#place(name), bytes) : bytes));
  }

  async unlock(passphrase) {
    const file = await this.#inner.read(keyName);
    if (file) this.#key = await openKey(file, passphrase, this.#mount);
  }

  /** Encrypts everything that is stored, in one transaction. */
  protect(passphrase) {
    return this.#queue(async () => {
      if (this.#key) return;
      const {key, file} = await makeKey(passphrase, this.#mount);
      const files = await this.#inner.readAll();
      const sealed = await Promise.all(
        files.map(async ([name, bytes]) => [name, await seal(key, this.#place(name), bytes)]));
      const tags = new Map(sealed.filter(([name]) => !isAside(name)).map(([name, bytes]) => [name, tagOf(bytes)]));
      await this.#inner.commit([...sealed, [listName, await this.#list(key, tags)], [keyName, file]], []);
      this.#key = key;
      this.#tags = tags;
    });
  }

  /** Wraps the key anew; no file is rewritten. */
  rekey(passphrase, next) {
    return this.#queue(async () => {
      const file = await wrapAgain(await this.#inner.read(keyName), passphrase, next, this.#mount);
      await this.#inner.commit([[keyName, file]], []);
    });
  }

  /** Whether the passphrase is the right one: a StorageError of kind `wrong` when not. */
  async check(passphrase) {
    await openKey(await this.#inner.read(keyName), passphrase, this.#mount);
  }

  /** Decrypts everything that is stored, in one transaction. */
  unprotect() {
    return this.#queue(async () => {
      const files = await this.#unsealAll(new Map(await this.#inner.readAll()));
      await this.#inner.commit(files, [keyName, listName]);
      this.#key = null;
    });
  }

  // One after the other: what is sealed first is stored first.
  #queue(work) {
    this.#waiting += 1;
    const run = this.#last.then(work).finally(() => (this.#waiting -= 1));
    this.#last = run.catch(() => {});
    return run;
  }

  #place(name) {
    return `${this.#mount}/${name}`;
  }

  async #commitSealed(puts, deletes) {
    const sealed = await Promise.all(
      puts.map(async ([name, bytes]) => [name, await seal(this.#key, this.#place(name), bytes)]));
    const tags = new Map(this.#tags);
    for (const [name, bytes] of sealed) tags.set(name, tagOf(bytes));
    for (const name of deletes) tags.delete(name);
    await this.#inner.commit([...sealed, [listName, await this.#list(this.#key, tags)]], deletes);
    this.#tags = tags;
  }

  #list(key, tags) {
    this.#commits += 1;
    const list = {epoch: this.#inner.epoch, commits: this.#commits, files: Object.fromEntries(tags)};
    return seal(key, this.#place(listName), new TextEncoder().encode(JSON.stringify(list)));
  }

  async #unsealAll(files) {
    if (!files.has(listName)) throw damaged(listName);
    const list = JSON.parse(new TextDecoder().decode(
      await unseal(this.#key, this.#place(listName), files.get(listName))));
    if (this.#inner.isHeld && list.epoch > this.#inner.epoch) throw damaged('EPOCH');
    const tags = new Map(Object.entries(list.files));
    for (const name of tags.keys()) if (!files.has(name)) throw damaged(name);
    const plain = [];
    for (const [name, bytes] of files) {
      if (name === keyName || name === listName) continue;
      if (isAside(name)) {
        plain.push([name, await this.#unsealAside(name, bytes)]);
        continue;
      }
      if (tags.get(name) !== tagOf(bytes)) throw damaged(name);
      plain.push([name, await unseal(this.#key, this.#place(name), bytes)]);
    }
    this.#tags = tags;
    this.#commits = list.commits;
    return plain;
  }

  // A tab that did not know of the key yet may have written one as it was.
  async #unsealAside(name, bytes) {
    if (isSealed(bytes)) return unseal(this.#key, this.#place(name), bytes);
    await this.#inner.putAside(name, await seal(this.#key, this.#place(name), bytes));
    return bytes;
  }
}
