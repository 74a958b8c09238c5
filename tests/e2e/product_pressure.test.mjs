// A server with too much to do: the browser comes back when it was told to, not before, and shows that something waits.
import assert from 'node:assert/strict';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';
import { stopTime } from './lib/rest.mjs';

for (const status of [429, 503]) {
  test(`answered ${status}, the browser asks again when it was told to, and loses nothing`, async (t) => {
    const server = await product.serve(t);
    product.addUser(server, 'hanako');
    const context = await openContext(t, { serviceWorkers: 'block' });
    const page = await context.newPage();
    await stopTime(page);
    await product.open(context, server, '', page);
    await product.signIn(page, 'hanako');
    await product.heading(page, 'ホーム');
    await product.saysSynced(page);
    let asked = 0;
    await page.route('**/api/sync/push', (route) => {
      ++asked;
      return asked <= 2 ? route.fulfill({ status, headers: { 'Retry-After': '30' } }) : route.continue();
    });
    await product.recordIncident(page, '混み合うサーバー');
    await product.saysWaiting(page, 1);
    assert.equal(asked, 1);
    for (const times of [1, 2]) {
      await page.clock.runFor(29_000);
      assert.equal(asked, times, 'not before it was told');
      // Some of the wait is left to chance, so that not all devices come back at once.
      const again = page.waitForRequest('**/api/sync/push');
      await page.clock.runFor(3000);
      await again;
    }
    await product.saysSynced(page);
    assert.equal(asked, 3);
  });
}
