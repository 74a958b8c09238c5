// Fingers, and tables of 100,000 rows.
import assert from 'node:assert/strict';
import { test } from './lib/browser_test.mjs';
import { openGallery } from './lib/gallery.mjs';
import { atRest, resizeTo } from './lib/rest.mjs';

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

const firstRow = (page) =>
  page.evaluate(() => Math.min(...[...document.querySelectorAll('[role=row][tabindex]')].map((row) => Number(row.ariaRowIndex))));

test('a drag of the finger scrolls and never activates; a tap does', async (t) => {
  const { page, context } = await openGallery(t, { path: 'table', ...phone });
  const devtools = await context.newCDPSession(page);
  const touch = (type, points) => devtools.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  const before = await firstRow(page);
  await touch('touchStart', [{ x: 200, y: 600 }]);
  for (let i = 1; i <= 25; i++) await touch('touchMove', [{ x: 200, y: 600 - i * 16 }]);
  await touch('touchEnd', []);
  await atRest(page);
  assert.ok((await firstRow(page)) > before, 'the list did not scroll');
  assert.equal(await page.locator('[role=row][aria-selected=true]').count(), 0, 'a drag pressed a row');
  const row = page.locator('[role=row][tabindex="0"]');
  const name = await row.getAttribute('aria-label');
  const box = await row.boundingBox();
  await page.touchscreen.tap(box.x + 200, box.y + box.height / 2);
  await atRest(page);
  assert.equal(await page.locator('[role=row][aria-selected=true]').getAttribute('aria-label'), name);
});

test('a sideways drag over buttons activates nothing, and a tap focuses the real input', async (t) => {
  const { page, context } = await openGallery(t, { ...phone });
  const devtools = await context.newCDPSession(page);
  const box = await page.getByRole('button', { name: '登録する' }).boundingBox();
  const y = box.y + box.height / 2;
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: box.x + 10, y }] });
  for (let i = 1; i < 10; i++) {
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: box.x + 10 + i * 8, y }] });
  }
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await atRest(page);
  assert.equal(await page.getByText(/^押した回数: /).textContent(), '押した回数: 0');
  await page.getByRole('link', { name: 'フォーム' }).tap();
  await page.getByRole('heading', { name: 'フォーム', level: 1 }).waitFor();
  await page.getByRole('textbox', { name: '件名' }).tap();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'INPUT');
});

test('a field stays in sight when the soft keyboard takes most of the window', async (t) => {
  const { page } = await openGallery(t, { path: 'forms', ...phone });
  const place = page.getByRole('textbox', { name: '拠点' });
  await place.tap();
  await resizeTo(page, { width: 390, height: 300 });
  const box = await place.boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 300, `the field is at ${box.y}`);
});

test('100,000 rows are announced, and after a deep scroll the right row is pressed', async (t) => {
  const { page } = await openGallery(t, { path: 'table' });
  const grid = page.getByRole('grid', { name: 'インシデント一覧' });
  assert.equal(await grid.getAttribute('aria-rowcount'), '100001');
  assert.ok((await page.getByRole('row').count()) < 60, 'rows out of sight are in the page');
  await grid.locator('.s').evaluate((node) => {
    node.scrollTop = 70000 * 44;
  });
  await page.getByRole('row', { name: /INC-030000/ }).waitFor();
  await atRest(page);
  const row = page.getByRole('row', { name: /INC-029995/ });
  assert.equal(await row.getAttribute('aria-rowindex'), '70007');
  await row.click();
  await atRest(page);
  assert.match(await page.locator('[role=row][aria-selected=true]').getAttribute('aria-label'), /INC-029995/);
});

test('a header sorts, and says so', async (t) => {
  const { page } = await openGallery(t, { path: 'table' });
  const header = page.getByRole('columnheader', { name: '番号' });
  assert.equal(await header.getAttribute('aria-sort'), 'descending');
  await header.click();
  await page.getByRole('row', { name: /INC-000001/ }).waitFor();
  assert.equal(await header.getAttribute('aria-sort'), 'ascending');
});

test('arrow keys move from row to row, as fast as they come, and Enter opens', async (t) => {
  const { page } = await openGallery(t, { path: 'table' });
  await page.locator('[role=row][tabindex="0"]').focus();
  for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowDown');
  await atRest(page);
  const name = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  assert.match(name, /INC-099970/);
  assert.ok(await page.evaluate(() => {
    const box = document.activeElement.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  }), 'the row with the focus is out of sight');
  await page.keyboard.press('Enter');
  await atRest(page);
  assert.equal(await page.locator('[role=row][aria-selected=true]').getAttribute('aria-label'), name);
});
