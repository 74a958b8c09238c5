// Several tabs of one device: one writes, the others show what it stores, and the writer's place goes to
// whoever does something.
import assert from 'node:assert/strict';
import { makeProfile, openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';

const holds = (page) => page.evaluate(() => navigator.locks.query().then(({ held }) => held.map(({ clientId }) => clientId)));

async function twoTabs(t) {
  const server = await product.serve(t);
  const context = await openContext(t);
  const first = await product.open(context, server);
  await product.startAlone(first);
  await product.saysSaved(first);
  const second = await product.open(context, server, '#/tickets');
  await product.heading(second, 'チケット');
  return { server, context, first, second };
}

test('two tabs side by side: what is done in one shows in the other, both ways, and all of it is stored', async (t) => {
  const { first, second } = await twoTabs(t);
  await product.go(first, '/tickets');
  await product.recordIncident(second, '2番目のタブで登録');
  await first.getByText('2番目のタブで登録').first().waitFor();
  const writer = await holds(second);
  await product.recordIncident(first, '最初のタブで登録');
  await product.saysSaved(first);
  assert.notDeepEqual(await holds(first), writer, 'a gesture takes the place of the writer');
  await product.go(second, '/tickets');
  await second.getByText('最初のタブで登録').first().waitFor();
  await product.saysSaved(second);
  await Promise.all([first.reload(), second.reload()]);
  await product.go(second, '/tickets');
  await second.getByText('最初のタブで登録').first().waitFor();
  await second.getByText('2番目のタブで登録').first().waitFor();
});

test('many gestures in turn from two tabs: none is lost, none is there twice', async (t) => {
  const { first, second } = await twoTabs(t);
  for (let turn = 0; turn < 4; turn += 1) {
    await product.recordIncident(first, `左 ${turn}`);
    await product.recordIncident(second, `右 ${turn}`);
  }
  await Promise.all([product.saysSaved(first), product.saysSaved(second)]);
  await first.close();
  await second.reload();
  await product.go(second, '/tickets');
  for (let turn = 0; turn < 4; turn += 1) {
    for (const side of ['左', '右']) {
      await second.getByText(`${side} ${turn}`).first().waitFor();
      assert.equal(await second.getByRole('row', { name: new RegExp(`${side} ${turn}`) }).count(), 1);
    }
  }
});

test('when the tab that writes is closed the other one goes on in its place', async (t) => {
  const { first, second } = await twoTabs(t);
  await product.recordIncident(second, '閉じる前');
  await product.go(first, '/tickets');
  await first.getByText('閉じる前').first().waitFor();
  await second.close();
  await first.waitForFunction(() => navigator.locks.query().then(({ held }) => held.length === 1));
  await product.recordIncident(first, '閉じた後');
  await product.saysSaved(first);
});

test('of two tabs of a signed-in person the one that writes synchronises, and both say how it stands', async (t) => {
  const server = await product.serve(t);
  product.addUser(server, 'hanako', 'agent');
  const context = await openContext(t);
  const first = await product.signedIn(context, server, 'hanako');
  await product.saysSynced(first);
  const second = await product.open(context, server, '#/tickets');
  await product.saysSynced(second);
  await product.recordIncident(first, 'サーバーへ届く');
  await product.saysSynced(first);
  await second.getByText('サーバーへ届く').first().waitFor();
  await product.saysSynced(second);
  const other = await product.signedIn(await openContext(t), server, 'hanako');
  await product.go(other, '/tickets');
  await other.getByText('サーバーへ届く').first().waitFor();
});

test('a draft stays in its own tab when the other one takes the workspace', async (t) => {
  const { first, second } = await twoTabs(t);
  await product.go(first, '/new');
  await product.textbox(first, '件名').fill('書きかけ');
  await product.recordIncident(second, '割り込み');
  await product.saysSaved(second);
  assert.equal(await product.textbox(first, '件名').inputValue(), '書きかけ');
  await product.button(first, '登録する').first().click();
  await product.heading(first, '書きかけ');
  await product.saysSaved(first);
});

test('once one tab encrypts the store, another shows nothing of it any more', async (t) => {
  const profile = makeProfile(t);
  const server = await product.serve(t);
  const context = await profile.open();
  const first = await product.open(context, server);
  await product.startAlone(first);
  await product.recordIncident(first, '秘密の件');
  await product.saysSaved(first);
  const second = await product.open(context, server, '#/tickets');
  await second.getByText('秘密の件').first().waitFor();
  await product.go(first, '/protection');
  await product.textbox(first, '新しいパスフレーズ').first().fill('正しい馬と電池とホチキス');
  await product.textbox(first, '新しいパスフレーズ(確認)').fill('正しい馬と電池とホチキス');
  await product.button(first, '暗号化する').click();
  await product.heading(second, '別のタブで開いています');
  assert.equal(await second.getByText('秘密の件').count(), 0);
});
