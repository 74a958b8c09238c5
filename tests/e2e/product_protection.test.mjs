// What is on the device can be encrypted with a passphrase; the screen locks, and nothing is lost by it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { findUnreachable, findWithAxe } from './lib/access.mjs';
import { makeProfile, openContext, test } from './lib/browser_test.mjs';
import { armToKill, isInMemory, placesOf, screenText } from './lib/device.mjs';
import * as product from './lib/product.mjs';

const passphrase = '正しい馬と電池とホチキス';
const locked = (page) => product.heading(page, 'ロックされています');
const says = (page, text) => page.getByText(text).first().waitFor();

async function setUp(page) {
  await product.startAlone(page);
  const path = await product.recordIncident(page, '社外秘の記録', '社外秘の内容');
  await page.getByLabel('ファイルを追加', { exact: true }).setInputFiles({
    name: 'メモ.txt', mimeType: 'text/plain', buffer: Buffer.from('社外秘の添付'),
  });
  await product.button(page, '「メモ.txt」を開く').waitFor();
  await product.go(page, '/new');
  await product.textbox(page, '件名').fill('社外秘の下書き');
  while ((await placesOf(page, '社外秘の下書き')).length === 0);
  await product.saysSaved(page);
  return path;
}

async function typeNew(page, secret, repeated = secret) {
  await product.textbox(page, '新しいパスフレーズ').first().fill(secret);
  await product.textbox(page, '新しいパスフレーズ(確認)').fill(repeated);
}

async function protect(page, secret = passphrase) {
  await product.go(page, '/protection');
  await says(page, 'パスフレーズを忘れると元に戻せません');
  await typeNew(page, secret);
  await product.button(page, '暗号化する').click();
  await product.button(page, '今すぐロック').waitFor();
}

async function unlock(page, secret = passphrase) {
  await product.textbox(page, 'パスフレーズ').fill(secret);
  await product.button(page, 'ロックを解除').click();
}

async function everythingIsThere(page, path) {
  await product.go(page, path);
  await product.heading(page, '社外秘の記録');
  await says(page, '社外秘の内容');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    product.button(page, '「メモ.txt」を開く').click(),
  ]);
  assert.equal(readFileSync(await download.path(), 'utf8'), '社外秘の添付');
  await product.go(page, '/new');
  await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value === '社外秘の下書き'));
}

test('encrypted, nothing on the device can be read; the passphrase brings everything back', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t, { bypassCSP: true }), server);
  const path = await setUp(page);
  assert.ok((await placesOf(page, '社外秘')).length >= 3, 'records, draft and attachment, before');
  await protect(page);
  assert.deepEqual(await placesOf(page, '社外秘'), []);
  await page.reload();
  await locked(page);
  assert.doesNotMatch(await screenText(page), /社外秘/);
  assert.equal(await isInMemory(page, '社外秘'), false);
  assert.deepEqual((await findUnreachable(page)).problems, []);
  assert.deepEqual(await findWithAxe(page), []);
  await unlock(page, '違うパスフレーズです');
  await says(page, 'パスフレーズが違います。記録はそのまま残っています。');
  await unlock(page);
  await everythingIsThere(page, path);
  await product.recordIncident(page, '社外秘の続き');
  await product.saysSaved(page);
  assert.deepEqual(await placesOf(page, '社外秘'), []);
});

test('a passphrase that is too short, or typed differently, is told before anything happens', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await setUp(page);
  await product.go(page, '/protection');
  await typeNew(page, 'short');
  await product.button(page, '暗号化する').click();
  await says(page, '12文字以上にしてください。');
  await typeNew(page, passphrase, `${passphrase}!`);
  await product.button(page, '暗号化する').click();
  await says(page, '2つのパスフレーズが一致しません。');
  assert.ok((await placesOf(page, '社外秘')).length >= 3);
});

test('another passphrase takes the place of the first, and switched off everything is in the clear again', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  const path = await setUp(page);
  await protect(page);
  const next = '次のパスフレーズはこちら';
  await product.textbox(page, 'いまのパスフレーズ').fill('違うパスフレーズです');
  await typeNew(page, next);
  await product.button(page, 'パスフレーズを変更').click();
  await says(page, 'パスフレーズが違います。');
  await product.textbox(page, 'いまのパスフレーズ').fill(passphrase);
  await product.button(page, 'パスフレーズを変更').click();
  await says(page, 'パスフレーズを変更しました');
  await page.reload();
  await locked(page);
  await unlock(page);
  await says(page, 'パスフレーズが違います。');
  await unlock(page, next);
  await everythingIsThere(page, path);
  await product.go(page, '/protection');
  await product.textbox(page, 'いまのパスフレーズ').fill(next);
  await product.button(page, '暗号化をやめる').click();
  await says(page, '暗号化していません');
  assert.ok((await placesOf(page, '社外秘')).length >= 3);
  await page.reload();
  await everythingIsThere(page, path);
});

