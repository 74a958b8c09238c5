// A workspace that worked alone joins a server: what goes up is shown before, can be chosen, and arrives once.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { findWithAxe } from './lib/access.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';
import { atRest } from './lib/rest.mjs';

const says = (page, text) => page.getByText(text).first().waitFor();

async function startAndJoin(t, role, { before = async () => {} } = {}) {
  const server = await product.serve(t);
  product.addUser(server, 'hanako', role);
  const context = await openContext(t, { bypassCSP: true });
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
  const count = (title) => page.getByRole('row', { name: new RegExp(title) }).count();
  return { page, counts: [await count('一人で始めた記録'), await count('一人で続けた記録')] };
}

test('what goes up is shown, backed up, sent once, and found by its old number', async (t) => {
  const { server, page } = await startAndJoin(t, 'manager', {
    before: async (_, there) => {
      const desk = await product.signedIn(await openContext(t), there, 'hanako');
      await product.recordIncident(desk, '窓口の記録');
      await product.saysSynced(desk);
    },
  });
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
  await says(page, '対応が必要なものはありません');
  const { page: other, counts } = await titlesOf(t, server);
  assert.deepEqual(counts, [1, 1]);
  // The server's first number is another ticket's.
  await other.getByRole('searchbox', { name: '検索' }).fill('INC-000001');
  await other.getByRole('row', { name: /INC-000002 一人で始めた記録/ }).waitFor();
  await other.getByRole('searchbox', { name: '検索' }).fill('');
  await other.getByRole('row', { name: /INC-000003 一人で続けた記録/ }).click();
  await product.heading(other, '一人で続けた記録');
  const [download] = await Promise.all([
    other.waitForEvent('download'),
    product.button(other, '「メモ.txt」を開く').click(),
  ]);
  assert.equal(readFileSync(await download.path(), 'utf8'), '添付の中身');
});

test('people and configuration are mapped as was chosen, and what the server has is not there twice', async (t) => {
  const { server, page } = await startAndJoin(t, 'manager', {
    before: async (alone, there) => {
      product.addUser(there, 'suzuki');
      await product.go(alone, '/data');
      await product.heading(alone, '取り込み・書き出し');
      await alone.locator('input[type=file]').first().setInputFiles({
        name: '一覧.csv', mimeType: 'text/csv', buffer: Buffer.from('件名,担当者,サービス\r\nVPNに接続できない,suzuki,社内情報システム\r\n'),
      });
      await alone.getByRole('button', { name: /件を取り込む/ }).click();
      await product.heading(alone, '取り込みました');
      await product.saysSaved(alone);
    },
  });
  const choice = (name) => page.getByRole('combobox', { name });
  assert.deepEqual(await findWithAxe(page), []);
  await atRest(page);
  assert.match(await choice('ユーザー: suzuki').innerText(), /サーバーの「suzuki」/);
  await choice('サービス: 社内情報システム').click();
  await page.getByRole('option', { name: '送らない' }).click();
  await product.button(page, 'サーバーに送る').click();
  await says(page, 'サーバーに送りました。');
  await product.saysSynced(page);
  const exported = await backup(page);
  assert.equal(exported.match(/"kind":"user"[^\n]*suzuki/g)?.length, 1);
  assert.doesNotMatch(exported, /社内情報システム/);
  assert.match(exported, /VPNに接続できない/);
  await product.go(page, '/attention');
  await says(page, '対応が必要なものはありません');
  const other = await product.signedIn(await openContext(t), server, 'hanako');
  await product.go(other, '/tickets?show=all');
  await other.getByRole('row', { name: /VPNに接続できない.*suzuki/ }).waitFor();
});

test('nothing goes up before it was confirmed, and “not now” leaves the workspace as it was', async (t) => {
  const { server, page } = await startAndJoin(t, 'agent');
  await says(page, 'hanakoさんの記録として');
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
  assert.deepEqual((await titlesOf(t, server)).counts, [1, 1]);
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
