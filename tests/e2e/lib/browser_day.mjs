// What every browser that Genba runs in must do: start, work without its server through reloads, take Japanese,
// synchronise, search, and count. `context` is Playwright's, or what webkit.mjs gives in its place.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { makeDevice } from '../../contract/lib/device.mjs';
import { genba, makeFolder } from '../../contract/lib/program.mjs';
import * as product from './product.mjs';

const before = '受付のプリンターが動かない';
const offline = '倉庫のハンディ端末が髙橋さんの席でつながらない㈱';

const row = (page, name) => page.getByRole('row', { name: new RegExp(name) }).first();

/** A server that can go away and come back at the same address, with what it had; `trust`: what the command line needs. */
async function serveHere(t, isHttps) {
  const data = makeFolder(t);
  if (isHttps) genba('tls', 'init', '--data', data, '--host', 'localhost');
  const tls = isHttps ? ['--tls'] : [];
  const server = await product.serve(t, { data, args: tls });
  for (const name of ['hanako', 'taro']) product.addUser(server, name, 'manager');
  const again = () => product.serve(t, { data, args: [...tls, '--listen', new URL(server.url).host] });
  return { server, again, trust: isHttps ? ['--ca', join(data, 'tls/ca.crt')] : [] };
}

async function startSignedIn(context, server) {
  const page = await product.signedIn(context, server, 'hanako');
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await product.recordIncident(page, before);
  await product.saysSynced(page);
  assert.equal(await page.getByText('新しい版があります').count(), 0, 'the first version ever replaces none');
  return page;
}

/** The server is gone: all of this is the device alone. */
async function workWithoutServer(page) {
  await page.reload();
  await product.heading(page, before);
  const path = await product.recordIncident(page, offline, '今朝から、入荷の読み取りができません。');
  await product.saysWaiting(page, 1);
  await page.reload();
  await product.heading(page, offline);
  await product.saysWaiting(page, 1);
  return path;
}

async function search(page) {
  await product.go(page, '/tickets');
  await row(page, before).waitFor();
  // Half-width kana find full-width ones.
  await page.getByRole('searchbox', { name: '検索' }).fill('ﾊﾝﾃﾞｨ');
  await row(page, before).waitFor({ state: 'detached' });
  await row(page, offline).waitFor();
}

/** Two tickets without a category: their number, their share, and the same as a picture tells it. */
async function readReport(page) {
  await product.go(page, '/reports?report=category_pareto&period=all');
  await product.heading(page, 'カテゴリー別パレート図');
  await row(page, '^– 2 100\\.0% 100\\.0% –').waitFor();
  await page.getByRole('img', { name: /^カテゴリー別パレート図:\s+2$/ }).waitFor();
}

/** One day in a browser. `isHttps`: it keeps no session over plain http. */
export async function liveThroughDay(t, context, { isHttps = false } = {}) {
  const { server, again, trust } = await serveHere(t, isHttps);
  const page = await startSignedIn(context, server);
  await server.stop();
  const path = await workWithoutServer(page);
  const back = await again();
  await product.saysSynced(page);
  const taro = makeDevice(t, 'taro');
  taro.sync(back, ...trust);
  assert.deepEqual(taro.titles(), [before, offline].toSorted());
  await search(page);
  await readReport(page);
  await product.go(page, path);
  await page.reload();
  await product.heading(page, offline);
  await product.saysSynced(page);
  return page;
}
