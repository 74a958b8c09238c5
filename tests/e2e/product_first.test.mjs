// The first minutes: what an empty workspace offers, and the tour.
import assert from 'node:assert/strict';
import { findWithAxe } from './lib/access.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';
import { atRest } from './lib/rest.mjs';

async function start(t, more) {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t, more), server);
  await product.startAlone(page);
  return page;
}
const card = (page, name) => page.getByRole('dialog', { name });

test('the tour is taken by keyboard alone, has five cards, and is not offered again', async (t) => {
  const page = await start(t, { bypassCSP: true });
  await product.button(page, '1分ツアーを始める').focus();
  await page.keyboard.press('Enter');
  const titles = ['ホームで今日の仕事がわかります', '報告は件名だけで始められます', 'この印は、本当に保存されたしるしです', '食い違いは、ここに残ります', '迷ったら、ここから'];
  for (const [at, title] of titles.entries()) {
    await card(page, title).waitFor();
    await atRest(page);
    assert.equal(await page.evaluate(() => document.activeElement.closest('[role=dialog]') !== null), true);
    if (at === 0) assert.deepEqual(await findWithAxe(page), []);
    await product.button(page, at === 4 ? '使い始める' : '次へ').focus();
    await page.keyboard.press('Enter');
  }
  await card(page, titles[4]).waitFor({ state: 'detached' });
  assert.equal(await product.button(page, '1分ツアーを始める').count(), 0);
  await page.reload();
  await product.heading(page, 'ホーム');
  await atRest(page);
  assert.equal(await product.button(page, '1分ツアーを始める').count(), 0);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '検索と操作' }).waitFor();
  await page.keyboard.insertText('tour');
  await atRest(page);
  await page.keyboard.press('Enter');
  await card(page, titles[0]).waitFor();
  await page.keyboard.press('Escape');
  await card(page, titles[0]).waitFor({ state: 'detached' });
});

test('an empty workspace says what to do next, and fills itself with samples when asked', async (t) => {
  const page = await start(t);
  await product.button(page, '今は見ない').click();
  await product.button(page, '表から取り込む').waitFor();
  await atRest(page);
  await product.button(page, 'サンプルを入れて試す').click();
  await page.getByText('サンプルを入れました').waitFor();
  await product.go(page, '/tickets');
  await page.getByRole('row', { name: /VPNが30分ごとに切断される/ }).waitFor();
  const numbers = await page.getByRole('row').evaluateAll((rows) => rows.map((row) => /INC-\d+/.exec(row.ariaLabel ?? '')?.[0]).filter(Boolean));
  assert.equal(new Set(numbers).size, 6);
});
