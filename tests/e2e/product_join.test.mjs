// A workspace that worked alone joins a server: what goes up is shown before, can be chosen, and arrives once.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';

const says = (page, text) => page.getByText(text).first().waitFor();

async function startAndJoin(t, role, { before = async () => {} } = {}) {
  const server = await product.serve(t);
  product.addUser(server, 'hanako', role);
  const context = await openContext(t);
  const page = await product.open(context, server);
  await product.startAlone(page);
  await product.recordIncident(page, '一人で始めた記録');
  await product.recordIncident(page, '一人で続けた記録');
  await page.getByLabel('ファイルを追加', { exact: true }).setInputFiles({
    name: 'メモ.txt', mimeType: 'text/plain', buffer: Buffer.from('添付の中身'),
  });
  await product.button(page, '「メモ.txt」を開く').waitFor();
  await product.saysSaved(page);
  await before(page, server);
  await product.go(page, '/settings');
  await product.button(page, 'サーバーに参加する').click();
  await product.signIn(page, 'hanako');
  await product.button(page, 'サーバーに送る').waitFor();
  return { server, context, page };
}

async function backup(page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    product.button(page, 'バックアップを保存').click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
}

async function titlesOf(t, server) {
  const page = await product.signedIn(await openContext(t), server, 'hanako');
  await product.go(page, '/tickets');
  await says(page, '一人で始めた記録');
  return { page, list: await page.getByText(/^一人で/).allInnerTexts() };
}

test('what goes up is shown, backed up, sent once, and found by its old number', async (t) => {
  const { server, page } = await startAndJoin(t, 'manager');
  await says(page, 'hanakoさんの取り込みとして');
  await says(page, 'チケット');
  await says(page, 'INC-000001 – INC-000002');
  assert.match(await backup(page), /一人で始めた記録/);
  await product.button(page, 'サーバーに送る').click();
  await says(page, 'サーバーに送りました。');
  await product.saysSynced(page);
  assert.match(await backup(page), /一人で続けた記録/);
  await product.button(page, 'ホームへ').click();
  await product.go(page, '/attention');
  await says(page, /対応が必要なものはありません|要対応/);
  const { page: other, list } = await titlesOf(t, server);
  assert.equal(new Set(list).size, 2);
  await other.getByText('一人で続けた記録').first().click();
  await product.heading(other, '一人で続けた記録');
  const [download] = await Promise.all([
    other.waitForEvent('download'),
    product.button(other, '「メモ.txt」を開く').click(),
  ]);
  assert.equal(readFileSync(await download.path(), 'utf8'), '添付の中身');
});

test('nothing goes up before it was confirmed, and “not now” leaves the workspace as it was', async (t) => {
  const { server, page } = await startAndJoin(t, 'agent');
  await says(page, 'あなたの権限では設定を送れず');
  await product.button(page, '今は参加しない').click();
  await product.heading(page, 'ホーム');
  await product.saysSaved(page);
  await product.recordIncident(page, '一人のままの記録');
  const other = await product.signedIn(await openContext(t), server, 'hanako');
  await product.go(other, '/tickets');
  await says(other, 'チケットはまだありません');
});

test('a page that is closed in the middle of the push goes on with it, and nothing is there twice', async (t) => {
  const { server, context, page } = await startAndJoin(t, 'manager');
  let isCut = true;
  await context.route('**/api/sync/push', async (route) => {
    if (!isCut) return route.continue();
    // The server has taken it, and the page never hears of it.
    await route.fetch();
    return route.abort('connectionreset');
  });
  await product.button(page, 'サーバーに送る').click();
  await says(page, /送信中です。残り \d+件/);
  await page.reload();
  isCut = false;
  await product.saysSynced(page);
  const { list } = await titlesOf(t, server);
  assert.equal(list.filter((title) => title === '一人で始めた記録').length, 1, list.join());
});

test('somebody whose own changes wait on this device gets those first', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako');
  const context = await openContext(t);
  const page = await product.signedIn(context, server, 'hanako');
  await context.clearCookies();
  await product.recordIncident(page, '未送信の記録');
  await product.badge(page, 'サインインが必要です').waitFor();
  await product.go(page, '/settings');
  await page.evaluate(() => new Promise((resolve) => {
    // As if she had signed out.
    indexedDB.open('genba-device').onsuccess = ({ target }) => {
      const store = target.result.transaction('device', 'readwrite').objectStore('device');
      store.get('device').onsuccess = ({ target: { result } }) =>
        (store.put({ ...result, current: '' }, 'device').onsuccess = () => resolve());
    };
  }));
  await product.open(context, server, '', page);
  await page.reload();
  await product.startAlone(page);
  await product.recordIncident(page, '一人の記録');
  await product.saysSaved(page);
  await product.go(page, '/welcome');
  await product.signIn(page, 'hanako');
  await product.heading(page, 'ホーム');
  await product.saysSynced(page);
  await product.go(page, '/tickets');
  await says(page, '未送信の記録');
  assert.equal(await page.getByText('一人の記録').count(), 0);
});
