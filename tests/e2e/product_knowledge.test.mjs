// What was solved once is found while the same is being reported again.
import assert from 'node:assert/strict';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';

const link = (page, name) => page.getByRole('link', { name }).first();

async function begin(t, options) {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t, options), server);
  await product.startAlone(page);
  return page;
}

async function typeTitle(page, title) {
  await product.go(page, '/new');
  await product.heading(page, 'インシデントを登録');
  const field = product.textbox(page, '件名');
  await field.click();
  // As an input method commits it: in pieces, without spaces.
  for (const piece of title.match(/.{1,4}/gu)) await page.keyboard.insertText(piece);
}

for (const [name, viewport] of [['a desktop', undefined], ['a phone', { width: 390, height: 844 }]]) {
  test(`on ${name}, a Japanese title that is typed brings the similar ticket, which one press opens`, async (t) => {
    const page = await begin(t, viewport && { viewport });
    await product.recordIncident(page, '会議室のプロジェクターが映らない');
    await product.recordIncident(page, '複合機から両面印刷できない');
    await product.recordIncident(page, 'VPNが30分ごとに切断される');
    await typeTitle(page, '２階の複合機で両面印刷ができません');
    const similar = link(page, /^複合機から両面印刷できない/);
    await similar.waitFor();
    assert.equal(await page.getByRole('link', { name: /^VPNが30分/ }).count(), 0);
    await similar.click();
    await product.heading(page, '複合機から両面印刷できない');
    await page.goBack();
    await product.heading(page, 'インシデントを登録');
    assert.equal(await product.textbox(page, '件名').inputValue(), '２階の複合機で両面印刷ができません');
  });
}

test('the same problem again is added to the open ticket instead of making a second one', async (t) => {
  const page = await begin(t);
  const path = await product.recordIncident(page, '受付の無線LANがつながらない');
  await typeTitle(page, '受付で無線LANにつながらない');
  await page.getByRole('button', { name: /^同じ問題: .*に追記する$/ }).click();
  await product.heading(page, '受付の無線LANがつながらない');
  assert.equal(await page.evaluate(() => location.hash), `#${path}`);
  await page.getByText(/同じ問題が報告されました: 受付で無線LANにつながらない/).first().waitFor();
});

test('an article is written, published, found while reporting, and its use is counted', async (t) => {
  const page = await begin(t);
  await product.go(page, '/articles');
  await product.heading(page, '記事はまだありません');
  await product.go(page, '/a/edit/new');
  await product.heading(page, '記事を書く');
  await product.textbox(page, /^本文/).fill('## 手順\n1. 設定を開く\n2. パスワードを入れ直す');
  await product.textbox(page, '件名').fill('無線LANにつながらないとき');
  await product.button(page, '下書きを保存').click();
  await product.heading(page, '手順');
  await product.button(page, '公開する').click();
  await page.getByText('公開しました').first().waitFor();
  await typeTitle(page, '無線LANにつながらない');
  await link(page, /^無線LANにつながらないとき/).click();
  await product.heading(page, '解決しましたか');
  await product.button(page, '解決しないので報告する').click();
  await product.heading(page, 'インシデントを登録');
  await product.button(page, '登録する').click();
  await product.heading(page, '無線LANにつながらない');
  await product.go(page, '/articles');
  await page.getByText('自己解決率 0% (30日間の閲覧 1件)').first().waitFor();
});
