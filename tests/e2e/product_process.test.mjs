// The process around a ticket, as a person drives it: relations, merging, approvals, checklists.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';
import { atRest } from './lib/rest.mjs';

async function alone(t) {
  const server = await product.serve(t);
  const page = await product.open(await openContext(t), server);
  await product.startAlone(page);
  return page;
}

const dialog = (page) => page.getByRole('dialog');
const inDialog = (page, name) => dialog(page).getByRole('button', { name, exact: true });

async function choose(page, field, option) {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** Records a ticket of a type and ends on its page. */
async function record(page, type, title) {
  await product.go(page, '/new');
  await product.textbox(page, '件名').fill(title);
  await product.button(page, '詳しく入力する (任意)').click();
  await choose(page, '種類', type);
  await product.button(page, '登録する').click();
  await product.heading(page, title);
}

test('two tickets are related, one is merged into the other, and the merge is undone', async (t) => {
  const page = await alone(t);
  await product.recordIncident(page, 'VPNにつながらない');
  await product.recordIncident(page, 'VPNが遅い');
  await product.button(page, '関連付ける').click();
  await product.textbox(page, '相手のチケット番号').fill('INC-000001');
  await inDialog(page, '関連付ける').click();
  await page.getByRole('link', { name: /INC-000001 VPNにつながらない/ }).waitFor();
  await product.button(page, '統合する').click();
  await product.textbox(page, '相手のチケット番号').fill('INC-000001');
  await inDialog(page, '統合する').click();
  await page.getByText('このチケットは INC-000001 に統合されています。').waitFor();
  assert.equal(await product.button(page, '対応を開始').count(), 0);
  await product.button(page, '統合を取り消す').click();
  await product.button(page, '対応を開始').waitFor();
});

test('an incident is resolved in a dialog that asks for what the step needs', async (t) => {
  const page = await alone(t);
  await product.recordIncident(page, '印刷できない');
  await product.button(page, '対応を開始').click();
  await atRest(page); // the buttons of the next state stand where those of this one did
  await product.button(page, '解決する').click();
  await inDialog(page, '解決する').click();
  await dialog(page).getByText('「解決内容」を入力してください。').waitFor();
  await product.textbox(page, '解決内容').fill('用紙を補給した');
  await choose(page, '原因コード', '操作・手順');
  await inDialog(page, '解決する').click();
  await product.button(page, 'クローズする').waitFor();
});

test('a change is planned with what it needs and approved by who was asked', async (t) => {
  const page = await alone(t);
  await record(page, '変更', 'サーバーの更新');
  await product.button(page, '受理する').click();
  await product.button(page, '割り当て済みにする').click();
  await product.button(page, '計画済みにする').click();
  await product.textbox(page, '計画').first().fill('夜間に更新する');
  await product.textbox(page, '切り戻し計画').fill('旧版に戻す');
  await choose(page, 'リスク', '低');
  await inDialog(page, '計画済みにする').click();
  await product.button(page, '承認を求める').click();
  await dialog(page).getByRole('combobox').click();
  await page.getByRole('option').first().click();
  await inDialog(page, '承認を求める').click();
  await product.button(page, '承認する').click();
  await product.button(page, '実施済みにする').waitFor();
});

async function recordSecurityIncident(page, title) {
  await product.recordIncident(page, title);
  await choose(page, 'カテゴリー', 'セキュリティ');
  await page.getByRole('heading', { name: '段階 1 / 11: 発見' }).waitFor();
}

test('a security incident shows its steps, and the next one opens when the items are done', async (t) => {
  const page = await alone(t);
  await recordSecurityIncident(page, '不審なメールを開いた');
  const next = product.button(page, '次の段階へ: 情報セキュリティ責任者へ報告');
  assert.equal(await next.isDisabled(), true);
  for (const name of [/^発見した日時/, /^証拠になる画面/]) {
    await page.getByRole('checkbox', { name }).click();
  }
  await next.click();
  await page.getByRole('heading', { name: '段階 2 / 11: 情報セキュリティ責任者へ報告' }).waitFor();
});

test('evidence is hashed when it is recorded, its custody followed, and another file told from it', async (t) => {
  const page = await alone(t);
  await recordSecurityIncident(page, '不審な添付ファイル');
  const mail = { name: '不審.eml', mimeType: 'message/rfc822', buffer: Buffer.from('From: 送信者\n\n証拠') };
  const files = page.locator('input[type=file]');
  await files.first().setInputFiles(mail);
  const sha256 = createHash('sha256').update(mail.buffer).digest('hex');
  await dialog(page).getByText(sha256).first().waitFor();
  await product.textbox(page, '採取元').fill('利用者のPC');
  await product.textbox(page, '保管者・保管場所').fill('金庫A');
  await inDialog(page, '保存').click();
  await page.getByText(sha256).first().waitFor();
  await page.getByText(/採取 · 金庫A/).first().waitFor();

  await product.button(page, '取り扱いを記録').click();
  await choose(page, '取り扱い', '引き渡し');
  await inDialog(page, '保存').click();
  await dialog(page).getByText(/保管者・保管場所/).first().waitFor();
  await product.textbox(page, '保管者・保管場所').fill('鑑識会社');
  await inDialog(page, '保存').click();
  await page.getByText(/引き渡し · 鑑識会社/).first().waitFor();

  await files.nth(1).setInputFiles({ ...mail, buffer: Buffer.from('別のファイル') });
  await page.getByText('記録した証拠のどれとも一致しません').first().waitFor();
  await files.nth(1).setInputFiles(mail);
  await page.getByText('「不審.eml」と同じ内容です').first().waitFor();
});
