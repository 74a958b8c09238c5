// Every main screen and the gallery of the design system look as they did: on a phone, a tablet and a
// desk, in both languages, light and dark. See lib/visual.mjs for what is compared, and
// scripts/visual to renew it. Clock and demo data stand at one moment.
import assert from 'node:assert/strict';
import { openContext, test } from './lib/browser_test.mjs';
import { openGallery, pages, turnTo } from './lib/gallery.mjs';
import * as product from './lib/product.mjs';
import { atRest, resizeTo } from './lib/rest.mjs';
import { assertSame, differences, look, wouldFail } from './lib/visual.mjs';

const windows = [{ width: 390, height: 844 }, { width: 820, height: 1180 }, { width: 1440, height: 900 }];
const languages = { ja: 'ja-JP', en: 'en-US' };
// A Wednesday morning in Tokyo, and three minutes later.
const served = '2026-11-18 01:00:00';
const looked = '2026-11-18T01:03:00Z';
const screens = {
  home: '/', list: '/tickets', ticket: '/t/INC-000150', new: '/new', reports: '/reports',
  report: '/reports?report=category_pareto&period=90d', knowledge: '/articles',
};
// Figures of these need no second look in the dark.
const brightOnly = new Set(['reports', 'report']);

async function lookAtAll(page, prefix, found) {
  for (const colorScheme of ['light', 'dark']) {
    if (colorScheme === 'dark' && brightOnly.has(prefix.split('.')[0])) continue;
    await page.emulateMedia({ colorScheme });
    for (const size of windows) {
      await resizeTo(page, size);
      found.push(...differences(`${prefix}.${size.width}.${colorScheme}`, `${prefix}.${size.width}`, await look(page)));
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

for (const [language, locale] of Object.entries(languages)) {
  test(`the main screens look as they did (${language})`, async (t) => {
    const server = await product.serve(t, { args: ['--demo'], at: served });
    const page = await (await openContext(t, { locale, reducedMotion: 'reduce' })).newPage();
    await page.clock.setFixedTime(looked);
    await product.open(page.context(), server, '', page);
    await product.signIn(page, 'demo', 'genba-demo');
    await product.saysSynced(page);
    const found = [];
    for (const [name, path] of Object.entries(screens)) {
      await product.go(page, path);
      await atRest(page);
      await lookAtAll(page, `${name}.${language}`, found);
    }
    assertSame(found, page.context().browser().version());
  });

  test(`the gallery looks as it did (${language})`, async (t) => {
    const { page } = await openGallery(t, { language, prepare: (opened) => opened.clock.setFixedTime(looked) });
    const found = [];
    for (const name of pages) {
      await turnTo(page, name);
      await lookAtAll(page, `gallery-${name || 'basics'}.${language}`, found);
    }
    assertSame(found, page.context().browser().version());
  });
}

test('a shift of 2 pixels fails both comparisons, and a look without one fails neither', async (t) => {
  const { page } = await openGallery(t);
  for (const size of windows) {
    await resizeTo(page, size);
    const kept = await look(page);
    assert.deepEqual(wouldFail(kept, await look(page)), { layout: false, picture: false });
    for (const [x, y] of [[2, 0], [0, 2]]) {
      await page.evaluate(([left, top]) => {
        document.getElementById('canvas').style.translate = `${left}px ${top}px`;
        document.getElementById('mirror').style.translate = `${left}px ${top}px`;
      }, [x, y]);
      assert.deepEqual(wouldFail(kept, await look(page)), { layout: true, picture: true }, `${x}, ${y} at ${size.width}`);
    }
    await page.evaluate(() => ['canvas', 'mirror'].forEach((id) => (document.getElementById(id).style.translate = '')));
  }
});
