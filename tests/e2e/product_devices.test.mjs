// Devices: an administrator sees where people are signed in, and has a lost one wiped.
import assert from 'node:assert/strict';
import { findUnreachable, findWithAxe } from './lib/access.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';
import { atRest } from './lib/rest.mjs';
import { genba } from '../contract/lib/program.mjs';

const devices = (server) => JSON.parse(genba('device', 'list', '--json', '--data', server.data));

const storedNames = (page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

async function openDevices(t, server) {
  product.addUser(server, 'root', 'admin');
  const page = await product.signedIn(await openContext(t), server, 'root');
  await product.go(page, '/settings');
  await product.button(page, '端末').click();
  await product.heading(page, '端末');
  return page;
}

async function choose(page, name) {
  await page.getByRole('row', { name: new RegExp(name) }).click();
  await page.getByRole('dialog', { name }).waitFor();
}

test('a lost device sends what it has not sent, erases everything and says so', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako', 'manager');
  product.addUser(server, 'taro', 'manager');
  const context = await openContext(t);
  const lost = await product.signedIn(context, server, 'taro');
  const admin = await openDevices(t, server);
  await context.setOffline(true);
  await product.recordIncident(lost, 'まだ送っていない');
  await choose(admin, 'taro');
  await product.button(admin, '消去する').click();
  const question = admin.getByRole('dialog', { name: '端末のデータを消去しますか' });
  await question.getByText(/未送信のものは/).waitFor();
  await question.getByRole('button', { name: '消去する' }).click();
  await admin.getByRole('row', { name: /taro.*消去を指示済み/ }).waitFor();
  assert.ok((await storedNames(lost)).includes('/genba'));

  await context.setOffline(false);
  await lost.getByText('この端末のデータは消去されました').first().waitFor();
  assert.deepEqual(await storedNames(lost), []);
  await product.button(admin, '更新').click();
  await admin.getByRole('row', { name: /taro.*消去済み/ }).waitFor();
  const desk = await product.signedIn(await openContext(t), server, 'hanako');
  await product.go(desk, '/tickets');
  await desk.getByRole('row', { name: /まだ送っていない/ }).waitFor();
  await lost.reload();
  await product.textbox(lost, /^サインイン名/).waitFor();
});

test('a device whose account may no longer sign in is wiped as soon as it is opened', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'taro');
  const context = await openContext(t);
  const lost = await product.signedIn(context, server, 'taro');
  await context.setOffline(true);
  await product.recordIncident(lost, '失われるもの');
  const { id } = devices(server).find(({ user }) => user === 'taro');
  genba('device', 'wipe', id, '--yes', '--data', server.data);
  genba('user', 'disable', 'taro', '--data', server.data);
  await context.setOffline(false);
  await lost.getByText('この端末のデータは消去されました').first().waitFor();
  assert.deepEqual(await storedNames(lost), []);
  assert.equal(devices(server).find(({ user }) => user === 'taro').state, 'wiped');
});

test('a revoked device is signed out, and keeps what it has', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'taro');
  const page = await product.signedIn(await openContext(t), server, 'taro');
  const path = await product.recordIncident(page, '残るもの');
  await product.saysSynced(page);
  const admin = await openDevices(t, server);
  await choose(admin, 'taro');
  await product.button(admin, '取り消す').click();
  await admin.getByRole('dialog', { name: '端末を取り消しますか' }).getByRole('button', { name: '取り消す' }).click();
  await product.badge(page, /サインイン/).waitFor();
  await product.go(page, path);
  await product.heading(page, '残るもの');
  await atRest(page);
});

for (const locale of ['ja-JP', 'en-US']) {
  test(`every control of the list of devices is named and can be reached, and axe-core finds nothing (${locale})`, async (t) => {
    const server = await product.serve(t);
    product.addUser(server, 'root', 'admin');
    const page = await product.open(await openContext(t, { locale, bypassCSP: true }), server);
    await product.signIn(page, 'root');
    await product.saysSynced(page);
    await product.go(page, '/devices');
    const row = page.getByRole('row', { name: /root/ });
    await row.waitFor();
    await atRest(page);
    const check = async (name) => {
      assert.deepEqual((await findUnreachable(page)).problems, [], name);
      assert.deepEqual(await findWithAxe(page), [], name);
      await atRest(page);
    };
    await check('the list');
    await row.click();
    const dialog = page.getByRole('dialog', { name: 'root' });
    await dialog.waitFor();
    await check('a device');
    await dialog.getByRole('button', { name: /^(消去する|Wipe)$/ }).click();
    await page.getByRole('dialog', { name: /消去しますか|Wipe this device/ }).waitFor();
    await check('the question');
  });
}
