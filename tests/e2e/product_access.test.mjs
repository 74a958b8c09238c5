// Every screen of the product for everybody: each control found by its name and hit where it lies, on
// a phone, a tablet and a desk, in both languages; and nothing for axe-core to complain of.
import assert from 'node:assert/strict';
import { findUnreachable, findWithAxe } from './lib/access.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';
import { atRest, resizeTo } from './lib/rest.mjs';

const windows = [{ width: 390, height: 844 }, { width: 820, height: 1180 }, { width: 1440, height: 900 }];
const screens = ['/', '/tickets', '/new', '/attention', '/reports', '/settings', '/no-such-place'];

async function check(page, name, locale) {
  for (const size of windows) {
    await resizeTo(page, size);
    const { count, problems } = await findUnreachable(page);
    assert.deepEqual(problems, [], `${name} at ${size.width} in ${locale}`);
    assert.ok(count >= 2, `only ${count} controls on ${name}`);
  }
  assert.deepEqual(await findWithAxe(page), [], `${name} in ${locale}`);
}

for (const locale of ['ja-JP', 'en-US']) {
  test(`every control of every screen is named and can be reached, and axe-core finds nothing (${locale})`, async (t) => {
    const server = await product.serve(t, { args: ['--demo'] });
    const page = await product.open(await openContext(t, { locale, bypassCSP: true }), server);
    await page.getByRole('textbox').first().waitFor();
    await check(page, 'the welcome', locale);
    await product.signIn(page, 'demo', 'genba-demo');
    await product.saysSynced(page);
    await product.go(page, '/tickets');
    await page.getByRole('row').nth(1).click();
    await atRest(page);
    await check(page, 'a ticket', locale);
    for (const path of screens) {
      await product.go(page, path);
      await atRest(page);
      await check(page, path, locale);
    }
  });
}
