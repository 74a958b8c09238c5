// The change calendar: what is planned when, what collides, and the way through the months.
import assert from 'node:assert/strict';
import { findUnreachable, findWithAxe } from './lib/access.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import { findCutLabels } from './lib/labels.mjs';
import * as product from './lib/product.mjs';
import { atRest, resizeTo } from './lib/rest.mjs';

const windows = [{ width: 390, height: 844 }, { width: 820, height: 1180 }, { width: 1440, height: 900 }];
const path = '/changes/calendar';

/** The demo on Wednesday, 18 November 2026: its changes are planned around that day. */
async function openDemo(t, { locale = 'ja-JP', name = 'demo', role, size = windows[2], month = '' } = {}) {
  const server = await product.serve(t, { args: ['--demo'], at: '2026-11-18 01:00:00' });
  const page = await (await openContext(t, { locale, bypassCSP: true })).newPage();
  await page.clock.setFixedTime('2026-11-18T01:03:00Z');
  await product.open(page.context(), server, '', page);
  if (role) product.addUser(server, name, role);
  await product.signIn(page, name, role ? product.password : 'genba-demo');
  await product.saysSynced(page);
  await resizeTo(page, size);
  await product.go(page, path + month);
  await product.heading(page, locale === 'ja-JP' ? '変更カレンダー' : 'Change calendar');
  await atRest(page);
  return page;
}

const day = (page, name) => page.getByRole('group', { name, exact: true });
const linksOf = async (page, name) =>
  (await day(page, name).getByRole('link').all()).map((link) => link.getAttribute('aria-label'));
const month = (page, name) => page.getByRole('heading', { level: 2, name, exact: true }).waitFor();

test('a month shows what is planned for each day, what collides, and which days are no business days', async (t) => {
  const page = await openDemo(t);
  await month(page, '2026年11月');
  assert.deepEqual(await Promise.all(await linksOf(page, '11月20日(金)')), [
    'CHG-000001 基幹スイッチのファームウェア更新 · 2026年11月20日(金) 22:00 – 2026年11月21日(土) 2:00 · 計画済み · 重なり: CHG-000002（core-sw1）',
    'CHG-000002 サーバー室の配線変更 · 2026年11月20日(金) 23:00 – 2026年11月21日(土) 1:00 · 計画済み · 重なり: CHG-000001（core-sw1）',
  ]);
  assert.equal((await linksOf(page, '11月21日(土) · 休業日')).length, 2, 'both go on after midnight');
  const [release] = await Promise.all(await linksOf(page, '11月23日(月) · 勤労感謝の日'));
  assert.match(release, /^REL-000001 業務アプリの下期リリース/);
  assert.deepEqual(await Promise.all(await linksOf(page, '11月18日(水) · 今日')), []);
  await page.getByRole('heading', { level: 3, name: '11月20日(金)' }).waitFor();
  const unplanned = page.getByRole('link', { name: '開始予定日時のない変更とリリース: 1件' });
  await unplanned.click();
  await product.heading(page, 'チケット');
  await page.getByText('プリンタードライバーの統一').first().waitFor();
});

test('months are turned by button and key, and are part of the address', async (t) => {
  const page = await openDemo(t, { month: '?month=2027-01' });
  await month(page, '2027年1月');
  await day(page, '1月11日(月) · 成人の日').waitFor({ state: 'attached' });
  await page.getByText('この月に予定された変更はありません。').waitFor();
  await page.keyboard.press('k');
  await month(page, '2026年12月');
  await product.button(page, '前の月').press('Enter');
  await month(page, '2026年11月');
  assert.equal(await product.address(page), `${path}?month=2026-11`);
  await page.keyboard.press('j');
  await month(page, '2026年12月');
  await page.keyboard.press('j');
  await month(page, '2027年1月');
  await page.keyboard.press('t');
  await month(page, '2026年11月');
  // Two presses within one frame are two months.
  await page.evaluate(() => {
    for (let i = 0; i < 2; i++) dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }));
  });
  await month(page, '2027年1月');
  // What is no month is this one.
  await product.go(page, `${path}?month=2026-99`);
  await month(page, '2026年11月');
  await product.go(page, `${path}?month=1970-01`);
  await month(page, '1970年1月');
  assert.equal(await product.button(page, '前の月').isDisabled(), true);
});

