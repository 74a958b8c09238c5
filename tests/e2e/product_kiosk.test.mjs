// A kiosk, from the link that an administrator has printed to a report that the desk reads.
import assert from 'node:assert/strict';
import { findUnreachable, findWithAxe } from './lib/access.mjs';
import { makeProfile, openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';
import { atRest, resizeTo, stopTime } from './lib/rest.mjs';
import { genba } from '../contract/lib/program.mjs';

const codeForm = /([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}/;

const kiosk = (server, ...args) => JSON.parse(genba('kiosk', ...args, '--json', '--data', server.data));
const devices = (server) => JSON.parse(genba('device', 'list', '--json', '--data', server.data));

/** A page of a new kiosk, enrolled by its link. */
async function enrol(context, server, { name = '正面玄関', link, prepare = () => {} } = {}) {
  const page = await context.newPage();
  await prepare(page);
  const address = link ?? kiosk(server, 'add', name).link;
  await page.goto(`${server.url}${address}`);
  await product.heading(page, /受付端末の登録|Set up a kiosk/);
  await product.button(page, /^(受付端末にする|Make this a kiosk)$/).click();
  await product.heading(page, /^(受付|Report desk)$/);
  await page.getByText(/すべて送信済みです|Everything is sent/).first().waitFor();
  return page;
}

async function report(page, what, { place = '3階 会議室', details = '赤いランプが点滅', contact = '山田 内線201' } = {}) {
  await product.button(page, '報告する').click();
  await product.textbox(page, /^何が起きましたか/).fill(what);
  await product.button(page, '次へ').click();
  await product.textbox(page, /^場所/).fill(place);
  await product.button(page, '次へ').click();
  await product.textbox(page, /^くわしく/).fill(details);
  await product.textbox(page, /^連絡先/).fill(contact);
  await product.button(page, '受け付けてもらう').click();
  await product.heading(page, '受け付けました');
  return codeForm.exec(await page.locator('#mirror').innerText())[0];
}

/** From wherever the kiosk is: it may have wiped itself meanwhile. */
async function lookUp(page, code) {
  const finish = product.button(page, '終わる（画面を消す）');
  if (await finish.count()) await finish.click();
  await product.button(page, '受付番号で確認する').click();
  await product.textbox(page, '受付番号').fill(code);
  await product.button(page, '確認する').click();
}

const mirrorText = (page) => page.evaluate(() =>
  [...document.querySelectorAll('#mirror *')].map((node) => `${node.ariaLabel ?? ''} ${node.value ?? ''} ${node.textContent}`).join('\n'));

test('offline in Japanese: a code at once, the report outlives a reload, goes up, and the code tells its state', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako', 'manager');
  const context = await makeProfile(t).open();
  const page = await enrol(context, server);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await context.setOffline(true);
  const code = await report(page, 'プリンターが動かない');
  await page.getByText('この端末に保存済み・未送信').first().waitFor();
  await page.reload();
  await product.heading(page, /^受付$/);
  await page.getByText('この端末に保存済み・未送信 1件').first().waitFor();
  assert.ok(!(await mirrorText(page)).includes(code), 'the code is not shown again');
  await lookUp(page, code.toLowerCase());
  await page.getByText('この端末に保存済み・未送信', { exact: true }).first().waitFor();

  await context.setOffline(false);
  const desk = await product.signedIn(await openContext(t), server, 'hanako');
  await product.go(desk, '/tickets');
  await desk.getByRole('row', { name: /プリンターが動かない/ }).click();
  await product.heading(desk, 'プリンターが動かない');
  for (const text of ['場所: 3階 会議室', '赤いランプが点滅', '山田 内線201']) await desk.getByText(text).first().waitFor();
  assert.ok(!(await mirrorText(desk)).includes(code), 'the desk does not see the code');

  await lookUp(page, code);
  await page.getByText('新規').first().waitFor();
  assert.ok(!(await mirrorText(page)).includes('プリンター'), 'the state and nothing else');
  // Whoever took the code home asks from there, without signing in.
  const home = await product.open(await openContext(t), server, '#/receipt');
  await product.textbox(home, '受付番号').fill(code);
  await product.button(home, '確認する').click();
  await home.getByText('新規').first().waitFor();
});

test('what was typed, and the code, go away after a minute without a touch, and ten seconds before that it is said', async (t) => {
  const server = await product.serve(t);
  const context = await openContext(t);
  const page = await enrol(context, server, { prepare: stopTime });
  await product.button(page, '報告する').click();
  await product.textbox(page, /^何が起きましたか/).fill('内緒の話');
  await atRest(page);
  await page.clock.runFor(49_000);
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.clock.runFor(2_000);
  await page.getByRole('dialog', { name: 'まだお使いですか' }).waitFor();
  await product.button(page, '続ける').click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await product.textbox(page, /^何が起きましたか/).inputValue(), '内緒の話', 'whoever goes on loses nothing');
  await page.clock.runFor(61_000);
  await product.heading(page, /^受付$/);
  assert.ok(!(await mirrorText(page)).includes('内緒の話'));
  await product.button(page, '報告する').click();
  assert.equal(await product.textbox(page, /^何が起きましたか/).inputValue(), '');
  await product.button(page, 'やめる').click();

  const code = await report(page, '椅子が壊れた');
  await page.clock.runFor(61_000);
  await product.heading(page, /^受付$/);
  assert.ok(!(await mirrorText(page)).includes(code));
  // The language that a visitor chose goes with him.
  await product.button(page, 'English').click();
  await product.heading(page, 'Report desk');
  await page.clock.runFor(61_000);
  await product.heading(page, /^受付$/);
});

