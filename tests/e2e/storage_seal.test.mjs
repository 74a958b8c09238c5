// Encrypted files by themselves, in real Chromium: nothing readable is stored, and what somebody else changed is found.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openContext, test } from './lib/browser_test.mjs';
import { root } from './lib/chromium.mjs';

const site = 'http://localhost:9/';
const passphrase = '馬 電池 ホチキス 正しい';

/** A page on an origin of its own, in which an encrypted store can be opened, changed behind its back, and read. */
async function openPage(context) {
  const page = await context.newPage();
  await page.route(`${site}**`, (route) => {
    const name = basename(new URL(route.request().url()).pathname);
    return name.endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: readFileSync(join(root, 'web/platform', name), 'utf8') })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>storage</title>' });
  });
  await page.goto(site);
  await page.evaluate(async () => {
    const { SealedStorage } = await import('/sealed_storage.js');
    globalThis.bytes = (text) => new TextEncoder().encode(text);
    globalThis.store = (mount = '/genba') => (globalThis.storage = new SealedStorage(mount));
    globalThis.read = async (secret) => {
      const opened = store();
      if (secret) await opened.unlock(secret);
      return (await opened.open(true)).map(([name, content]) => [name, new TextDecoder().decode(content)]).sort();
    };
    globalThis.failure = (promise) => promise.then(() => 'done', (error) => `${error.kind}: ${error.message}`);
    globalThis.places = async (mode) => {
      const database = await new Promise((resolve) => (indexedDB.open('/genba').onsuccess = ({ target }) => resolve(target.result)));
      return database.transaction('FILE_DATA', mode).objectStore('FILE_DATA');
    };
    globalThis.result = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
    globalThis.raw = async (name) => (await result((await places('readonly')).get(`/genba/${name}`)))?.contents;
    globalThis.overwrite = async (name, contents) => {
      const place = await places('readwrite');
      await result(contents ? place.put({ timestamp: new Date(), mode: 0o100666, contents }, `/genba/${name}`) : place.delete(`/genba/${name}`));
    };
  });
  return page;
}

/** With three files in it, and a draft. */
async function fill(page) {
  await page.evaluate(async (secret) => {
    await store().open(true);
    await storage.commit([['manifest', bytes('m1')], ['log-1', bytes('漏えいの記録')]], []);
    await storage.protect(secret);
    await storage.commit([['log-2', bytes('second')]], []);
    await storage.putAside('aside-draft-a', bytes('下書き'));
  }, passphrase);
}
const all = [['aside-draft-a', '下書き'], ['log-1', '漏えいの記録'], ['log-2', 'second'], ['manifest', 'm1']];

test('nothing that was stored can be read without the passphrase, and everything with it', async (t) => {
  const page = await openPage(await openContext(t));
  await fill(page);
  for (const name of ['manifest', 'log-1', 'log-2', 'aside-draft-a', 'SEAL', 'KEY']) {
    const stored = Buffer.from(await page.evaluate(async (file) => [...(await raw(file))], name));
    for (const [, text] of all) assert.equal(stored.includes(text), false, `${name} says ${text}`);
    if (name !== 'KEY') assert.equal(stored.subarray(0, 4).toString(), 'GBE1', name);
  }
  assert.match(await page.evaluate(() => failure(read())), /^locked/);
  assert.match(await page.evaluate(() => failure(read('something else'))), /^wrong/);
  assert.deepEqual(await page.evaluate((secret) => read(secret), passphrase), all);
});

test('the key is derived slowly, from a salt of its own, and wraps a random one', async (t) => {
  const page = await openPage(await openContext(t));
  await fill(page);
  const first = JSON.parse(await page.evaluate(async () => new TextDecoder().decode(await raw('KEY'))));
  assert.equal(first.kdf, 'PBKDF2-HMAC-SHA-256');
  assert.ok(first.iterations >= 600_000);
  assert.equal(Buffer.from(first.key, 'base64').length, 32 + 16);
  assert.equal(await page.evaluate(() => storage.key.extractable), false);
  await page.evaluate(async (secret) => {
    await storage.unprotect();
    await storage.protect(secret);
  }, passphrase);
  const again = JSON.parse(await page.evaluate(async () => new TextDecoder().decode(await raw('KEY'))));
  for (const part of ['salt', 'iv', 'key']) assert.notEqual(first[part], again[part], part);
});

test('the same bytes are never sealed alike', async (t) => {
  const page = await openPage(await openContext(t));
  await fill(page);
  const seals = await page.evaluate(async () => {
    const found = [];
    for (const name of ['log-3', 'log-3', 'log-4']) {
      await storage.commit([[name, bytes('same')]], []);
      found.push(String((await raw(name)).subarray(4, 16)));
    }
    return found;
  });
  assert.equal(new Set(seals).size, 3);
});

