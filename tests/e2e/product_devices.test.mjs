// Devices: an administrator sees where people are signed in, and has a lost one wiped.
import assert from 'node:assert/strict';
import { findUnreachable, findWithAxe } from './lib/access.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';
import { atRest, resizeTo } from './lib/rest.mjs';
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

test('a kiosk is added by a name, enrolled by the link that is shown once, renewed and revoked', async (t) => {
  const server = await product.serve(t);
  const admin = await openDevices(t, server);
  const adding = admin.getByRole('dialog', { name: '受付端末を追加' });
  const linked = admin.getByRole('dialog', { name: '「1階受付」の登録リンク' });
  await product.button(admin, '受付端末を追加').click();
  const name = adding.getByRole('textbox', { name: /^端末の名前/ });
  await name.fill('1階 受付');
  await name.press('Enter');
  await adding.getByText(/この名前は使えません/).waitFor();
  await name.fill('root');
  await name.press('Enter');
  await adding.getByText(/すでに使われています/).waitFor();
  await name.fill('1階受付');
  await adding.getByRole('button', { name: '受付端末を追加' }).click();
  await linked.getByText(/一度だけ使え/).waitFor();
  await admin.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await linked.getByRole('button', { name: 'リンクをコピー' }).click();
  await admin.getByText('リンクをコピーしました').waitFor();
  const link = await admin.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /#\/kiosk\?name=1%E9%9A%8E%E5%8F%97%E4%BB%98&code=/);
  await linked.getByRole('button', { name: '閉じる' }).click();
  await admin.getByText('未登録', { exact: true }).waitFor();

  const kiosk = await (await openContext(t)).newPage();
  await kiosk.goto(link);
  await product.button(kiosk, '受付端末にする').click();
  await product.heading(kiosk, /^受付$/);
  await product.button(admin, '更新').click();
  await admin.getByText('登録済み', { exact: true }).waitFor();
  await admin.getByText(/^最後の通信: /).waitFor();

  const sure = (title, action) => admin.getByRole('dialog', { name: title }).getByRole('button', { name: action }).click();
  await product.button(admin, '新しいリンクを発行').click();
  await sure('登録し直しますか', '新しいリンクを発行');
  await linked.getByRole('button', { name: '閉じる' }).click();
  await admin.getByText('未登録', { exact: true }).waitFor();
  await product.button(admin, '取り消す').click();
  await sure('受付端末を取り消しますか', '取り消す');
  await admin.getByText('取り消し済み', { exact: true }).waitFor();
  await kiosk.reload();
  await kiosk.getByText(/この端末の登録は取り消されています/).waitFor();
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
    await dialog.page().keyboard.press('Escape');
    await product.button(page, locale === 'ja-JP' ? '受付端末を追加' : 'Add a kiosk').click();
    await page.getByRole('textbox', { name: /^(端末の名前|Name of the kiosk)/ }).fill('gate');
    await check('a new kiosk');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: /登録リンク|Enrolment link/ }).waitFor();
    await atRest(page);
    await check('its link');
    await product.button(page, locale === 'ja-JP' ? '閉じる' : 'Close').click();
    await atRest(page);
    for (const width of [390, 820]) {
      await resizeTo(page, { width, height: 844 });
      await check(`the kiosks at ${width}`);
    }
  });
}
