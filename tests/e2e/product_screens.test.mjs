// Around the records: language, addresses, and drawing nothing while nothing happens.
import assert from 'node:assert/strict';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';
import { drawsNothing, stopTime } from './lib/rest.mjs';

test('the language can be changed, and is remembered by the device', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await product.startAlone(page);
  await product.button(page, 'English').click();
  await product.heading(page, 'Home');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  await page.reload();
  await product.heading(page, 'Home');
  await product.button(page, '日本語').click();
  await product.heading(page, 'ホーム');
});

test('a browser in another language than Japanese is greeted in English', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t, { locale: 'de-DE' }), server);
  await product.heading(page, 'Welcome to Genba');
});

test('Back, Forward and a link from elsewhere open the right screen', async (t) => {
  const server = await product.serve(t);
  const context = await openContext(t);
  const page = await product.open(context, server);
  await product.startAlone(page);
  const path = await product.recordIncident(page, '深いリンク');
  await product.go(page, '/settings');
  await product.heading(page, '設定');
  await page.goBack();
  await product.heading(page, '深いリンク');
  await page.goForward();
  await product.heading(page, '設定');
  await product.saysSaved(page);
  await page.close();
  await product.heading(await product.open(context, server, `#${path}`), '深いリンク');
});

test('what a list is searched for stands in its address as it was typed, and comes back from it', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await product.startAlone(page);
  const searched = '会議室 "A" <50%20> & 100%';
  const search = page.getByRole('searchbox', { name: '検索' });
  await product.go(page, '/tickets');
  await search.fill(searched);
  await page.waitForFunction(() => location.hash.includes('q='));
  assert.equal(new URLSearchParams(new URL(page.url()).hash.split('?')[1]).get('q'), searched);
  await page.reload();
  await search.waitFor();
  assert.equal(await search.inputValue(), searched);
  // As a mail may cut it: in the middle of a letter.
  await product.go(page, '/tickets?q=%E4%BC');
  await page.reload();
  await search.waitFor();
});

test('an address that leads nowhere says so and offers the way home', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await product.startAlone(page);
  await product.go(page, '/no-such-place');
  await product.heading(page, 'ページが見つかりません');
  await product.button(page, 'ホームへ').click();
  await product.heading(page, 'ホーム');
});

test('no frame is drawn while nothing happens, on any main screen', async (t) => {
  const server = await product.serve(t);
  const context = await openContext(t);
  const page = await context.newPage();
  await stopTime(page);
  await product.open(context, server, '', page);
  await drawsNothing(page, 'welcome');
  await product.startAlone(page);
  const ticket = await product.recordIncident(page, '静かな画面');
  await product.saysSaved(page);
  // The toast goes by itself, which is a change that is drawn.
  await page.clock.runFor(30_000);
  await page.getByText(/ を登録しました/).waitFor({ state: 'detached' });
  const screens = {
    '/': 'ホーム', '/tickets': 'チケット', [ticket]: '静かな画面', '/new': 'インシデントを登録',
    '/attention': '要対応', '/reports': 'レポート', '/settings': '設定',
  };
  for (const [path, name] of Object.entries(screens)) {
    await product.go(page, path);
    await product.heading(page, name);
    await drawsNothing(page, path);
  }
});

test('a screen that opens is not laid out within the frame that makes it', async (t) => {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t, { viewport: { width: 1000, height: 400 } }), server);
  await product.startAlone(page);
  const path = await product.recordIncident(page, '画面より高いページ');
  await product.go(page, '/');
  await product.heading(page, 'ホーム');
  await page.evaluate(() => {
    const { get, set } = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTop');
    const frame = Module._gb_frame;
    let isInFrame = false;
    globalThis.askedInFrame = 0;
    const ask = function () {
      if (isInFrame) globalThis.askedInFrame += 1;
      return get.call(this);
    };
    Object.defineProperty(Element.prototype, 'scrollTop', { configurable: true, get: ask, set });
    Module._gb_frame = (time) => {
      isInFrame = true;
      const wake = frame(time);
      isInFrame = false;
      return wake;
    };
  });
  await product.go(page, path);
  await product.heading(page, '画面より高いページ');
  await page.waitForFunction(() => [...document.querySelectorAll('#mirror .s')].some((each) => each.scrollHeight > each.clientHeight));
  assert.equal(await page.evaluate(() => globalThis.askedInFrame), 0);
});