/** What somebody does to the files while the store is closed. */
const changes = {
  'one bit is changed': async () => {
    const content = await raw('log-1');
    content[20] ^= 1;
    await overwrite('log-1', content);
  },
  'two files change places': async () => {
    const [first, second] = [await raw('log-1'), await raw('log-2')];
    await overwrite('log-1', second);
    await overwrite('log-2', first);
  },
  'the last log is taken away': () => overwrite('log-2', null),
  'the list is taken away': () => overwrite('SEAL', null),
  'a file in the clear is added': () => overwrite('log-3', bytes('forged')),
  'a draft takes the place of another': async () => overwrite('aside-draft-b', await raw('aside-draft-a')),
};
for (const [what, change] of Object.entries(changes)) {
  test(`${what}: the store does not open, and says which file`, async (t) => {
    const page = await openPage(await openContext(t));
    await fill(page);
    await page.evaluate(change);
    assert.match(await page.evaluate((secret) => failure(read(secret)), passphrase), /^io: .*(log-|SEAL|draft)/);
  });
}

test('a file that is put back from an earlier time is found', async (t) => {
  const page = await openPage(await openContext(t));
  await fill(page);
  await page.evaluate(async () => {
    globalThis.old = await raw('manifest');
    await storage.commit([['manifest', bytes('m2')]], []);
    await overwrite('manifest', old);
  });
  assert.match(await page.evaluate((secret) => failure(read(secret)), passphrase), /^io: manifest/);
});

test('another passphrase wraps the key anew and rewrites nothing else', async (t) => {
  const page = await openPage(await openContext(t));
  await fill(page);
  const outcome = await page.evaluate(async (secret) => {
    const names = ['manifest', 'log-1', 'log-2', 'SEAL', 'aside-draft-a'];
    const before = String(await Promise.all(names.map(raw)));
    const refused = await failure(storage.rekey('not it', 'never'));
    await storage.rekey(secret, 'the next passphrase');
    return { refused, same: String(await Promise.all(names.map(raw))) === before };
  }, passphrase);
  assert.match(outcome.refused, /^wrong/);
  assert.equal(outcome.same, true);
  assert.match(await page.evaluate((secret) => failure(read(secret)), passphrase), /^wrong/);
  assert.deepEqual(await page.evaluate(() => read('the next passphrase')), all);
});

test('switched off, the files are as they were before, and no key is left', async (t) => {
  const page = await openPage(await openContext(t));
  await fill(page);
  await page.evaluate(() => storage.unprotect());
  assert.equal(await page.evaluate(() => raw('KEY')), undefined);
  assert.equal(await page.evaluate(async () => new TextDecoder().decode(await raw('log-1'))), '漏えいの記録');
  assert.deepEqual(await page.evaluate(() => read()), all);
});

test('cut off at any write, switching on and off leaves a store that opens', async (t) => {
  const page = await openPage(await openContext(t));
  await fill(page);
  const outcomes = await page.evaluate(async (secret) => {
    const { put, delete: remove } = IDBObjectStore.prototype;
    const cut = async (at, work) => {
      let left = at;
      IDBObjectStore.prototype.put = function (...args) {
        left -= 1;
        if (left === -1) this.transaction.abort();
        return left < 0 ? {} : put.apply(this, args);
      };
      // Where there is no transaction any more, nothing can be deleted either.
      IDBObjectStore.prototype.delete = function (...args) {
        return left < 0 ? {} : remove.apply(this, args);
      };
      const outcome = await failure(work());
      IDBObjectStore.prototype.put = put;
      IDBObjectStore.prototype.delete = remove;
      return outcome;
    };
    const seen = { on: 0, off: 0 };
    const contents = new Set();
    for (const [way, switchIt] of [['off', () => storage.unprotect()], ['on', () => storage.protect(secret)]]) {
      for (let at = 0; ; ++at) {
        await read(secret);
        if ((await cut(at, switchIt)) === 'done') break;
        seen[way] += 1;
        contents.add(JSON.stringify(await read(secret)));
      }
      contents.add(JSON.stringify(await read(secret)));
    }
    return { seen, contents: [...contents] };
  }, passphrase);
  assert.ok(outcomes.seen.on >= 6 && outcomes.seen.off >= 4, JSON.stringify(outcomes.seen));
  assert.deepEqual(outcomes.contents.map((each) => JSON.parse(each)), [all]);
});

test('what a tab that knew of no key has written is read, and encrypted then', async (t) => {
  const page = await openPage(await openContext(t));
  await fill(page);
  await page.evaluate(() => overwrite('aside-draft-c', bytes('まだ平文')));
  const files = await page.evaluate((secret) => read(secret), passphrase);
  assert.deepEqual(files, [all[0], ['aside-draft-c', 'まだ平文'], ...all.slice(1)]);
  assert.equal(await page.evaluate(async () => new TextDecoder().decode((await raw('aside-draft-c')).subarray(0, 4))), 'GBE1');
});
