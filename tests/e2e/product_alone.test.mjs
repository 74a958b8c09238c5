// Without a server account: what is recorded stays on the device, whatever happens to the tab.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { makeProfile, openContext, test } from './lib/browser_test.mjs';
import { browserArguments, launch, newContext } from './lib/chromium.mjs';
import * as product from './lib/product.mjs';

test('an incident recorded offline in Japanese is there after a reload without a network', async (t) => {
  const server = await product.serve(t);
  const context = await makeProfile(t).open();
  const page = await product.open(context, server);
  await product.startAlone(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await context.setOffline(true);
  await product.recordIncident(page, '会議室の𠮷田さんの端末が髙負荷');
  await product.saysSaved(page);
  await page.reload();
  await product.heading(page, '会議室の𠮷田さんの端末が髙負荷');
});

test('a page over plain http from another machine says why it cannot work offline', async (t) => {
  const server = await product.serve(t);
  // To the browser a name that is not localhost is another machine.
  const name = 'genba.example';
  const context = await makeProfile(t).open({ args: [...browserArguments, `--host-resolver-rules=MAP ${name} 127.0.0.1`] });
  const page = await product.open(context, { url: server.url.replace('localhost', name) });
  await product.heading(page, 'この接続ではオフラインで使えません');
  await page.getByText('https:// のアドレスで開くか').first().waitFor();
  assert.equal(await product.button(page, 'この端末だけで始める').isDisabled(), true);
});

test('a browser without WebGL 2, or without WebAssembly, is told so in words', async (t) => {
  const server = await product.serve(t);
  const browser = await launch(t);
  const takeWebGl = () => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
      return kind === 'webgl2' ? null : real.call(this, kind, ...more);
    };
  };
  for (const take of [takeWebGl, () => delete globalThis.WebAssembly]) {
    // The program's own complaint of it is no fault of the page here.
    const page = await (await newContext(browser)).newPage();
    await page.addInitScript(take);
    await page.goto(server.url);
    await page.getByRole('alert').getByText('WebGL 2 と WebAssembly を有効にして').waitFor();
    assert.equal(await page.locator('#boot').isVisible(), false);
  }
});

test('the page opens with no server at all after the first visit', async (t) => {
  const server = await product.serve(t);
  const context = await makeProfile(t).open();
  const page = await product.open(context, server);
  await product.startAlone(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.close();
  await server.stop();
  const again = await product.open(context, server, '#/settings');
  await product.heading(again, '設定');
});

test('what the badge calls saved survives the death of the browser', async (t) => {
  const server = await product.serve(t);
  const profile = makeProfile(t);
  const context = await profile.open();
  const page = await product.open(context, server);
  await product.startAlone(page);
  const path = await product.recordIncident(page, '突然の停電');
  await product.saysSaved(page);
  // Kills every process of the browser at once: no event reaches the page any more.
  const devtools = await context.newCDPSession(page);
  await devtools.send('Browser.crash').catch(() => {});
  await context.close().catch(() => {});
  const again = await product.open(await profile.open(), server, `#${path}`);
  await product.heading(again, '突然の停電');
});

test('a draft that was not sent is there again after a reload', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await product.startAlone(page);
  await product.go(page, '/new');
  await product.textbox(page, '件名').fill('書きかけの件名');
  await product.textbox(page, '件名').blur();
  await page.reload();
  await product.heading(page, 'インシデントを登録');
  await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value === '書きかけの件名'));
});

test('when the device is full the screen says so, and nothing is lost', async (t) => {
  const server = await product.serve(t);
  // The files that a service worker keeps would take the space first.
  const context = await openContext(t, { serviceWorkers: 'block' });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const origin = new URL(server.url).origin;
  // Before the first write: Chromium asks for its space once and counts on from there.
  await page.goto(`${origin}/healthz`);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 500_000 });
  await product.open(context, server, '', page);
  await product.startAlone(page);
  await product.saysSaved(page);
  const noise = () => randomBytes(40_000).toString('base64');
  let recorded = 0;
  let isFull = false;
  while (!isFull && recorded < 60) {
    recorded += 1;
    await product.recordIncident(page, `大きな記録 ${recorded}`, noise());
    const settled = product.badge(page, /この端末に保存済み|保存できません/);
    isFull = (await settled.getAttribute('aria-label')).startsWith('保存できません');
  }
  assert.ok(isFull, 'the device never became full');
  await page.getByText('この端末の保存領域が足りません').first().waitFor();
  const path = await product.recordIncident(page, '容量不足の間の記録');
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await product.saysSaved(page);
  await page.reload();
  await product.heading(page, '容量不足の間の記録');
  assert.equal(await page.evaluate(() => location.hash), `#${path}`);
  await product.go(page, '/tickets');
  await page.getByText(`大きな記録 ${recorded}`).first().waitFor();
});
