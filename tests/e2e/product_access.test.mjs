// Every screen of the product for everybody: each control found by its name and hit where it lies, on
// a phone, a tablet and a desk, in both languages; and nothing for axe-core to complain of. The screens
// are those of the list of views, so that one that is added is covered.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findUnreachable, findWithAxe } from './lib/access.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import { root } from './lib/chromium.mjs';
import * as product from './lib/product.mjs';
import { atRest, resizeTo } from './lib/rest.mjs';

const windows = [{ width: 390, height: 844 }, { width: 820, height: 1180 }, { width: 1440, height: 900 }];
const views = [...readFileSync(join(root, 'wasm/views/views.cpp'), 'utf8').matchAll(/\{"(\/.*?)", make_/g)].map((found) => found[1]);
// Views of one record end in "/": reached by a link, from the first row of a list, or by "new".
const seeds = [...views.filter((path) => path === '/' || !path.endsWith('/')), '/a/edit/new', '/no-such-place'];
const viewOf = (path) =>
  views.filter((view) => path === view || (view !== '/' && view.endsWith('/') && path.startsWith(view))).sort().at(-1) ?? path;

async function check(page, name, locale) {
  for (const size of windows) {
    await resizeTo(page, size);
    const { count, problems } = await findUnreachable(page);
    assert.deepEqual(problems, [], `${name} at ${size.width} in ${locale}`);
    assert.ok(count >= 2, `only ${count} controls on ${name}`);
  }
  assert.deepEqual(await findWithAxe(page), [], `${name} in ${locale}`);
  await atRest(page); // axe-core scrolls
}

const linksOf = (page) =>
  page.evaluate(() => [...document.querySelectorAll('#mirror a[href^="#/"]')].map((link) => link.getAttribute('href').slice(1)));

/** Where the first row of the screen's list leads to, if it has one. */
async function behindFirstRow(page, path) {
  const row = page.locator('[role=row][tabindex]').first();
  if ((await row.count()) === 0) return [];
  await row.click();
  await atRest(page);
  const found = await page.evaluate(() => location.hash.slice(1).replace(/\?.*/, ''));
  await product.go(page, path);
  await atRest(page);
  return [found];
}

for (const locale of ['ja-JP', 'en-US']) {
  test(`every control of every screen is named and can be reached, and axe-core finds nothing (${locale})`, async (t) => {
    const server = await product.serve(t, { args: ['--demo'] });
    const page = await product.open(await openContext(t, { locale, bypassCSP: true }), server);
    await page.getByRole('textbox').first().waitFor();
    await check(page, 'the welcome', locale);
    await product.signIn(page, 'demo', 'genba-demo');
    await product.saysSynced(page);
    const seen = new Map(seeds.map((path) => [viewOf(path), path]));
    for (const [, path] of seen) {
      await product.go(page, path);
      await atRest(page);
      await check(page, path, locale);
      for (const next of [...(await linksOf(page)), ...(await behindFirstRow(page, path))]) {
        if (!seen.has(viewOf(next))) seen.set(viewOf(next), next);
      }
    }
    assert.deepEqual(views.filter((view) => !seen.has(view)), [], 'no way to these views was found');
  });
}
