// Tables in and out of the browser, and everything as one file, without a server's help.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, run } from '../contract/lib/program.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import { root } from './lib/chromium.mjs';
import * as product from './lib/product.mjs';

// As Redmine writes it on a Japanese Windows: CP932.
const redmine = join(root, 'tests/golden/tables/redmine_ja.csv');

async function openData(t) {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await product.startAlone(page);
  await product.go(page, '/data');
  await product.heading(page, '取り込み・書き出し');
  return page;
}

async function choose(page, files) {
  await page.locator('input[type=file]').first().setInputFiles(files);
  await product.heading(page, '取り込むとこうなります');
}

const says = (page, text) => page.getByText(text, { exact: true }).first().waitFor();

async function save(page, press) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return readFileSync(await download.path());
}

test("another system's table is shown before it is imported, and imported once", async (t) => {
  const page = await openData(t);
  await choose(page, redmine);
  const expected = JSON.parse(run(['import', 'csv', redmine, '--preview', '0', '--json', '--data', makeFolder(t)]).out);
  const count = expected.new;
  assert.ok(count > 0);
  await says(page, `新規 ${count}`);
  // Nothing has happened yet.
  assert.equal(await page.getByText('取り込みました').count(), 0);
  await product.button(page, `${count}件を取り込む`).click();
  await product.heading(page, '取り込みました');
  await product.saysSaved(page);
  await page.reload();
  await product.heading(page, '取り込み・書き出し');
  await choose(page, redmine);
  await says(page, '新規 0');
  await says(page, `変更なし ${count}`);
  assert.equal(await product.button(page, '0件を取り込む').isDisabled(), true);
});

test('rows that are wrong are told with their reason, saved for correction, and the others imported', async (t) => {
  const page = await openData(t);
  const csv = '件名,優先度,起票日\r\nVPNがつながらない,P1,2026/11/20\r\n印刷できない,とても高い,2026/11/20\r\n';
  await choose(page, { name: '一覧.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await says(page, '新規 1');
  await says(page, '取り込めない行 1');
  const faults = await save(page, () => product.button(page, '取り込めない行をCSVで保存').click());
  const lines = faults.toString('utf8').split('\r\n');
  assert.match(lines[0], /genba:error/);
  assert.match(lines[1], /印刷できない.*とても高い/);
  await product.button(page, '1件を取り込む').click();
  await product.heading(page, '取り込みました');
  await product.go(page, '/tickets?show=all');
  await page.getByText('VPNがつながらない').first().waitFor();
});

test('a column that is not understood is said what it holds', async (t) => {
  const page = await openData(t);
  const csv = 'なぞの列,もう一つ\r\nプロジェクターが映らない,x\r\n';
  await page.locator('input[type=file]').first().setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByText('件名の列が見つかりません').first().waitFor();
  await page.getByRole('combobox', { name: 'なぞの列' }).or(page.getByRole('button', { name: 'なぞの列' })).first().click();
  await page.getByRole('option', { name: '件名', exact: true }).click();
  await says(page, '新規 1');
});

test('what is exported comes back as it was: tickets as a table, everything as lines', async (t) => {
  const page = await openData(t);
  await choose(page, redmine);
  await page.getByRole('button', { name: /件を取り込む/ }).first().click();
  await product.heading(page, '取り込みました');
  await product.button(page, 'すべて').or(page.getByRole('radio', { name: 'すべて' })).first().click();
  const table = await save(page, () => product.button(page, 'CSV（UTF-8）').click());
  assert.deepEqual([...table.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  await product.button(page, '別のファイルを取り込む').click();
  await choose(page, { name: 'tickets.csv', mimeType: 'text/csv', buffer: table });
  await says(page, '取り込めない行 0');
  await says(page, '新規 0');

  const backup = await save(page, () => product.button(page, 'バックアップを保存').press('Enter'));
  const folder = makeFolder(t);
  const file = join(folder, 'genba.jsonl');
  const data = join(folder, 'restored');
  writeFileSync(file, backup);
  const restored = run(['import', 'jsonl', file, '--data', data, '--json']);
  assert.equal(restored.code, 0, restored.err);
  const listed = JSON.parse(run(['ticket', 'list', '--data', data, '--json']).out);
  assert.ok(JSON.stringify(listed).includes('プロジェクター'));
});
