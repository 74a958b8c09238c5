// The browser's network breaks in the middle of a request or of its answer: what was recorded arrives, and once.
import assert from 'node:assert/strict';
import { makeDevice } from '../contract/lib/device.mjs';
import { startProxy } from '../contract/lib/proxy.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';

const cuts = [['up', 1], ['up', 400], ['up', 900], ['down', 1], ['down', 120], ['down', 400]];

test('a browser whose network is cut in the middle of requests and answers sends everything once', async (t) => {
  const server = await product.serve(t);
  for (const name of ['hanako', 'taro']) product.addUser(server, name, 'manager');
  const proxy = await startProxy(t, server.url);
  const page = await product.open(await openContext(t, { serviceWorkers: 'block' }), proxy);
  await product.signIn(page, 'hanako');
  await product.heading(page, 'ホーム');
  await product.saysSynced(page);
  const titles = [];
  for (const [direction, bytes] of cuts) {
    const isCut = new Promise((resolve) => proxy.arm({ [direction]: bytes }, resolve));
    const title = `${direction} ${bytes}`;
    await product.recordIncident(page, title);
    titles.push(title);
    await isCut;
    proxy.mend();
    await product.saysSynced(page);
  }
  const taro = makeDevice(t, 'taro');
  taro.sync(server);
  assert.deepEqual(taro.titles(), titles.toSorted());
});
