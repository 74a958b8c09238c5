// Registers: assets and what else tickets refer to are added, found and changed in the client, by those who may.
import assert from 'node:assert/strict';
import { findUnreachable, findWithAxe } from './lib/access.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import { findCutLabels } from './lib/labels.mjs';
import * as product from './lib/product.mjs';
import { atRest, resizeTo } from './lib/rest.mjs';

const windows = [{ width: 390, height: 844 }, { width: 820, height: 1180 }, { width: 1440, height: 900 }];
const path = '/registers/asset';
const box = (page, name) => page.getByRole('textbox', { name, exact: true });
const row = (page, name) => page.getByRole('row', { name });
const saved = (page) => page.getByText('保存しました', { exact: true }).first().waitFor();

/** What a field of choices says that it is. */
const said = (field) => field.evaluate((node) => node.textContent + (node.value ?? ''));

async function choose(page, field, option) {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: option }).click();
  await atRest(page);
}

async function addAsset(page, name, code) {
  await product.go(page, path);
  await product.button(page, '新規登録: IT資産').click();
  await product.heading(page, '新規登録: IT資産');
  await page.getByRole('textbox', { name: /^名前/ }).fill(name);
  await box(page, '資産番号').fill(code);
  await product.button(page, '保存').click();
  await product.heading(page, name);
}

test('alone, an asset is added, checked, found as one types and kept', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await product.startAlone(page);
  await page.getByRole('navigation').getByRole('link', { name: 'IT資産' }).click();
  await product.heading(page, 'IT資産');
  await page.getByText('まだ登録がありません').waitFor();
  await product.button(page, '新規登録: IT資産').click();
  await box(page, '資産番号').fill('PC-0012');
  await product.button(page, '保存').click();
  await page.getByText('「名前」を入力してください。').waitFor();
  // What was typed is still there after a reload.
  await product.saysSaved(page);
  await page.reload();
  await product.heading(page, '新規登録: IT資産');
  assert.equal(await box(page, '資産番号').inputValue(), 'PC-0012');
  await page.getByRole('textbox', { name: /^名前/ }).fill('受付のノートパソコン');
  await page.getByRole('textbox', { name: /^名前/ }).press('Enter');
  await product.heading(page, '受付のノートパソコン');
  await page.goBack();
  await page.getByText('1件', { exact: true }).waitFor();
  await addAsset(page, 'ラベルプリンター', 'LP-1');
  await product.go(page, path);
  await page.getByRole('searchbox').fill('ﾉｰﾄ pc-00');
  await row(page, /受付のノートパソコン/).waitFor();
  await row(page, /ラベルプリンター/).waitFor({ state: 'detached' });
  await product.button(page, 'クリア').click();
  await row(page, /ラベルプリンター/).waitFor();
  await page.getByRole('searchbox').fill('ない');
  await page.getByText('該当なし').waitFor();
  await product.saysSaved(page);
  await page.reload();
  await product.button(page, 'クリア').click();
  await row(page, /ラベルプリンター/).click();
  await product.heading(page, 'ラベルプリンター');
});

test('what a manager adds offline arrives at an agent, who may write some of it, and is undone', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako', 'manager');
  product.addUser(server, 'taro', 'agent');
  const context = await openContext(t);
  const manager = await product.signedIn(context, server, 'hanako');
  await context.setOffline(true);
  await addAsset(manager, '倉庫の端末', 'TB-7');
  const record = await product.address(manager);
  await product.saysWaiting(manager, '\\d+');
  await context.setOffline(false);
  await product.saysSynced(manager);

  const agent = await product.signedIn(await openContext(t), server, 'taro');
  await product.go(agent, path);
  assert.equal(await product.button(agent, '新規登録: IT資産').count(), 0);
  await row(agent, /倉庫の端末/).click();
  await product.heading(agent, '倉庫の端末');
  assert.equal(await product.address(agent), record);
  await agent.getByText(/TB-7/).first().waitFor();
  assert.equal(await box(agent, '資産番号').count(), 0);
  assert.equal(await product.button(agent, '保存').isDisabled(), true);
  await box(agent, '備考').fill('画面に傷');
  await product.button(agent, '保存').click();
  await saved(agent);
  await product.saysSynced(agent);
  await manager.waitForFunction(() => [...document.querySelectorAll('textarea')].some(({ value }) => value === '画面に傷'));
  await product.button(agent, '元に戻す').click();
  await agent.waitForFunction(() => [...document.querySelectorAll('textarea')].every(({ value }) => value === ''));
});

