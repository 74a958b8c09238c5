// Photos and files of a ticket: added without a network, sent when there is one, opened by others.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { makeProfile, openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';

/** A JPEG of a camera's size. */
async function takePhoto(page) {
  const base64 = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1600, height: 1200 });
    const context = canvas.getContext('2d');
    for (let i = 0; i < 4000; i++) {
      context.fillStyle = `hsl(${i % 360} 70% ${30 + (i % 50)}%)`;
      context.fillRect((i * 37) % 1600, (i * 91) % 1200, 90, 60);
    }
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1];
  });
  return Buffer.from(base64, 'base64');
}

const attach = (page, button, name, mimeType, buffer) =>
  page.getByLabel(button, { exact: true }).setInputFiles({ name, mimeType, buffer });

const says = (page, text) => page.getByText(text, { exact: true }).first().waitFor();
const picture = (page, name) => page.getByRole('img', { name: `${name}の縮小画像` }).waitFor();

/** What opening it saves. */
async function openFile(page, name) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    product.button(page, `「${name}」を開く`).click(),
  ]);
  assert.equal(download.suggestedFilename(), name);
  return readFileSync(await download.path());
}

test('a requester’s photo survives a reload without a network, and an agent opens it byte for byte', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako', 'requester');
  product.addUser(server, 'taro');
  const hers = await makeProfile(t).open();
  const page = await product.signedIn(hers, server, 'hanako');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  const photo = await takePhoto(page);
  assert.ok(photo.length > 262_144, 'more than one chunk');
  await hers.setOffline(true);
  const path = await product.recordIncident(page, '天井から水が漏れている');
  await attach(page, '写真を撮る', '天井.jpg', 'image/jpeg', photo);
  await says(page, '送信待ち');
  await picture(page, '天井.jpg');
  await page.reload();
  await product.heading(page, '天井から水が漏れている');
  await says(page, '送信待ち');
  await picture(page, '天井.jpg');
  await hers.setOffline(false);
  await product.saysSynced(page);
  await says(page, '送信済み');

  const other = await product.signedIn(await openContext(t), server, 'taro');
  await product.go(other, path);
  await product.heading(other, '天井から水が漏れている');
  await picture(other, '天井.jpg');
  await says(other, 'この端末にはありません');
  assert.deepEqual(await openFile(other, '天井.jpg'), photo);
  await says(other, '送信済み');
});

test('an upload that is cut off goes on where it was, and nothing is sent twice', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako');
  const context = await openContext(t);
  const page = await product.signedIn(context, server, 'hanako');
  const offsets = [];
  await context.route(/\/api\/attachments\/[^/]+\?offset=/, (route) => {
    const offset = Number(new URL(route.request().url()).searchParams.get('offset'));
    const isFirstTime = !offsets.includes(offset);
    offsets.push(offset);
    return offset === 262_144 && isFirstTime ? route.abort('connectionreset') : route.continue();
  });
  await product.recordIncident(page, '大きな記録');
  const content = randomBytes(700_000);
  await attach(page, 'ファイルを追加', '記録.bin', 'application/octet-stream', content);
  await says(page, '送信済み');
  assert.deepEqual(offsets, [0, 262_144, 262_144, 524_288]);
});

/** Chooses who may see what is added next, and waits until the screen says so. */
async function choose(page, name) {
  await page.getByRole('radio', { name }).click();
  await page.getByRole('radio', { name, checked: true }).waitFor();
}