test('untouched for a while it locks by itself, and what was being typed is there again', async (t) => {
  const server = await product.serve(t);
  const context = await openContext(t);
  await context.addInitScript(() => {
    const real = Date.now;
    globalThis.later_ms = 0;
    Date.now = () => real() + globalThis.later_ms;
  });
  const page = await product.open(context, server);
  await setUp(page);
  await protect(page);
  await page.getByRole('radio', { name: '5分', exact: true }).click();
  await page.getByRole('radio', { name: '5分', exact: true, checked: true }).waitFor();
  await product.go(page, '/new');
  await product.textbox(page, '件名').fill('社外秘の書きかけ');
  const wait = (minutes) =>
    page.evaluate((count) => {
      globalThis.later_ms += count * 60_000;
      document.dispatchEvent(new Event('visibilitychange'));
    }, minutes);
  await wait(4);
  assert.equal(await product.textbox(page, '件名').inputValue(), '社外秘の書きかけ');
  await wait(2);
  await locked(page);
  assert.equal(await isInMemory(page, '社外秘'), false);
  await unlock(page);
  await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value === '社外秘の書きかけ'));
});

test('on a shared device each person’s encryption is his own, and the passphrase is proof enough without a network', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako');
  product.addUser(server, 'taro');
  const context = await makeProfile(t).open();
  const page = await product.signedIn(context, server, 'hanako');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  const path = await product.recordIncident(page, '社外秘の記録');
  await product.saysSynced(page);
  await protect(page);
  await product.go(page, '/settings');
  await product.button(page, 'サインアウト').click();
  await page.getByRole('dialog').getByRole('button', { name: 'サインアウト' }).click();
  await product.signIn(page, 'taro');
  await product.heading(page, 'ホーム');
  await product.saysSynced(page);
  await context.setOffline(true);
  await product.go(page, '/settings');
  await product.button(page, 'サインアウト').click();
  await page.getByRole('dialog').getByRole('button', { name: 'サインアウト' }).click();
  await product.signIn(page, 'hanako');
  await locked(page);
  await says(page, 'hanakoさんの記録は、この端末で暗号化されています。');
  await unlock(page);
  await product.go(page, path);
  await product.heading(page, '社外秘の記録');
  await page.reload();
  await locked(page);
  await product.button(page, '別の人が使う').click();
  await product.signIn(page, 'taro');
  await product.heading(page, 'ホーム');
});

/** The device's record as a switch leaves it that is cut right after the files were encrypted. */
const forgetSealed = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        indexedDB.open('genba-device').onsuccess = ({ target: { result: database } }) => {
          const transaction = database.transaction('device', 'readwrite');
          const store = transaction.objectStore('device');
          store.get('device').onsuccess = ({ target: { result: record } }) => {
            for (const facts of Object.values(record.stores)) Object.assign(facts, { sealed: false, contentsSealed: false });
            store.put(record, 'device');
          };
          transaction.onabort = () => reject(transaction.error);
          transaction.oncomplete = () => (database.close(), resolve());
        };
      }),
  );

test('cut right after the files were encrypted, it is encrypted, and can be switched off', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  const path = await setUp(page);
  await protect(page);
  await forgetSealed(page);
  await page.reload();
  await locked(page);
  await unlock(page);
  await everythingIsThere(page, path);
  await product.go(page, '/protection');
  await product.textbox(page, 'いまのパスフレーズ').fill(passphrase);
  await product.button(page, '暗号化をやめる').click();
  await says(page, '暗号化していません');
});

/** Once the store was opened or found to be locked. */
async function asksForPassphrase(page) {
  await product.heading(page, /ロックされています|端末内の暗号化|ホーム/);
  return (await page.getByRole('heading', { name: 'ロックされています' }).count()) > 0;
}

test('killed while it is switched on or off, everything is there when it is opened again', async (t) => {
  const server = await product.serve(t);
  const profile = makeProfile(t);
  let context = await profile.open();
  let page = await product.open(context, server, '', context.pages()[0]);
  const path = await setUp(page);
  await context.close();
  const seen = [];
  for (const count of [2, 4, 7, 9, 11, 13]) {
    context = await profile.open();
    const arm = await armToKill(context, profile);
    page = await product.open(context, server, '#/protection', context.pages()[0]);
    const isLocked = await asksForPassphrase(page);
    seen.push(isLocked);
    if (isLocked) await unlock(page);
    await everythingIsThere(page, path);
    await product.go(page, '/protection');
    await typeNew(page, passphrase).catch(() => {});
    if (isLocked) await product.textbox(page, 'いまのパスフレーズ').fill(passphrase);
    arm(count);
    await product.button(page, isLocked ? '暗号化をやめる' : '暗号化する').click().catch(() => {});
    await page.waitForEvent('close', { timeout: 20_000 }).catch(() => {});
    await context.close().catch(() => {});
  }
  context = await profile.open();
  page = await product.open(context, server, '', context.pages()[0]);
  if (await asksForPassphrase(page)) await unlock(page);
  await product.heading(page, 'ホーム');
  await everythingIsThere(page, path);
  t.diagnostic(`was locked when opened again: ${seen.join(' ')}`);
});