test('no address and no key leads out of a kiosk, and it says to the server how it is', async (t) => {
  const server = await product.serve(t);
  const page = await enrol(await openContext(t), server);
  // The link does not stay in the address.
  await page.waitForFunction(() => location.hash === '#/kiosk');
  for (const path of ['/', '/tickets', '/new', '/settings', '/devices', '/data', '/welcome', '/receipt', '/no-such-place']) {
    await product.go(page, path);
    await page.waitForFunction(() => location.hash === '#/kiosk');
    await product.heading(page, /^受付$/);
    assert.equal(await page.locator('#mirror a').count(), 0, path);
  }
  for (const key of ['n', '/', '?', 'j', 'Escape']) await page.keyboard.press(key);
  await product.heading(page, /^受付$/);
  await page.goto(`${server.url}/#/tickets`);
  await product.heading(page, /^受付$/);
  await page.context().setOffline(true);
  await report(page, '一件目');
  await page.context().setOffline(false);
  await page.getByText('送信済み').first().waitFor();
  const known = devices(server).find(({ role }) => role === 'kiosk');
  assert.equal(known.user, '正面玄関');
  assert.match(known.label, /Chrome/);
  assert.equal(known.state, 'active');
});

test('after a loss of power the kiosk is a kiosk again by itself, and sends what it had', async (t) => {
  const server = await product.serve(t);
  const profile = makeProfile(t);
  // Once closed as it should be: browsers write their cookies down within half a minute.
  const first = await profile.open();
  await enrol(first, server);
  await first.close();
  const context = await profile.open();
  const page = await product.open(context, server);
  await product.heading(page, /^受付$/);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await context.setOffline(true);
  await report(page, '停電の前');
  await page.getByText('この端末に保存済み・未送信').first().waitFor();
  profile.kill();
  const again = await product.open(await profile.open(), server);
  await product.heading(again, /^受付$/);
  await again.getByText('すべて送信済みです').first().waitFor();
  product.addUser(server, 'hanako', 'manager');
  const desk = await product.signedIn(await openContext(t), server, 'hanako');
  await product.go(desk, '/tickets');
  await desk.getByRole('row', { name: /停電の前/ }).waitFor();
});

test('a revoked kiosk goes on taking reports, says that they are not sent, and sends them once it is enrolled again', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako', 'manager');
  const context = await openContext(t);
  const page = await enrol(context, server);
  genba('kiosk', 'revoke', '正面玄関', '--data', server.data);
  await report(page, '取り消し後の報告');
  await page.getByText('この端末の登録は取り消されています').first().waitFor();
  await page.getByText('この端末に保存済み・未送信').first().waitFor();
  const { link } = kiosk(server, 'renew', '正面玄関');
  await page.close();
  const again = await enrol(context, server, { link });
  await again.getByText('すべて送信済みです').first().waitFor();
  const desk = await product.signedIn(await openContext(t), server, 'hanako');
  await product.go(desk, '/tickets');
  await desk.getByRole('row', { name: /取り消し後の報告/ }).waitFor();
});

const windows = [{ width: 1440, height: 900 }, { width: 820, height: 1180 }, { width: 390, height: 844 }];
const words = {
  'ja-JP': { report: '報告する', next: '次へ', send: '受け付けてもらう', finish: '終わる（画面を消す）', check: '受付番号で確認する' },
  'en-US': { report: 'Report something', next: 'Next', send: 'Hand it in', finish: 'Finish and clear the screen', check: 'Check a receipt code' },
};

for (const locale of ['ja-JP', 'en-US']) {
  test(`every control of a kiosk is named and can be reached, and axe-core finds nothing (${locale})`, async (t) => {
    const server = await product.serve(t);
    const context = await openContext(t, { locale, bypassCSP: true });
    const page = await enrol(context, server, { prepare: stopTime });
    const say = words[locale];
    // A machine that is slow is no visitor who has gone.
    let touches = 0;
    const touch = () => page.mouse.move(2 + (++touches % 2), 2);
    const check = async (name) => {
      await atRest(page); // what was pressed is done
      for (const size of windows) {
        await touch();
        await resizeTo(page, size);
        const { count, problems } = await findUnreachable(page);
        assert.deepEqual(problems, [], `${name} at ${size.width}`);
        assert.ok(count >= 2, `only ${count} controls on ${name}`);
      }
      await touch();
      assert.deepEqual(await findWithAxe(page), [], name);
      await touch();
      await atRest(page);
    };
    await check('the start');
    await product.button(page, say.report).click();
    const what = page.locator('#mirror input').first();
    await what.waitFor();
    await check('what');
    await what.fill('VPN');
    await product.button(page, say.next).click();
    await check('where');
    await product.button(page, say.next).click();
    await check('details');
    await page.clock.runFor(51_000);
    await page.getByRole('dialog').waitFor();
    assert.deepEqual(await findWithAxe(page), [], 'the warning');
    await page.getByRole('dialog').getByRole('button').first().click();
    await product.button(page, say.send).click();
    await check('the code');
    await product.button(page, say.finish).click();
    await product.button(page, say.check).click();
    await check('the look-up');
  });
}
