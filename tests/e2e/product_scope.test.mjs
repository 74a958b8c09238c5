// What a device keeps of the tickets: less when it is told so, one of the rest when it is asked for.
import assert from 'node:assert/strict';
import { findUnreachable, findWithAxe } from './lib/access.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';
import { atRest, resizeTo } from './lib/rest.mjs';

const all = '/tickets?show=all';
const whose = (page) => page.getByRole('radiogroup', { name: '範囲', exact: true });

/** An agent's device, the tickets of which are: one that he takes part in, and one of somebody else. */
async function start(t) {
  const server = await product.serve(t);
  product.addUser(server, 'sato', 'manager');
  product.addUser(server, 'ito');
  const other = await product.signedIn(await openContext(t), server, 'sato');
  const theirs = await product.recordIncident(other, '会議室の空調が止まらない');
  await product.saysSynced(other);
  const page = await product.signedIn(await openContext(t, { bypassCSP: true }), server, 'ito');
  const mine = await product.recordIncident(page, 'プリンターの紙詰まり');
  await product.button(page, '自分が担当する').click();
  await atRest(page);
  await product.saysSynced(page);
  return { server, other, page, theirs, mine };
}

const titles = async (page) => {
  await product.go(page, all);
  await page.getByRole('heading', { level: 1, name: 'チケット', exact: true }).waitFor();
  await atRest(page);
  return page.getByRole('row').evaluateAll((rows) => rows.map((row) => row.ariaLabel ?? row.textContent).join('\n'));
};

async function take(page, radio) {
  await radio.scrollIntoViewIfNeeded();
  await atRest(page); // a press in the frame of a scroll meets what stood there before
  await radio.click();
  await radio.and(page.getByRole('radio', { checked: true })).waitFor();
  await product.saysSynced(page);
}

async function choose(page, label) {
  await product.go(page, '/settings');
  await take(page, whose(page).getByRole('radio', { name: label }));
  await atRest(page);
}

test('a device that keeps its own tickets says so, fetches another one, and gets all of them back', async (t) => {
  const { page, theirs, mine } = await start(t);
  assert.match(await titles(page), /空調/);
  await choose(page, '自分のチケット');
  const kept = await titles(page);
  assert.match(kept, /紙詰まり/);
  assert.doesNotMatch(kept, /空調/);
  // What is recorded here stays, though it names nobody.
  await product.recordIncident(page, '複合機のトナー切れ');
  await product.saysSynced(page);
  assert.match(await titles(page), /トナー/);
  await page.getByText('この端末には一部のチケットだけがあります: 自分のチケット').waitFor();
  await product.go(page, '/reports?report=open-tickets');
  await page.getByText(/自分のチケット/).first().waitFor();

  await product.go(page, theirs);
  await product.heading(page, 'このチケットはこの端末にありません');
  await product.button(page, '取り寄せる').click();
  await product.heading(page, '会議室の空調が止まらない');
  // It stays, also where there is no network.
  await product.saysSynced(page);
  await page.context().setOffline(true);
  await page.reload();
  await product.heading(page, '会議室の空調が止まらない');
  await page.context().setOffline(false);
  await product.go(page, mine);
  await product.heading(page, 'プリンターの紙詰まり');

  await choose(page, 'すべて');
  assert.match(await titles(page), /空調/);
  assert.equal(await page.getByText(/一部のチケットだけ/).count(), 0);
});

test('what a device does not keep is found at the server, and stays when it is opened', async (t) => {
  const { page } = await start(t);
  await choose(page, '自分のチケット');
  await product.go(page, '/tickets?show=all&q=空調');
  await page.getByText('この端末にあるチケットだけを検索しています: 自分のチケット').waitFor();
  await product.button(page, 'サーバーで探す').click();
  const hit = page.getByRole('row', { name: /会議室の空調が止まらない/ });
  await hit.waitFor();
  assert.match(await product.address(page), /^\/find\?q=空調$/);
  await atRest(page);
  await hit.click();
  await product.heading(page, '会議室の空調が止まらない');
  await product.saysSynced(page);
  await page.context().setOffline(true);
  await page.reload();
  await product.heading(page, '会議室の空調が止まらない');

  // The palette leads there too; without a network the screen says what is the matter.
  await atRest(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: '検索と操作' }).getByRole('combobox').waitFor();
  await atRest(page);
  await page.keyboard.insertText('紙詰まり');
  await page.getByRole('option', { name: /サーバーで「紙詰まり」を探す/ }).click();
  await page.getByText(/サーバーに届きませんでした/).waitFor();
  await page.context().setOffline(false);
  await product.button(page, '探す').click();
  await page.getByRole('row', { name: /プリンターの紙詰まり.*この端末にあります/ }).waitFor();
  await page.getByRole('searchbox', { name: '番号、件名、内容の言葉' }).fill('存在しない言葉');
  await page.keyboard.press('Enter');
  await product.heading(page, 'サーバーにも見つかりません');
});

test('what was written about a ticket goes up before the ticket leaves the device', async (t) => {
  const { page, other, theirs } = await start(t);
  await page.context().setOffline(true);
  await product.go(page, theirs);
  await product.heading(page, '会議室の空調が止まらない');
  await page.getByRole('textbox', { name: /コメント|返信/ }).first().fill('フィルターを外しました');
  await page.keyboard.press('Control+Enter');
  await page.getByText('フィルターを外しました').first().waitFor();
  await product.go(page, '/settings');
  await whose(page).getByRole('radio', { name: '自分のチケット' }).click();
  await atRest(page);
  // Nothing goes while the server cannot be asked.
  assert.match(await titles(page), /空調/);
  await page.context().setOffline(false);
  await product.saysSynced(page);
  assert.doesNotMatch(await titles(page), /空調/);
  await product.go(other, theirs);
  await other.getByText('フィルターを外しました').first().waitFor();
});

for (const locale of ['ja-JP', 'en-US']) {
  test(`the settings and the page of a ticket that is not here are reached and named (${locale})`, async (t) => {
    const server = await product.serve(t, { args: ['--demo'], at: '2026-11-18 01:00:00' });
    const page = await product.open(await openContext(t, { locale, bypassCSP: true }), server);
    await product.signIn(page, 'demo', 'genba-demo');
    await product.saysSynced(page);
    await product.go(page, '/settings');
    await take(page, page.getByRole('radio', { name: locale === 'ja-JP' ? '90日以内' : '90 days' }));
    await product.go(page, '/t/018f0000-0000-7000-8000-000000000001');
    await product.button(page, locale === 'ja-JP' ? '取り寄せる' : 'Fetch it').waitFor();
    for (const path of ['/settings', '/t/018f0000-0000-7000-8000-000000000001', '/tickets', '/find?q=VPN']) {
      await product.go(page, path);
      for (const width of [390, 820, 1440]) {
        await resizeTo(page, { width, height: 900 });
        await atRest(page);
        assert.deepEqual((await findUnreachable(page)).problems, [], `${path} ${width}`);
      }
      assert.deepEqual(await findWithAxe(page), [], path);
    }
  });
}
