// Two people on one ticket see each other, as long as both are there.
import assert from 'node:assert/strict';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';

const title = '複合機が動かない';
const says = (page, text) => page.getByText(text).first().waitFor();
const gone = (page, text) => page.getByText(text).first().waitFor({ state: 'detached' });

test('whoever opens the same ticket is seen, so is that he writes, and that he has left', async (t) => {
  const server = await product.serve(t);
  for (const name of ['hanako', 'taro']) product.addUser(server, name);
  const hers = await product.signedIn(await openContext(t), server, 'hanako');
  const context = await openContext(t);
  const his = await product.signedIn(context, server, 'taro');
  const path = await product.recordIncident(hers, title);
  await product.saysSynced(hers);
  await product.go(his, path);
  await product.heading(his, title);
  await says(hers, /taroさんが見ています/);
  await says(his, /hanakoさんが見ています/);
  await product.textbox(his, 'コメントを書く').click();
  await his.keyboard.insertText('確認中です');
  await says(hers, /taroさんが入力中/);
  await his.evaluate(() => document.activeElement.blur());
  await says(hers, /taroさんが見ています/);
  await product.go(his, '/tickets');
  await gone(hers, /taroさん/);
  await product.go(his, path);
  await says(hers, /taroさんが見ています/);
  // Without a network nobody is there, and back with it everybody is.
  await context.setOffline(true);
  await gone(his, /hanakoさん/);
  await context.setOffline(false);
  await says(his, /hanakoさんが見ています/);
  await his.close();
  await gone(hers, /taroさん/);
  assert.equal(await hers.getByText(/さんが/).count(), 0);
});