test('what an agent keeps to the desk is not seen by the requester, and a removal can be undone', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako', 'requester');
  product.addUser(server, 'taro');
  const page = await product.signedIn(await openContext(t), server, 'hanako');
  const path = await product.recordIncident(page, '画面が割れた');
  await product.saysSynced(page);
  assert.equal(await page.getByText('見られる人').count(), 0, 'she attaches in public');
  const other = await product.signedIn(await openContext(t), server, 'taro');
  await product.go(other, path);
  await product.heading(other, '画面が割れた');
  await choose(other, '担当者だけ');
  await attach(other, 'ファイルを追加', '見積.pdf', 'application/pdf', randomBytes(2000));
  await says(other, '送信済み');
  await choose(other, '利用者も見られる');
  await attach(other, 'ファイルを追加', '手順.txt', 'text/plain', Buffer.from('手順'));
  await product.button(page, '「手順.txt」を開く').waitFor();
  assert.equal(await product.button(page, '「見積.pdf」を開く').count(), 0);
  await product.button(other, '「手順.txt」を削除').click();
  await product.button(other, '元に戻す').click();
  await product.button(other, '「手順.txt」を開く').waitFor();
  await product.button(other, '「手順.txt」を削除').click();
  await product.button(page, '「手順.txt」を開く').waitFor({ state: 'detached' });
});

test('on a device that is nearly full nothing is added, and it is said why', async (t) => {
  const server = await product.serve(t);
  const context = await openContext(t);
  await context.addInitScript(() => {
    // A page that is not there yet has no storage.
    if (navigator.storage) navigator.storage.estimate = async () => ({ usage: 799_000, quota: 1_000_000 });
  });
  const page = await product.open(context, server);
  await product.startAlone(page);
  await product.recordIncident(page, '満杯の端末');
  await attach(page, 'ファイルを追加', 'a.txt', 'text/plain', Buffer.alloc(2000, 'a'));
  await page.getByText(/8割以上を使っているため、追加できません/).first().waitFor();
  assert.equal(await product.button(page, '「a.txt」を開く').count(), 0);
  await attach(page, 'ファイルを追加', 'b.txt', 'text/plain', Buffer.alloc(500, 'b'));
  await product.button(page, '「b.txt」を開く').waitFor();
});

test('what the server has gives its place to what it does not have', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako');
  const context = await openContext(t);
  await context.addInitScript(() => {
    if (!navigator.storage) return;
    // Full as long as the first file is kept here.
    navigator.storage.estimate = async () => {
      const database = await new Promise((resolve) => (indexedDB.open('genba-attachments').onsuccess = ({ target }) => resolve(target.result)));
      const store = database.transaction('contents').objectStore('contents');
      const count = await new Promise((resolve) => (store.count().onsuccess = ({ target }) => resolve(target.result)));
      database.close();
      return { usage: count * 900_000, quota: 1_000_000 };
    };
  });
  const page = await product.signedIn(context, server, 'hanako');
  await product.recordIncident(page, '満杯に近い端末');
  const first = Buffer.from('first');
  await attach(page, 'ファイルを追加', 'a.txt', 'text/plain', first);
  await says(page, '送信済み');
  await context.setOffline(true);
  await attach(page, 'ファイルを追加', 'b.txt', 'text/plain', Buffer.from('second'));
  await says(page, '送信待ち');
  await attach(page, 'ファイルを追加', 'c.txt', 'text/plain', Buffer.from('third'));
  await page.getByText(/8割以上を使っているため/).first().waitFor();
  await context.setOffline(false);
  await product.saysSynced(page);
  assert.deepEqual(await openFile(page, 'a.txt'), first);
});

test('without a server files stay on the device, large ones outside the program’s memory', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await product.startAlone(page);
  await product.recordIncident(page, 'ひとりで');
  const memory = () => page.evaluate(() => Module.HEAPU8.byteLength);
  const before = await memory();
  const content = randomBytes(25 * 1024 * 1024);
  await attach(page, 'ファイルを追加', '動画.mp4', 'video/mp4', content);
  await says(page, 'この端末に保存済み');
  assert.equal(await memory(), before);
  await attach(page, 'ファイルを追加', '長い動画.mp4', 'video/mp4', Buffer.alloc(25 * 1024 * 1024 + 1));
  await page.getByText('「長い動画.mp4」は25 MBを超えています。小さくしてから追加してください。').first().waitFor();
  await attach(page, 'ファイルを追加', '空.txt', 'text/plain', Buffer.alloc(0));
  await page.getByText('「空.txt」は空のファイルです。').first().waitFor();
  await product.saysSaved(page);
  await page.reload();
  await product.heading(page, 'ひとりで');
  assert.ok((await openFile(page, '動画.mp4')).equals(content));
});