test('a ticket names an asset, and the asset lists its tickets', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await product.startAlone(page);
  await addAsset(page, '基幹スイッチ', 'core-sw1');
  const record = await product.address(page);
  await page.getByText('構成アイテムがこの資産のチケットはありません。').waitFor();
  await product.recordIncident(page, 'スイッチが応答しない');
  await choose(page, '構成アイテム', /^core-sw1/);
  await product.go(page, record);
  await page.getByRole('link', { name: /スイッチが応答しない/ }).waitFor();

  // What is no asset is typed: taken from the list, or with Enter.
  await product.recordIncident(page, '会議室で音が出ない');
  const item = page.getByRole('combobox', { name: '構成アイテム', exact: true });
  const typed = async (name) => {
    await item.click();
    await page.getByRole('searchbox', { name: '検索' }).last().fill(name);
  };
  await typed('会議室のスピーカー');
  await page.getByRole('option', { name: '「会議室のスピーカー」と入力する' }).click();
  await atRest(page);
  assert.match(await said(item), /会議室のスピーカー/);
  await typed('壁のスピーカー');
  await page.keyboard.press('Enter');
  await atRest(page);
  assert.match(await said(item), /壁のスピーカー/);
  await product.go(page, record);
  await page.getByRole('link', { name: 'すべて表示' }).click();
  await product.heading(page, 'チケット');
  await row(page, /スイッチが応答しない/).waitFor();
});

test('what is retired stays where it was chosen, and is offered only to who looks for it', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await product.startAlone(page);
  await addAsset(page, '旧スイッチ', 'old-sw1');
  const record = await product.address(page);
  await addAsset(page, '新スイッチ', 'new-sw1');
  const ticket = await product.recordIncident(page, 'スイッチが応答しない');
  await choose(page, '構成アイテム', /^old-sw1/);
  await product.go(page, record);
  await page.getByRole('switch', { name: '廃止', exact: true }).click();
  await product.button(page, '保存').click();
  await saved(page);
  await product.go(page, ticket);
  const item = page.getByRole('combobox', { name: '構成アイテム', exact: true });
  assert.match(await said(item), /old-sw1/);
  await choose(page, '構成アイテム', /^new-sw1/);
  await item.click();
  await page.getByRole('option', { name: /^new-sw1/ }).waitFor();
  assert.equal(await page.getByRole('option', { name: /old-sw1/ }).count(), 0);
  // As every search finds it: half-width, and by its name as well.
  await page.getByRole('searchbox', { name: '検索' }).last().fill('旧ｽｲｯﾁ');
  await page.getByRole('option', { name: /^old-sw1/ }).click();
  await page.getByText('old-sw1').first().waitFor();
});

test('the other registers are found from settings and the palette, and nothing of it by requesters', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako', 'manager');
  product.addUser(server, 'ito', 'requester');
  const page = await product.signedIn(await openContext(t), server, 'hanako');
  await product.go(page, '/settings');
  await product.button(page, 'サポートグループ').click();
  await product.button(page, '新規登録: サポートグループ').click();
  await page.getByRole('textbox', { name: /^名前/ }).first().fill('夜間窓口');
  await page.getByRole('textbox', { name: /^OLA/ }).fill('すぐ');
  await product.button(page, '保存').click();
  await page.getByText('「OLA」の値が正しくありません。').waitFor();
  await page.getByRole('textbox', { name: /^OLA/ }).fill('4h');
  await product.button(page, '保存').click();
  await product.heading(page, /^夜間窓口/);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '検索と操作' }).fill('categories');
  await page.keyboard.press('Enter');
  await product.heading(page, /^カテゴリー/);
  await row(page, /ネットワーク/).first().click();
  await choose(page, '上位カテゴリー', /^セキュリティ/);
  await product.button(page, '保存').click();
  await saved(page);

  const requester = await product.signedIn(await openContext(t), server, 'ito');
  assert.equal(await requester.getByRole('navigation').getByRole('link', { name: 'IT資産' }).count(), 0);
  for (const each of [path, '/registers/category', '/registers/user']) {
    await product.go(requester, each);
    await product.heading(requester, 'ページが見つかりません');
    await product.go(requester, '/');
    await product.heading(requester, 'ホーム');
  }
});

for (const locale of ['ja-JP', 'en-US']) {
  test(`lists and records are named, reached and whole at every width (${locale})`, async (t) => {
    const server = await product.serve(t, { args: ['--demo'] });
    const page = await product.open(await openContext(t, { locale, bypassCSP: true }), server);
    await product.signIn(page, 'demo', 'genba-demo');
    await product.saysSynced(page);
    await product.go(page, path);
    await row(page, /core-sw1/).click();
    await product.heading(page, '基幹スイッチ');
    for (const each of [await product.address(page), path, `${path}/new`, '/registers/group', '/registers/category']) {
      await product.go(page, each);
      await atRest(page);
      for (const size of windows) {
        await resizeTo(page, size);
        assert.deepEqual((await findUnreachable(page)).problems, [], `${each} at ${size.width}`);
        assert.deepEqual(await findCutLabels(page, atRest), [], `${each} at ${size.width}`);
      }
      assert.deepEqual(await findWithAxe(page), [], each);
    }
  });
}
