// One device, several people: each has a store of his own, and nobody reads another's.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { makeProfile, openContext, test } from './lib/browser_test.mjs';
import { armToKill, isInMemory, placesOf, screenText } from './lib/device.mjs';
import * as product from './lib/product.mjs';

async function serveTwo(t) {
  const server = await product.serve(t);
  product.addUser(server, 'hanako');
  product.addUser(server, 'taro');
  return server;
}

async function signOut(page) {
  await product.go(page, '/settings');
  await product.button(page, 'サインアウト').click();
  await page.getByRole('dialog').getByRole('button', { name: 'サインアウト' }).click();
  await product.textbox(page, 'サインイン名').waitFor();
}

/** Signs in from the first screen. */
async function enter(page, name) {
  await product.signIn(page, name);
  await product.heading(page, 'ホーム');
}

const ready = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
const kept = (page, name, count) => page.getByText(`${name}さんの未送信の変更 ${count}件がこの端末に保管されています。`).first().waitFor();

/** Recorded after the session has ended, so that it waits here; where it is. */
async function recordUnsent(context, page, title) {
  await context.clearCookies();
  const path = await product.recordIncident(page, title);
  await product.badge(page, 'サインインが必要です').waitFor();
  return path;
}

/** What Hanako had not sent has waited for her, is sent now, and is where it was. */
async function hanakoComesBack(page, path, title) {
  await product.go(page, '/welcome');
  await kept(page, 'hanako', 1);
  await enter(page, 'hanako');
  await product.saysSynced(page);
  await product.go(page, path);
  await product.heading(page, title);
}

/** The text of the whole workspace, as its owner may download it. */
async function everything(page) {
  await product.go(page, '/data');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    product.button(page, 'バックアップを保存').click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
}

test('what one person has not sent waits unseen while another works, and is sent when she is back', async (t) => {
  const server = await serveTwo(t);
  const context = await makeProfile(t).open();
  const page = await product.signedIn(context, server, 'hanako');
  await ready(page);
  await context.setOffline(true);
  const path = await product.recordIncident(page, '花子だけの秘密の記録');
  await product.saysWaiting(page, 1);
  await product.go(page, '/new');
  await product.textbox(page, '件名').fill('花子の書きかけ');
  while ((await placesOf(page, '花子の書きかけ')).length === 0);
  assert.equal(await isInMemory(page, '花子だけの秘密'), true, 'the test sees what is in memory');

  await signOut(page);
  await kept(page, 'hanako', 1);
  assert.doesNotMatch(await screenText(page), /秘密|書きかけ/);
  assert.equal(await isInMemory(page, '花子だけの秘密'), false);

  await context.setOffline(false);
  await enter(page, 'taro');
  await product.saysSynced(page);
  for (const text of ['花子だけの秘密', '花子の書きかけ']) assert.equal(await isInMemory(page, text), false, text);
  await product.recordIncident(page, '太郎の記録');
  await product.saysSynced(page);
  await product.go(page, '/tickets');
  await page.getByRole('searchbox', { name: '検索' }).fill('秘密');
  await page.getByText('条件に合うチケットがありません').first().waitFor();
  await product.go(page, '/new');
  await product.heading(page, 'インシデントを登録');
  assert.equal(await product.textbox(page, '件名').inputValue(), '');
  assert.doesNotMatch(await everything(page), /秘密|書きかけ/);

  await signOut(page);
  await kept(page, 'hanako', 1);
  await enter(page, 'hanako');
  await product.saysSynced(page);
  await product.go(page, path);
  await product.heading(page, '花子だけの秘密の記録');
  await product.go(page, '/new');
  await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value === '花子の書きかけ'));
  const other = await product.signedIn(await openContext(t), server, 'taro');
  await product.go(other, path);
  await product.heading(other, '花子だけの秘密の記録');
});

