// The site on the device: what the service worker keeps, and how a new version arrives.
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, startServer } from '../contract/lib/program.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';

const workerReady = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));

test('the service worker keeps files of the build and nothing that the server says', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako');
  const page = await product.open(await openContext(t), server);
  await workerReady(page);
  await page.reload();
  await product.signIn(page, 'hanako');
  await product.saysSynced(page);
  const kept = await page.evaluate(async () => {
    const addresses = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) addresses.push(new URL(url).pathname);
    }
    return addresses;
  });
  assert.ok(kept.includes('/index.html'));
  assert.ok(kept.some((path) => path.endsWith('.wasm')));
  assert.deepEqual(kept.filter((path) => path.startsWith('/api') || path === '/healthz'), []);
});

test('a new version waits until somebody takes it, and the draft is still there', async (t) => {
  const web = join(makeFolder(t), 'web');
  cpSync(product.site, web, { recursive: true });
  for (const packed of ['br', 'gz']) rmSync(join(web, `service-worker.js.${packed}`), { force: true });
  const server = await startServer(t, { args: ['--web', web] });
  const page = await product.open(await openContext(t), server);
  await workerReady(page);
  await page.reload();
  await product.startAlone(page);
  await product.go(page, '/new');
  await product.textbox(page, '件名').fill('更新をまたぐ下書き');
  appendFileSync(join(web, 'service-worker.js'), '\n// the next version\n');
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((found) => found.update()).then(() => true));
  await page.getByText('新しい版があります').first().waitFor();
  const reloaded = page.waitForEvent('load');
  await product.button(page, '今すぐ更新').click();
  await reloaded;
  await product.heading(page, 'インシデントを登録');
  await page.getByText('前回の下書きを復元しました').first().waitFor();
  assert.equal(await product.textbox(page, '件名').inputValue(), '更新をまたぐ下書き');
});
