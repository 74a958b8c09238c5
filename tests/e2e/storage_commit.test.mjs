// The commit into IndexedDB by itself, in real Chromium: all or nothing, one writer, told when full.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openContext, test } from './lib/browser_test.mjs';
import { root } from './lib/chromium.mjs';

const site = 'http://localhost:9/';
const scriptOf = () => readFileSync(join(root, 'web/platform/storage.js'), 'utf8');

/** A page in which `WorkspaceStorage` stands, on an origin of its own. */
async function openPage(context, script = scriptOf()) {
  const page = await context.newPage();
  await page.route(`${site}**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>storage</title>' }),
  );
  await page.goto(site);
  await page.evaluate(async () => {
    Object.assign(globalThis, await import('/storage.js'));
    globalThis.bytes = (text) => new TextEncoder().encode(text);
    globalThis.start = async (options) => {
      globalThis.lost = 0;
      globalThis.storage = new WorkspaceStorage('/genba', { onLost: () => (globalThis.lost += 1), ...options });
      const files = await storage.open(true);
      return files.map(([name, contents]) => [name, new TextDecoder().decode(contents)]);
    };
    globalThis.noise = (size) => {
      const noisy = new Uint8Array(size);
      for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(noisy.subarray(at, at + 65_536));
      return noisy;
    };
    globalThis.failure = (promise) => promise.then(() => 'stored', (error) => error.kind);
  });
  return page;
}

const start = (page) => page.evaluate(() => start());

test('what was committed is read again, byte for byte, and deletes take effect', async (t) => {
  const page = await openPage(await openContext(t));
  assert.deepEqual(await start(page), []);
  await page.evaluate(async () => {
    const large = new Uint8Array(1000).fill(7);
    await storage.commit([['manifest', bytes('m1')], ['log-1', large.subarray(10, 13)], ['old', bytes('x')]], []);
    await storage.commit([['manifest', bytes('m2')]], ['old']);
  });
  await page.reload();
  const again = await openPage(page.context());
  assert.deepEqual(await start(again), [['log-1', '\x07\x07\x07'], ['manifest', 'm2']]);
});

test('a stored file holds its exact bytes and not the buffer that they were cut from', async (t) => {
  const page = await openPage(await openContext(t));
  await start(page);
  const stored = await page.evaluate(async () => {
    await storage.commit([['log-1', new Uint8Array(1 << 20).subarray(5, 8)]], []);
    const database = await new Promise((resolve) => {
      const request = indexedDB.open('/genba');
      request.onsuccess = () => resolve(request.result);
    });
    return new Promise((resolve) => {
      const request = database.transaction('FILE_DATA').objectStore('FILE_DATA').get('/genba/log-1');
      request.onsuccess = ({ target: { result } }) =>
        resolve({ size: result.contents.buffer.byteLength, mode: result.mode, isDate: result.timestamp instanceof Date });
    });
  });
  assert.deepEqual(stored, { size: 3, mode: 33206, isDate: true });
});

test('a tab that was taken over is told, and writes nothing any more', async (t) => {
  const context = await openContext(t);
  const first = await openPage(context);
  await start(first);
  await first.evaluate(() => storage.commit([['log-1', bytes('first')]], []));
  const second = await openPage(context);
  assert.deepEqual(await start(second), [['log-1', 'first']]);
  await first.waitForFunction(() => lost === 1);
  assert.equal(await first.evaluate(() => failure(storage.commit([['log-2', bytes('stale')]], []))), 'fenced');
  await second.evaluate(() => storage.commit([['log-2', bytes('second')]], []));
  assert.deepEqual(await start(first), [['log-1', 'first'], ['log-2', 'second']]);
});

test('without locks the epoch alone keeps a stale tab from writing', async (t) => {
  const context = await openContext(t);
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
  const first = await openPage(context);
  await start(first);
  const second = await openPage(context);
  await start(second);
  await second.evaluate(() => storage.commit([['log-1', bytes('second')]], []));
  assert.equal(await first.evaluate(() => failure(storage.commit([['log-1', bytes('stale')]], []))), 'fenced');
  assert.equal(await first.evaluate(() => lost), 1);
  assert.deepEqual(await start(first), [['log-1', 'second']]);
});

test('without the fence a stale tab does write, so the tests above would see it', async (t) => {
  const fence = 'if (epochOf(target.result) !== this.#epoch) {';
  assert.equal(scriptOf().split(fence).length, 2);
  const context = await openContext(t);
  await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }));
  const first = await openPage(context, scriptOf().replace(fence, 'if (false) {'));
  await start(first);
  const second = await openPage(context);
  await start(second);
  assert.equal(await first.evaluate(() => failure(storage.commit([['log-1', bytes('stale')]], []))), 'stored');
});

test('a tab that does not steal gets nothing while another one writes', async (t) => {
  const context = await openContext(t);
  const first = await openPage(context);
  await start(first);
  const second = await openPage(context);
  await second.evaluate(() => {
    globalThis.storage = new WorkspaceStorage('/genba');
    globalThis.asked = () => storage.open(false).then((files) => files !== null);
  });
  assert.equal(await second.evaluate(() => asked()), false);
  await first.evaluate(() => storage.commit([['log-1', bytes('still here')]], []));
  await first.close();
  await second.waitForFunction(() => asked());
});

test('a full disk is an error of its own, and leaves what was there', async (t) => {
  const context = await openContext(t);
  const page = await openPage(context);
  const devtools = await context.newCDPSession(page);
  // Before the first write: Chromium asks for its space once and counts on from there.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(site).origin, quotaSize: 300_000 });
  await start(page);
  await page.evaluate(() => storage.commit([['log-1', bytes('kept')]], []));
  const full = () =>
    page.evaluate(() => failure(storage.commit([['log-2', noise(400_000)]], ['log-1'])));
  assert.equal(await full(), 'quota');
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: new URL(site).origin });
  assert.deepEqual(await start(page), [['log-1', 'kept']]);
  assert.equal(await full(), 'stored');
});

test('a connection that the browser closed is opened anew', async (t) => {
  const page = await openPage(await openContext(t));
  await start(page);
  const outcome = await page.evaluate(async () => {
    await storage.commit([['log-1', bytes('before')]], []);
    const real = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...args) {
      IDBDatabase.prototype.transaction = real;
      this.close();
      return real.apply(this, args);
    };
    return failure(storage.commit([['log-2', bytes('after')]], []));
  });
  assert.equal(outcome, 'stored');
  assert.deepEqual(await start(page), [['log-1', 'before'], ['log-2', 'after']]);
});

test('a transaction that never ends is given up after the time limit', async (t) => {
  const page = await openPage(await openContext(t));
  await page.evaluate(() => start({ limitMs: 300 }));
  const outcome = await page.evaluate(async () => {
    const other = await new Promise((resolve) => {
      const request = indexedDB.open('/genba');
      request.onsuccess = () => resolve(request.result);
    });
    const store = other.transaction('FILE_DATA', 'readwrite').objectStore('FILE_DATA');
    let blocking = true;
    const spin = () => blocking && (store.get('x').onsuccess = spin);
    spin();
    const kind = await failure(storage.commit([['log-1', bytes('late')]], []));
    blocking = false;
    return kind;
  });
  assert.equal(outcome, 'timeout');
  assert.deepEqual(await start(page), [], 'what was given up is not written later');
});

test('drafts and settings are kept by tabs that do not hold the workspace', async (t) => {
  const context = await openContext(t);
  const first = await openPage(context);
  await start(first);
  const second = await openPage(context);
  await start(second);
  await first.evaluate(() => storage.putAside('draft-a', bytes('typed')));
  assert.deepEqual(await start(second), [['draft-a', 'typed']]);
  await first.evaluate(() => storage.putAside('draft-a', null));
  assert.deepEqual(await start(second), []);
});
