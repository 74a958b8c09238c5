// Driving the product as a person does: by the names on the screen.
import { join } from 'node:path';
import { makeFolder, run, startServer } from '../../contract/lib/program.mjs';
import { root } from './chromium.mjs';

export const site = process.env.GENBA_WEB ?? join(root, 'build/web');
export const password = 'correct horse battery';

/** The real program on a folder of its own, with the site. `at`: its clock begins there, "2026-11-18 01:00:00" in UTC. */
export const serve = (test, { data, args = [], at } = {}) =>
  startServer(test, { data: data ?? makeFolder(test), args: ['--web', site, ...args], at });

export function addUser(server, name, role = 'agent') {
  const added = run(
    ['user', 'add', name, '--role', role, '--data', server.data, '--password-file', '-'],
    `${password}\n`,
  );
  if (added.code !== 0) throw new Error(added.err);
}

/** Opens the product in a new page, or again in `page`. */
export async function open(context, server, path = '', page) {
  page ??= await context.newPage();
  await page.goto(`${server.url}/${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

export const heading = (page, name) => page.getByRole('heading', { name }).first().waitFor();
export const button = (page, name) => page.getByRole('button', { name, exact: true }).first();
export const textbox = (page, name) => page.getByRole('textbox', { name });

/** The synchronisation badge, by what it says. */
export const badge = (page, name) => page.getByRole('button', { name }).first();
export const saysSaved = (page) => badge(page, /^この端末に保存済み|^Saved on this device/).waitFor();
export const saysSynced = (page) => badge(page, /^同期済み|^Synced/).waitFor();
export const saysWaiting = (page, count) => badge(page, new RegExp(`送信待ち ${count}件|${count} waiting`)).waitFor();

export async function startAlone(page) {
  await button(page, 'この端末だけで始める').click();
  await heading(page, 'ホーム');
}

export async function signIn(page, name, secret = password) {
  await textbox(page, /^サインイン名|^Sign-in name/).fill(name);
  await textbox(page, /^パスワード|^Password/).fill(secret);
  await button(page, /^(サインイン|Sign in)$/).click();
}

/** A page of a new device on which that person is signed in and everything has arrived. */
export async function signedIn(context, server, name) {
  const page = await open(context, server);
  await signIn(page, name);
  await heading(page, 'ホーム');
  await saysSynced(page);
  return page;
}

export async function go(page, path) {
  await page.evaluate((target) => (location.hash = target), path);
}

/** The address of the screen, as one reads it. */
export const address = (page) => page.evaluate(() => decodeURIComponent(location.hash.slice(1)));

/** Records an incident and ends on its page; its address is the answer. */
export async function recordIncident(page, title, description = '') {
  await go(page, '/new');
  await heading(page, 'インシデントを登録');
  if (description) await textbox(page, '内容').fill(description);
  await textbox(page, '件名').fill(title);
  if (description) await textbox(page, '件名').press('Enter');
  else await button(page, '登録する').click();
  await heading(page, title);
  return address(page);
}