test('without a network a store opens only for whoever proves to be its owner', async (t) => {
  const server = await serveTwo(t);
  const context = await makeProfile(t).open();
  const page = await product.signedIn(context, server, 'taro');
  await product.recordIncident(page, '太郎の記録');
  await product.saysSynced(page);
  await signOut(page);
  await enter(page, 'hanako');
  await product.saysSynced(page);
  await ready(page);
  await context.setOffline(true);
  await signOut(page);
  for (const [name, secret] of [['taro', 'not the password'], ['jiro', product.password]]) {
    await product.signIn(page, name, secret);
    await page.getByText('この端末に保管した情報とは、サインイン名またはパスワードが一致しません').first().waitFor();
    assert.doesNotMatch(await screenText(page), /太郎の記録/);
  }
  await page.reload();
  await product.textbox(page, 'サインイン名').waitFor();
  await enter(page, 'taro');
  await product.go(page, '/tickets');
  await page.getByText('太郎の記録').first().waitFor();
  const path = await product.recordIncident(page, '圏外の太郎の記録');
  // Hanako's session still stood when she left: it is ended, and nothing of his goes up in her name.
  await context.setOffline(false);
  await product.badge(page, 'サインインが必要です').waitFor();
  await product.go(page, '/welcome');
  await product.signIn(page, 'taro');
  await product.saysSynced(page);
  const other = await product.signedIn(await openContext(t), server, 'hanako');
  await product.go(other, path);
  await product.heading(other, '圏外の太郎の記録');
  assert.match(await screenText(other), /taro/);
});

test('somebody who signs in over a session that has ended gets his own store', async (t) => {
  const server = await serveTwo(t);
  const context = await openContext(t);
  const page = await product.signedIn(context, server, 'hanako');
  const path = await recordUnsent(context, page, '花子の未送信の記録');
  await product.go(page, '/welcome');
  await enter(page, 'taro');
  await product.saysSynced(page);
  assert.equal(await isInMemory(page, '花子の未送信'), false);
  await hanakoComesBack(page, path, '花子の未送信の記録');
});

test('a page that finds the session of somebody else opens that person’s store', async (t) => {
  const server = await serveTwo(t);
  const context = await openContext(t);
  const page = await product.signedIn(context, server, 'hanako');
  await product.recordIncident(page, '花子の記録');
  await product.saysSynced(page);
  // A switch that was cut off between the server and the device.
  await page.evaluate(async (secret) => {
    const body = JSON.stringify({ name: 'taro', password: secret });
    await fetch('/api/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  }, product.password);
  await page.reload();
  await page.getByRole('button', { name: /taro/ }).first().waitFor();
  await product.saysSynced(page);
});

test('another tab shows nothing any more when its person has left', async (t) => {
  const server = await serveTwo(t);
  const context = await openContext(t);
  const first = await product.signedIn(context, server, 'hanako');
  await product.recordIncident(first, '花子の記録');
  await product.saysSynced(first);
  const second = await product.open(context, server);
  await product.heading(second, 'ホーム');
  await signOut(second);
  await product.textbox(first, 'サインイン名').waitFor();
  assert.equal(await isInMemory(first, '花子の記録'), false);
});

test('the only store of an earlier version becomes its owner’s, with what had not been sent', async (t) => {
  const server = await serveTwo(t);
  const context = await openContext(t);
  const page = await product.signedIn(context, server, 'hanako');
  const path = await recordUnsent(context, page, '前の版の記録');
  // An earlier version knew one store and nothing of people.
  await page.goto(`${server.url}/healthz`);
  await page.evaluate(() => new Promise((resolve) => (indexedDB.deleteDatabase('genba-device').onsuccess = resolve)));
  await product.open(context, server, `#${path}`, page);
  await product.heading(page, '前の版の記録');
  await product.saysWaiting(page, 1).catch(() => product.badge(page, 'サインインが必要です').waitFor());
  await product.go(page, '/welcome');
  await enter(page, 'taro');
  await hanakoComesBack(page, path, '前の版の記録');
});

test('a switch in the middle of which the browser is killed leaves both stores whole', async (t) => {
  const server = await serveTwo(t);
  const profile = makeProfile(t);
  let context = await profile.open();
  let page = await product.signedIn(context, server, 'hanako');
  const path = await recordUnsent(context, page, '花子の未送信の記録');
  await context.close();
  for (const count of [1, 2, 3, 5]) {
    context = await profile.open();
    const arm = await armToKill(context, profile);
    page = await product.open(context, server, '#/welcome', context.pages()[0]);
    await product.textbox(page, 'サインイン名').waitFor();
    arm(count);
    await product.signIn(page, 'taro').catch(() => {});
    // Killed, or through with it after fewer writes.
    await product.heading(page, 'ホーム').catch(() => {});
    await context.close().catch(() => {});
  }
  page = await product.open(await profile.open(), server, '#/welcome');
  await enter(page, 'taro');
  await product.saysSynced(page);
  await hanakoComesBack(page, path, '花子の未送信の記録');
});
