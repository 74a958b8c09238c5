// The design system in a real browser: every control can be found by its name and used.
import assert from 'node:assert/strict';
import { findUnreachable } from './lib/access.mjs';
import { test } from './lib/browser_test.mjs';
import { openGallery, pages, turnTo } from './lib/gallery.mjs';
import { atRest, drawsNothing, stopTime } from './lib/rest.mjs';

test('every control has a name, is large enough, and nothing lies over it, in both languages', async (t) => {
  for (const language of ['ja', 'en']) {
    const { page } = await openGallery(t, { language });
    for (const path of pages) {
      await turnTo(page, path);
      const { count, problems } = await findUnreachable(page);
      assert.deepEqual(problems, [], `on ${path || 'basics'} in ${language}`);
      assert.ok(count >= 8, `only ${count} controls on ${path}`);
    }
  }
});

test('controls of every kind are found by role and name, and take a click', async (t) => {
  const { page } = await openGallery(t, { language: 'en' });
  await page.getByRole('checkbox', { name: 'Call back by phone' }).click();
  await page.getByRole('switch', { name: 'Notify by e-mail' }).click();
  await page.getByRole('radio', { name: 'Week' }).click();
  await page.getByRole('tab', { name: 'Comments' }).click();
  await page.getByRole('button', { name: 'Unassigned', pressed: false }).click();
  await atRest(page);
  assert.ok(await page.getByRole('checkbox', { name: 'Call back by phone' }).isChecked());
  assert.equal(await page.getByRole('switch', { name: 'Notify by e-mail' }).isChecked(), false);
  assert.ok(await page.getByRole('radio', { name: 'Week' }).isChecked());
  assert.equal(await page.getByRole('tab', { selected: true }).getAttribute('aria-label'), 'Comments');
  assert.equal(await page.getByRole('button', { name: 'Unassigned', pressed: true }).count(), 1);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await page.getByRole('status').filter({ hasText: 'Duplicate' }).waitFor();
});

test('a button acts once for a mouse, for Enter, for Space and for a script', async (t) => {
  const { page } = await openGallery(t);
  const save = page.getByRole('button', { name: '登録する' });
  const presses = page.getByText(/^押した回数: /);
  await save.click();
  await atRest(page);
  assert.equal(await presses.textContent(), '押した回数: 1');
  await save.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  await atRest(page);
  assert.equal(await presses.textContent(), '押した回数: 3');
  await save.evaluate((node) => node.click());
  await atRest(page);
  assert.equal(await presses.textContent(), '押した回数: 4');
});

test('a toast is announced in the status region and its undo works', async (t) => {
  const { page } = await openGallery(t);
  await page.getByRole('button', { name: '登録する' }).click();
  await page.getByRole('status').filter({ hasText: 'INC-000123 を登録しました' }).waitFor();
  await page.getByRole('button', { name: '元に戻す' }).click();
  await atRest(page);
  assert.equal(await page.getByText(/^押した回数: /).textContent(), '押した回数: 0');
});

test('a page at rest draws no frame, also with a focused field', async (t) => {
  const { page } = await openGallery(t, { prepare: stopTime });
  for (const path of pages) {
    await turnTo(page, path);
    await drawsNothing(page, path);
  }
  await turnTo(page, 'forms');
  await page.getByRole('textbox', { name: '件名' }).click();
  await atRest(page);
  await drawsNothing(page, 'forms with a focused field');
});

test('Tab follows the order on screen, and the ring is drawn', async (t) => {
  const { page } = await openGallery(t, { path: 'forms' });
  await page.getByRole('textbox', { name: '件名' }).focus();
  const names = [];
  // A date field is several stops of one name.
  for (let i = 0; i < 14; i++) {
    const name = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
    if (names.at(-1) !== name) names.push(name);
    await page.keyboard.press('Tab');
  }
  const order = ['件名', '内容', '影響度', 'カテゴリー', '発生日時', '拠点', 'メールアドレス', 'パスワード'];
  assert.deepEqual(names.slice(0, order.length), order);
  const button = page.getByRole('button', { name: '登録', exact: true });
  const box = await button.boundingBox();
  const clip = { x: box.x - 8, y: box.y - 8, width: box.width + 16, height: box.height + 16 };
  await atRest(page);
  const without = await page.screenshot({ clip });
  await page.getByRole('button', { name: '下書きを消す' }).focus();
  await page.keyboard.press('Shift+Tab');
  await atRest(page);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), '登録');
  assert.ok(!without.equals(await page.screenshot({ clip })), 'nothing shows the focus');
});

test('a choice opens a list, is searched by typing, and arrows and Enter choose', async (t) => {
  const { page } = await openGallery(t, { path: 'forms' });
  const category = page.getByRole('combobox', { name: 'カテゴリー' });
  await category.click();
  const query = page.getByRole('dialog', { name: 'カテゴリー' }).getByRole('searchbox');
  await query.waitFor();
  await query.fill('ネット');
  await page.getByRole('option', { name: 'ネットワーク' }).waitFor();
  await atRest(page);
  assert.equal(await page.getByRole('option').count(), 1);
  await query.press('ArrowDown');
  await page.keyboard.press('Enter');
  await atRest(page);
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.equal(await category.textContent(), 'ネットワーク');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'カテゴリー');
});

test('a dialog takes the focus, keeps it, hides what is below, and gives it back', async (t) => {
  const { page } = await openGallery(t);
  const opener = page.getByRole('button', { name: '削除', exact: true });
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'このチケットを削除しますか？' });
  await dialog.waitFor();
  await atRest(page);
  for (let i = 0; i < 5; i++) {
    assert.ok(await dialog.evaluate((node) => node.contains(document.activeElement)), `the focus left after ${i} Tabs`);
    await page.keyboard.press('Tab');
  }
  const below = page.getByRole('button', { name: '登録する' });
  assert.ok(await below.evaluate((node) => node.closest('[inert]') !== null), 'what is below can still be reached');
  await page.keyboard.press('Escape');
  await atRest(page);
  assert.equal(await dialog.count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), '削除');
  await opener.click();
  await page.getByRole('button', { name: '削除する' }).click();
  await page.getByRole('status').filter({ hasText: '削除しました' }).waitFor();
});

test('back, forward and reload keep the screen of an address', async (t) => {
  const { page } = await openGallery(t);
  await page.getByRole('link', { name: 'グラフ' }).click();
  await page.getByRole('heading', { name: 'グラフ', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'フォーム' }).click();
  await page.getByRole('heading', { name: 'フォーム', level: 1 }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'グラフ', level: 1 }).waitFor();
  await page.goForward();
  await page.getByRole('heading', { name: 'フォーム', level: 1 }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'フォーム', level: 1 }).waitFor();
  assert.ok(page.url().endsWith('#/forms'));
});
