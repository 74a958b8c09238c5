// One day of a ticket, by the people who live it: reported from a phone, worked on without a network,
// reassigned, paused while the requester is asked, resolved, confirmed, made into an article, and counted
// in the month's report. Real server, a browser context for each person.
import assert from 'node:assert/strict';
import { addPeople, makeDevice } from '../contract/lib/device.mjs';
import { genba, makeFolder } from '../contract/lib/program.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import * as product from './lib/product.mjs';
import { atRest } from './lib/rest.mjs';

const people = { hanako: 'requester', sato: 'agent', suzuki: 'agent', mori: 'group_lead', mio: 'manager' };
const title = '倉庫のハンディ端末が無線につながらない';
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const dialog = (page) => page.getByRole('dialog');
const inDialog = (page, name) => dialog(page).getByRole('button', { name, exact: true });
async function choose(page, field, option) {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}
// Buttons move when a step was taken: a press goes to where the button lies once that is drawn.
async function press(page, name) {
  await atRest(page);
  await product.button(page, name).click();
}
const says = (page, text) => page.getByText(text).first().waitFor();

/** The people, their groups, and a page each. */
async function begin(t) {
  const data = makeFolder(t);
  addPeople(t, data, Object.entries(people));
  const server = await product.serve(t, { data });
  const office = makeDevice(t, 'mio');
  office.sync(server);
  genba('group', 'add', 'ネットワーク', '--data', office.data);
  for (const [name, group] of [['sato', 'サービスデスク'], ['suzuki', 'ネットワーク'], ['mori', 'サービスデスク'], ['mori', 'ネットワーク']]) {
    genba('group', 'join', group, name, '--data', office.data);
  }
  office.sync(server);
  const pages = {};
  const contexts = {};
  for (const name of Object.keys(people)) {
    contexts[name] = await openContext(t, name === 'hanako' ? phone : {});
    pages[name] = await product.signedIn(contexts[name], server, name);
  }
  return { pages, contexts };
}

async function reportFromPhone(page) {
  await product.button(page, '新規登録').or(page.getByRole('link', { name: '新規登録' })).first().tap();
  await product.heading(page, 'インシデントを登録');
  await product.textbox(page, '件名').fill(title);
  await product.textbox(page, '内容').fill('今朝から、入荷の読み取りができません。');
  await product.button(page, '登録する').tap();
  await page.getByRole('heading', { name: title }).first().waitFor();
  await product.saysSynced(page);
  return product.address(page);
}

/** Somebody at the desk takes the ticket, starts, and answers, all without a network. */
async function workOffline(page, context, path) {
  await product.go(page, '/tickets');
  await page.getByRole('row', { name: new RegExp(title) }).click();
  await product.heading(page, title);
  assert.equal(await product.address(page), path);
  await context.setOffline(true);
  await press(page, '自分が担当する');
  await says(page, '担当を変更しました');
  await press(page, '対応を開始');
  await product.textbox(page, 'コメントを書く').fill('現地の電波状況を確認します。');
  await press(page, '返信する');
  await product.saysWaiting(page, 3);
  await context.setOffline(false);
  await product.saysSynced(page);
}

async function reassign(page, path) {
  await product.go(page, path);
  await product.heading(page, title);
  await page.getByRole('button', { name: 'その他の操作' }).first().click();
  await page.getByRole('menuitem', { name: '割り当て', exact: true }).click();
  await choose(page, 'サポートグループ', 'ネットワーク');
  await choose(page, '担当者', 'suzuki');
  await inDialog(page, '割り当て').click();
  await says(page, '担当を変更しました');
  await product.saysSynced(page);
}

async function askRequester(page, path) {
  await product.go(page, path);
  await product.heading(page, title);
  await product.textbox(page, 'コメントを書く').fill('どの棚の近くで切れますか？');
  await press(page, '返信する');
  await press(page, '保留にする');
  await choose(page, '保留の理由', '利用者回答待ち');
  await inDialog(page, '保留にする').click();
  await page.getByRole('img', { name: /^解決, 一時停止/ }).waitFor();
  await product.saysSynced(page);
}

async function answer(page) {
  await says(page, 'どの棚の近くで切れますか？');
  await says(page, '返信すると、対応が再開します。');
  await product.textbox(page, 'コメントを書く').fill('Bの12番から奥です。');
  await product.button(page, '返信する').tap();
  await says(page, '対応中');
  await product.saysSynced(page);
}

async function resolve(page) {
  await says(page, 'Bの12番から奥です。');
  // The answer alone has put the clock on again; what was paused is still told.
  await press(page, '解決する');
  await product.textbox(page, '解決内容').fill('B列の無線アクセスポイントを再起動し、チャネルを変更しました。');
  await choose(page, '原因コード', '通信・回線');
  await inDialog(page, '解決する').click();
  await says(page, '解決済み');
  await product.saysSynced(page);
}

async function confirm(page) {
  await product.heading(page, '解決しましたか？');
  await product.button(page, 'はい、解決しました').tap();
  await product.heading(page, '対応はいかがでしたか？');
  await product.button(page, '満足').tap();
  await says(page, '評価を送りました');
  await product.saysSynced(page);
}

async function makeArticle(page, path) {
  await product.go(page, path);
  await product.heading(page, title);
  await press(page, 'ナレッジにする');
  assert.match(await product.textbox(page, /^本文/).inputValue(), /アクセスポイントを再起動/);
  await press(page, '下書きを保存');
  await press(page, '公開する');
  await says(page, '公開しました');
  await product.saysSynced(page);
}

async function seeReport(page) {
  await product.go(page, '/reports?report=closed_list&period=month');
  await page.getByRole('row', { name: new RegExp(title) }).waitFor();
  await product.go(page, '/reports?report=kpi&period=month');
  await product.heading(page, /KPI/);
  await atRest(page);
}

test('one day of a ticket, from a phone to the report of the month', async (t) => {
  const { pages, contexts } = await begin(t);
  const path = await reportFromPhone(pages.hanako);
  await workOffline(pages.sato, contexts.sato, path);
  await says(pages.hanako, '現地の電波状況を確認します。');
  await reassign(pages.mori, path);
  await askRequester(pages.suzuki, path);
  await answer(pages.hanako);
  await resolve(pages.suzuki);
  await confirm(pages.hanako);
  await makeArticle(pages.mori, path);
  await product.go(pages.hanako, '/articles');
  await pages.hanako.getByRole('link', { name: new RegExp(title) }).first().waitFor();
  await seeReport(pages.mio);
});

test('a requester who says that it is not solved tells why, and work goes on', async (t) => {
  const { pages } = await begin(t);
  const path = await reportFromPhone(pages.hanako);
  const page = pages.sato;
  await product.go(page, path);
  await product.heading(page, title);
  await press(page, '対応を開始');
  await press(page, '解決する');
  await product.textbox(page, '解決内容').fill('再起動しました。');
  await choose(page, '原因コード', '通信・回線');
  await inDialog(page, '解決する').click();
  await product.saysSynced(page);
  await product.button(pages.hanako, 'まだ解決していません').tap();
  await inDialog(pages.hanako, '伝えて再開する').tap();
  await says(pages.hanako, '何が解決していないかを入力してください。');
  await product.textbox(pages.hanako, 'まだ解決していないこと').fill('また切れました。');
  await inDialog(pages.hanako, '伝えて再開する').tap();
  await says(pages.hanako, '対応中');
  await says(page, 'また切れました。');
  await product.button(page, '解決する').waitFor();
});
