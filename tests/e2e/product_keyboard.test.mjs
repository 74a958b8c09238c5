// Everything by keyboard: the command palette, the list of shortcuts, and that what the list says works.
import assert from 'node:assert/strict';
import { findWithAxe } from './lib/access.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';
import { atRest } from './lib/rest.mjs';

const start = async (t, more) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t, more), server);
  await product.startAlone(page);
  return page;
};
const palette = (page) => page.getByRole('dialog', { name: /^検索と操作$|^Search and commands$/ });
const words = (page) => palette(page).getByRole('combobox');
const options = (page) => palette(page).getByRole('option');

async function openPalette(page, typed = '') {
  await page.keyboard.press('Control+k');
  await words(page).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'combobox');
  if (typed) await page.keyboard.insertText(typed);
  await atRest(page);
}
const takeFirst = async (page, typed) => {
  await openPalette(page, typed);
  await page.keyboard.press('Enter');
  await palette(page).waitFor({ state: 'detached' });
};
const names = (page) => options(page).evaluateAll((all) => all.map((one) => one.ariaLabel));
const active = (page) =>
  page.evaluate(() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.ariaLabel);

test('the palette goes everywhere, in both languages, whatever the kana', async (t) => {
  const page = await start(t);
  for (const typed of ['レポート', 'れぽーと', 'ﾚﾎﾟｰﾄ', 'reports']) {
    await product.go(page, '/');
    await product.heading(page, 'ホーム');
    await takeFirst(page, typed);
    await product.heading(page, 'レポート');
  }
  await takeFirst(page, 'category pareto');
  await product.heading(page, /カテゴリー/);
  await takeFirst(page, '新規 問題');
  await product.heading(page, 'インシデントを登録');
  await page.getByRole('combobox', { name: '種類' }).filter({ hasText: '問題' }).waitFor();
});

test('Enter within the frame of the last letter takes what fits the whole word', async (t) => {
  const page = await start(t);
  await openPalette(page);
  await words(page).evaluate((field) => {
    field.value = 'レポート';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  });
  await product.heading(page, 'レポート');
});

test('the palette is a combobox: arrows move, Enter takes, Escape closes and gives the focus back', async (t) => {
  const page = await start(t, { bypassCSP: true });
  await product.go(page, '/tickets');
  await product.button(page, '絞り込み').focus();
  await openPalette(page);
  const all = await names(page);
  assert.equal(await active(page), all[0]);
  assert.equal(await words(page).getAttribute('aria-expanded'), 'true');
  assert.ok(await page.evaluate(() => document.getElementById(document.activeElement.getAttribute('aria-controls'))?.role === 'listbox'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await atRest(page);
  assert.equal(await active(page), all[2]);
  await page.keyboard.press('ArrowUp');
  await atRest(page);
  assert.equal(await active(page), all[1]);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await atRest(page);
  assert.equal(await active(page), all.at(-1), 'it goes around');
  assert.deepEqual(await options(page).evaluateAll((found) => found.filter((one) => one.ariaSelected === 'true').length), 1);
  assert.deepEqual(await findWithAxe(page), []);
  await atRest(page);
  await page.keyboard.press('Escape');
  await palette(page).waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.ariaLabel === '絞り込み');
});

test('tickets and articles are found by number and title, and what was used comes first the next time', async (t) => {
  const page = await start(t);
  const path = await product.recordIncident(page, 'プリンターが印刷できない');
  await product.recordIncident(page, 'VPNにつながらない');
  await product.go(page, '/');
  await takeFirst(page, 'ぷりんたー');
  await product.heading(page, 'プリンターが印刷できない');
  assert.equal(await product.address(page), path);
  await product.go(page, '/');
  await takeFirst(page, 'INC-000002');
  await product.heading(page, 'VPNにつながらない');
  await takeFirst(page, '設定');
  await product.heading(page, '設定');
  await page.reload();
  await product.heading(page, '設定');
  await openPalette(page);
  const recent = (await names(page)).filter((name) => name.endsWith('最近'));
  assert.equal(recent.length, 3);
  assert.match(recent[0], /^設定/);
  assert.match(recent[1], /INC-000002/);
  await page.keyboard.insertText('どこにもない言葉');
  await palette(page).getByText('該当するものがありません').waitFor();
  await page.keyboard.press('Enter');
  await palette(page).waitFor();
});

test('the palette carries out what the ticket offers', async (t) => {
  const page = await start(t, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.evaluate(() => (globalThis.print = () => (globalThis.printed = document.getElementById('print').textContent)));
  const path = await product.recordIncident(page, 'メールが届かない', '朝から届きません');
  await product.heading(page, 'メールが届かない');
  await takeFirst(page, '対応を開始');
  await page.getByText('対応中').first().waitFor();
  await takeFirst(page, '自分が担当');
  await page.getByText('担当を変更しました').first().waitFor();
  await takeFirst(page, '返信を書く');
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  await page.keyboard.insertText('確認します');
  await page.keyboard.press('Control+Enter');
  await page.getByText('確認します').first().waitFor();
  await takeFirst(page, 'internal note');
  await page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
  await product.button(page, 'メモを残す').waitFor();
  await takeFirst(page, 'リンクをコピー');
  await page.getByText('リンクをコピーしました').waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), new RegExp(`^http.*#${path}$`));
  await takeFirst(page, '印刷');
  await page.waitForFunction(() => globalThis.printed !== undefined);
  const printed = await page.evaluate(() => globalThis.printed);
  for (const text of ['メールが届かない', '朝から届きません', '確認します', '影響度']) assert.ok(printed.includes(text), text);
  const chooser = page.waitForEvent('filechooser');
  await takeFirst(page, 'ファイルを追加');
  await chooser;
  await takeFirst(page, '解決');
  await page.getByRole('dialog', { name: /解決/ }).waitFor();
});