test('an entry leads to its ticket, and Back to the same month', async (t) => {
  const page = await openDemo(t, { month: '?month=2026-11' });
  const link = day(page, '11月27日(金)').getByRole('link', { name: /毎月の更新プログラムの適用/ });
  await link.focus();
  await page.keyboard.press('Enter');
  await product.heading(page, '毎月の更新プログラムの適用');
  await page.goBack();
  await month(page, '2026年11月');
  // It was drawn where it can be hit.
  await link.click();
  await product.heading(page, '毎月の更新プログラムの適用');
});

test('a filter leaves what fits, keeps telling of collisions with the rest, and can be taken off', async (t) => {
  const page = await openDemo(t);
  const count = (number) => page.getByText(`予定 ${number}件`, { exact: true }).waitFor();
  await count(6);
  await page.getByRole('combobox', { name: '状態' }).click();
  await page.getByRole('dialog', { name: '状態' }).getByRole('searchbox').fill('計画済み');
  await page.getByRole('option', { name: '計画済み', exact: true }).click();
  await count(3);
  assert.equal(await product.address(page), `${path}?month=2026-11&state=planned`);
  await product.go(page, `${path}?month=2026-11&state=closed`);
  await page.getByText('この月に、条件に合う予定はありません。').waitFor();
  await product.button(page, '条件をすべて解除').click();
  await count(6);
});

test('on a phone the days that have something are listed one below the other', async (t) => {
  const page = await openDemo(t, { locale: 'en-US', size: windows[0] });
  await month(page, 'Nov 2026');
  const days = await page.getByRole('group').evaluateAll((groups) => groups.map((each) => each.ariaLabel));
  assert.deepEqual(days.filter((name) => /^\w+ \d+ Nov/.test(name)), [
    'Tue 3 Nov · 文化の日', 'Fri 13 Nov', 'Wed 18 Nov · Today', 'Fri 20 Nov', 'Sat 21 Nov · Closed', 'Sun 22 Nov · Closed',
    'Mon 23 Nov · 勤労感謝の日', 'Tue 24 Nov', 'Wed 25 Nov', 'Thu 26 Nov', 'Fri 27 Nov',
  ]);
});

test('staff find the calendar in the navigation and the palette, requesters do not', async (t) => {
  const page = await openDemo(t);
  const inNavigation = page.getByRole('navigation').getByRole('link', { name: '変更カレンダー' });
  assert.equal(await inNavigation.getAttribute('aria-current'), 'page');
  await product.go(page, '/');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '検索と操作' }).fill('change calendar');
  await page.keyboard.press('Enter');
  await month(page, '2026年11月');
  const approvers = await openDemo(t, { name: 'shonin', role: 'approver' });
  await approvers.getByRole('navigation').getByRole('link', { name: '変更カレンダー' }).waitFor();
  const requesters = await openDemo(t, { name: 'ito' });
  assert.equal(await requesters.getByRole('navigation').getByRole('link', { name: '変更カレンダー' }).count(), 0);
});

for (const locale of ['ja-JP', 'en-US']) {
  test(`entries are named, reached and whole at every width (${locale})`, async (t) => {
    const page = await openDemo(t, { locale });
    for (const size of windows) {
      await resizeTo(page, size);
      assert.deepEqual((await findUnreachable(page)).problems, [], `${size.width}`);
      assert.deepEqual(await findCutLabels(page, atRest), [], `${size.width}`);
    }
    assert.deepEqual(await findWithAxe(page), []);
  });
}
