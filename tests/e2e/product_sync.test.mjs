// With a server: offline first, two people, and what happens when both changed the same thing.
import assert from 'node:assert/strict';
import { makeProfile, openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';

async function rename(page, title) {
  await product.button(page, '件名と内容を編集').click();
  await product.textbox(page, '件名').fill(title);
  await product.button(page, '保存').click();
  await product.heading(page, title);
}

test('recorded offline, reloaded offline, sent when the network is back, seen by a second person', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako');
  product.addUser(server, 'taro');
  const hers = await makeProfile(t).open();
  const page = await product.signedIn(hers, server, 'hanako');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await hers.setOffline(true);
  const path = await product.recordIncident(page, '倉庫のハンディ端末がつながらない');
  await product.saysWaiting(page, 1);
  await page.reload();
  await product.heading(page, '倉庫のハンディ端末がつながらない');
  await product.saysWaiting(page, 1);
  await hers.setOffline(false);
  await product.saysSynced(page);
  const other = await product.signedIn(await makeProfile(t).open(), server, 'taro');
  await product.go(other, path);
  await product.heading(other, '倉庫のハンディ端末がつながらない');
});

test('a change reaches an open screen by itself', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako');
  product.addUser(server, 'taro');
  const page = await product.signedIn(await openContext(t), server, 'hanako');
  const other = await product.signedIn(await openContext(t), server, 'taro');
  await product.go(other, '/tickets');
  await product.recordIncident(page, 'すぐに届く');
  await other.getByText('すぐに届く').first().waitFor();
});

test('a title that somebody else changes takes nothing from who is typing below it', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako');
  product.addUser(server, 'taro');
  const page = await product.signedIn(await openContext(t), server, 'hanako');
  const other = await product.signedIn(await openContext(t), server, 'taro');
  const path = await product.recordIncident(page, '前の件名');
  await product.saysSynced(page);
  await product.go(other, path);
  await product.heading(other, '前の件名');
  const comment = product.textbox(page, 'コメントを書く');
  await comment.click();
  await page.keyboard.type('書いている');
  await rename(other, '後の件名');
  await product.heading(page, '後の件名');
  await page.keyboard.type('途中です');
  assert.equal(await comment.inputValue(), '書いている途中です');
  assert.ok(await comment.evaluate((node) => node === document.activeElement));
});

test('both change one field offline: one value holds, and both see the other as a conflict', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako');
  product.addUser(server, 'taro');
  const contexts = [await openContext(t), await openContext(t)];
  const pages = [await product.signedIn(contexts[0], server, 'hanako'), await product.signedIn(contexts[1], server, 'taro')];
  const path = await product.recordIncident(pages[0], '元の件名');
  await product.saysSynced(pages[0]);
  await product.go(pages[1], path);
  await product.heading(pages[1], '元の件名');
  await Promise.all(contexts.map((context) => context.setOffline(true)));
  await rename(pages[0], '花子の件名');
  await rename(pages[1], '太郎の件名');
  await contexts[0].setOffline(false);
  await product.saysSynced(pages[0]);
  await contexts[1].setOffline(false);
  const seen = [];
  for (const page of pages) {
    await page.getByText('競合があります').first().waitFor();
    await product.saysSynced(page);
    seen.push(await page.getByRole('heading', { level: 1 }).first().innerText());
    for (const value of ['花子の件名', '太郎の件名']) await page.getByText(value).first().waitFor();
  }
  assert.equal(seen[0], seen[1], 'both see the same value');
  assert.match(seen[0], /花子の件名|太郎の件名/);
});

test('a wrong password is told in words, and what was typed stays', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako');
  const page = await product.open(await openContext(t), server);
  await product.signIn(page, 'hanako', 'not the password');
  await page.getByText('サインイン名またはパスワードが違います。').first().waitFor();
  assert.equal(await product.textbox(page, 'サインイン名').inputValue(), 'hanako');
});

test('no answer from the server is told in words too', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await product.textbox(page, 'サインイン名').waitFor();
  await server.stop();
  await product.signIn(page, 'hanako');
  await page.getByText('サーバーに接続できません。').first().waitFor();
});

test('the first admin chooses a password of his own and is in', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await product.signIn(page, 'admin', server.admin);
  await product.heading(page, 'パスワードを決める');
  await product.textbox(page, '新しいパスワード').first().fill(product.password);
  await product.textbox(page, '新しいパスワード(確認)').fill('something else');
  await product.button(page, 'パスワードを設定').click();
  const differ = page.getByText('2つのパスワードが一致しません。').first();
  await differ.waitFor();
  await product.textbox(page, '新しいパスワード(確認)').fill(product.password);
  await differ.waitFor({ state: 'detached' });
  await product.button(page, 'パスワードを設定').click();
  await product.heading(page, 'ホーム');
  await product.saysSynced(page);
});

test('signing out keeps what is not sent, and signing in again sends it', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako');
  const context = await openContext(t);
  const page = await product.signedIn(context, server, 'hanako');
  await context.clearCookies();
  const path = await product.recordIncident(page, '送っていない記録');
  await product.badge(page, 'サインインが必要です').waitFor();
  await product.go(page, '/welcome');
  await product.signIn(page, 'hanako', 'not the password');
  await page.getByText('サインイン名またはパスワードが違います。').first().waitFor();
  await product.signIn(page, 'hanako');
  await product.saysSynced(page);
  await product.go(page, '/settings');
  await product.button(page, 'サインアウト').click();
  await page.getByRole('dialog').getByRole('button', { name: 'サインアウト' }).click();
  await product.textbox(page, 'サインイン名').waitFor();
  await page.reload();
  await product.textbox(page, 'サインイン名').waitFor();
  await product.signIn(page, 'hanako');
  await product.heading(page, 'ホーム');
  await product.saysSynced(page);
  await product.go(page, path);
  await product.heading(page, '送っていない記録');
});

test('a session that ends on the server asks to sign in and loses nothing', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako');
  const context = await openContext(t);
  const page = await product.signedIn(context, server, 'hanako');
  await context.clearCookies();
  await product.recordIncident(page, '期限切れの間の記録');
  await product.badge(page, 'サインインが必要です').waitFor();
  await product.heading(page, '期限切れの間の記録');
  await product.go(page, '/welcome');
  await product.signIn(page, 'hanako');
  await product.saysSynced(page);
});
