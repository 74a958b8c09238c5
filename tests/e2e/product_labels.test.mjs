// No label is cut for want of room but those that are known: on a phone, a tablet and a desk, in both languages, and with the
// text at 150 and 200 per cent (Settings; GENBA_FULL=1). What people typed may be cut; a label says what a control does.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openContext, test } from './lib/browser_test.mjs';
import { root } from './lib/chromium.mjs';
import { findCutLabels } from './lib/labels.mjs';
import * as product from './lib/product.mjs';
import { atRest, resizeTo } from './lib/rest.mjs';

const windows = [{ width: 390, height: 844 }, { width: 820, height: 1180 }, { width: 1440, height: 900 }];
const percents = process.env.GENBA_FULL === '1' ? [100, 150, 200] : [100];
const views = [...readFileSync(join(root, 'wasm/views/views.cpp'), 'utf8').matchAll(/\{"(\/.*?)", make_/g)].map((found) => found[1]);
const screens = [
  ...views.filter((path) => path === '/' || !path.endsWith('/')), '/t/INC-000150', '/a/edit/new',
  '/reports?report=kpi&period=30d', '/reports?report=custom&rows=priority&columns=state&measure=count',
];

async function chooseTextSize(page, percent) {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('combobox', { name: /^検索と操作$|^Search and commands$/ });
  await palette.fill(`${percent}%`);
  await atRest(page);
  await palette.press('Enter');
  await palette.waitFor({ state: 'detached' });
  await atRest(page);
}

/**
 * Labels that are known to be cut, mostly on a phone with larger text, are listed; the list may only become
 * shorter (GENBA_UPDATE_LABELS=1 writes it anew).
 */
function judge(locale, cut) {
  const file = join(root, `tests/golden/cut_labels.${locale.slice(0, 2)}.txt`);
  const listed = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const isLookedAt = (line) => percents.some((percent) => line.includes(`, ${percent} %: `));
  if (process.env.GENBA_UPDATE_LABELS === '1') {
    writeFileSync(file, `${[...cut, ...listed.filter((line) => !isLookedAt(line))].join('\n')}\n`);
  }
  const known = readFileSync(file, 'utf8').split('\n').filter((line) => line && isLookedAt(line));
  const more = cut.filter((each) => !known.includes(each));
  assert.equal(more.join('\n'), '', 'these labels are cut');
  const mended = known.filter((each) => !cut.includes(each));
  assert.equal(mended.join('\n'), '', 'these are whole now, and must leave the list');
}

for (const locale of ['ja-JP', 'en-US']) {
  test(`no further label is cut at any of the three widths, nor with larger text (${locale})`, async (t) => {
    const server = await product.serve(t, { args: ['--demo'], at: '2026-11-18 01:00:00' });
    const page = await (await openContext(t, { locale })).newPage();
    await page.clock.setFixedTime('2026-11-18T01:03:00Z');
    await product.open(page.context(), server, '', page);
    await product.signIn(page, 'demo', 'genba-demo');
    await product.saysSynced(page);
    const cut = [];
    for (const percent of percents) {
      await resizeTo(page, windows[2]);
      if (percent > 100) await chooseTextSize(page, percent);
      for (const size of windows) {
        await resizeTo(page, size);
        for (const path of screens) {
          await product.go(page, path);
          await atRest(page);
          for (const label of await findCutLabels(page, atRest)) cut.push(`${path} at ${size.width}, ${percent} %: ${label}`);
        }
      }
    }
    judge(locale, cut);
  });
}

test('a label without room is found', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await product.startAlone(page);
  await resizeTo(page, { width: 150, height: 844 });
  assert.notDeepEqual(await findCutLabels(page, atRest), []);
});