test('theme, text size and language are chosen in the palette and kept by the device', async (t) => {
  const page = await start(t);
  const scheme = () => page.evaluate(() => document.getElementById('root').style.colorScheme);
  await takeFirst(page, 'ダーク');
  await page.waitForFunction(() => document.getElementById('root').style.colorScheme === 'dark');
  const height = async () => (await product.button(page, 'English').boundingBox()).height;
  const before = await height();
  await takeFirst(page, '文字 150');
  await page.waitForFunction((least) => document.querySelector('#mirror [aria-label=English]').getBoundingClientRect().height > least, before * 1.4);
  await takeFirst(page, 'english');
  await product.heading(page, 'Home');
  await page.reload();
  await product.heading(page, 'Home');
  assert.equal(await scheme(), 'dark');
  await takeFirst(page, 'text size 100');
  await takeFirst(page, 'theme light');
  await page.waitForFunction(() => document.getElementById('root').style.colorScheme === 'light');
});

test('j and k keep the marked row in sight', async (t) => {
  const server = await product.serve(t, { args: ['--demo'], at: '2026-11-18 01:00:00' });
  const page = await product.open(await openContext(t), server);
  await product.signIn(page, 'demo', 'genba-demo');
  await product.saysSynced(page);
  await product.go(page, '/tickets?show=all');
  await page.getByRole('row').nth(2).waitFor();
  await atRest(page);
  const isInSight = () =>
    page.locator('[role=row][aria-selected=true]').evaluate((row) => {
      const { left, right, top, bottom } = row.getBoundingClientRect();
      return [top + 2, bottom - 2].every((y) => row.contains(document.elementFromPoint((left + right) / 2, y)));
    });
  for (const [key, count] of [['j', 30], ['k', 28]]) {
    for (let i = 0; i < count; i++) await page.keyboard.press(key);
    await atRest(page);
    assert.ok(await isInSight(), key);
  }
});

test('? lists the shortcuts of the screen and those that work everywhere; each of them works', async (t) => {
  const page = await start(t);
  await product.recordIncident(page, '一件目');
  await product.recordIncident(page, '二件目');
  await product.go(page, '/tickets');
  await page.getByRole('row', { name: /二件目/ }).waitFor();
  await atRest(page);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'キーボードショートカット' });
  await help.waitFor();
  const lines = await help.locator('.t').allTextContents();
  for (const line of ['j: 次の行へ', 'k: 前の行へ', 'o: 選んだチケットを開く', '/: 検索欄へ移る', 'n: 新規登録',
    '?: ショートカットの一覧を開く', 'Ctrl/⌘ + K: 検索と操作']) {
    assert.ok(lines.includes(line), `${line} is not among ${lines.join(' | ')}`);
  }
  // Below a dialog no key works but the dialog's own.
  await page.keyboard.press('n');
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  assert.equal(await page.evaluate(() => location.hash), '#/tickets');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await atRest(page);
  await page.keyboard.press('o');
  await product.heading(page, '二件目');
  await page.keyboard.press('/');
  await product.heading(page, 'チケット');
  await page.waitForFunction(() => document.activeElement?.ariaLabel === '検索');
  await page.keyboard.insertText('一件');
  await page.getByRole('row', { name: /二件目/ }).waitFor({ state: 'detached' });
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('n');
  await product.heading(page, 'インシデントを登録');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('?');
  await help.waitFor();
  assert.ok((await help.locator('.t').allTextContents()).includes('Ctrl/⌘ + Enter: 登録する'));
});

test('a finger opens the palette from the bar and takes an entry', async (t) => {
  const page = await start(t, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await product.button(page, '検索').tap();
  await words(page).waitFor();
  await words(page).fill('ナレッジ');
  await atRest(page);
  await options(page).first().tap();
  await product.heading(page, 'ナレッジ');
});
