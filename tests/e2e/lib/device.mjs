// What a device holds and what a page has in its memory, looked at from outside.

/** Whether the text is anywhere in the memory of the program, in UTF-8. */
export const isInMemory = (page, text) =>
  page.evaluate((wanted) => {
    const bytes = new TextEncoder().encode(wanted);
    const heap = Module.HEAPU8;
    for (let at = heap.indexOf(bytes[0]); at >= 0; at = heap.indexOf(bytes[0], at + 1)) {
      if (bytes.every((byte, offset) => heap[at + offset] === byte)) return true;
    }
    return false;
  }, text);

/** Where the text is readable on this device: "database/store/key" of every place. */
export const placesOf = (page, text) =>
  page.evaluate(async (wanted) => {
    const result = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const bytesOf = async (value) => {
      if (value instanceof Blob) return new Uint8Array(await value.arrayBuffer());
      if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return new TextEncoder().encode(JSON.stringify(value) ?? '');
    };
    const flat = (value) =>
      value && Object.getPrototypeOf(value) === Object.prototype ? Object.values(value).flatMap(flat) : [value];
    const needle = String.fromCharCode(...new TextEncoder().encode(wanted));
    const readable = (bytes) => {
      let said = '';
      for (let at = 0; at < bytes.length; at += 4096) said += String.fromCharCode(...bytes.subarray(at, at + 4096));
      return said.includes(needle);
    };
    const found = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await result(indexedDB.open(name));
      for (const place of database.objectStoreNames) {
        const store = () => database.transaction(place).objectStore(place);
        const [keys, values] = [await result(store().getAllKeys()), await result(store().getAll())];
        for (const [index, value] of values.entries()) {
          const parts = await Promise.all(flat(value).map(bytesOf));
          if (parts.some(readable)) found.push(`${name}/${place}/${keys[index]}`);
        }
      }
      database.close();
    }
    return found;
  }, text);

/** What the page says, all of it. */
export const screenText = (page) => page.locator('body').ariaSnapshot();

/** Before the page is opened: tells of each write into IndexedDB, at the moment at which it is asked for. */
export async function watchWrites(context, onWrite) {
  await context.exposeBinding('toldOfWrite', onWrite);
  await context.addInitScript(() => {
    const real = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...args) {
      globalThis.toldOfWrite();
      return real.apply(this, args);
    };
  });
}

/** Before the page is opened: `arm(count)` kills the browser at the count-th write into IndexedDB from then on. */
export async function armToKill(context, profile) {
  let left = Infinity;
  await watchWrites(context, () => --left === 0 && profile.kill());
  return (count) => (left = count);
}
