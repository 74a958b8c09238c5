// What a device with thousands of tickets feels: the first load into an empty browser, the cold open,
// and what it takes in memory and on the disk. Real server, real Chromium, loopback.
//
//   node tests/bench/load_bench.mjs [tickets]...      default: 10000; GENBA_PROGRAM and GENBA_WEB as for the tests
import { join } from 'node:path';
import { makeFolder } from '../contract/lib/program.mjs';
import { openProfile } from '../e2e/lib/chromium.mjs';
import * as product from '../e2e/lib/product.mjs';
import { say } from './figure.mjs';
import { fill } from './filled_server.mjs';
import { bytesBelow, pageMemory, processMemory } from './machine.mjs';

const counts = process.argv.slice(2).map(Number);
if (counts.length === 0) counts.push(10_000);
const runs = 3;
const cleanups = [];
const bench = { after: (cleanup) => cleanups.push(cleanup) };

// Ticket i is the same in every run: 60 % Japanese, about one in six open, two years of history.
const words = {
  ja: ['会議室', 'プリンター', 'メール', 'VPN', '共有フォルダー', '勤怠システム', '端末', '無線', 'が使えない', 'が遅い', 'でエラーが出る', 'に入れない'],
  en: ['printer', 'mailbox', 'VPN', 'shared folder', 'timesheet', 'laptop', 'wireless', 'database', 'is slow', 'does not start', 'reports an error', 'is out of reach'],
};
function row(i) {
  let seed = (i * 2654435761 + 12345) >>> 0;
  const next = (limit) => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return Math.floor((seed / 4294967296) * limit);
  };
  const language = next(10) < 6 ? 'ja' : 'en';
  const pick = () => words[language][next(words[language].length)];
  const text = (length) => Array.from({ length }, pick).join(language === 'ja' ? '' : ' ');
  const opened = Date.UTC(2024, 10, 1) + next(720) * 86_400_000 + next(86_400) * 1000;
  const isOpen = next(100) < 16;
  const iso = (at) => new Date(at).toISOString();
  const level = () => ['high', 'medium', 'low'][next(3)];
  return [
    `T${i}`, text(3 + next(6)), text(12 + next(40)), isOpen ? 'in_progress' : 'closed', level(), level(),
    ['network', 'hardware', 'software', 'mail', 'account'][next(5)], `Group ${next(12)}`, `Person ${next(300)}`,
    iso(opened), isOpen ? '' : iso(opened + 3_600_000 * (1 + next(200))), text(8 + next(20)), text(8 + next(20)),
  ];
}
const header = ['key', 'title', 'description', 'state', 'impact', 'urgency', 'category', 'assignment_group', 'requester', 'opened_at', 'closed_at', 'comment', 'comment2'];

// A server that holds `count` tickets with two comments each.
async function serveTickets(count) {
  const server = await product.serve(bench);
  const columns = Object.fromEntries(header.map((name) => [name, name === 'comment2' ? 'comment' : name]));
  const rows = Array.from({ length: count }, (_, i) => row(i));
  await fill(server, makeFolder(bench), { source: 'bench', columns }, header, rows);
  return server;
}

/** Milliseconds, by the page's own clock, from `begin` until `holds` is true. */
const time = async (page, holds, argument) => (await page.waitForFunction(holds, argument, { polling: 'raf', timeout: 300_000 })).jsonValue();

async function measure(count) {
  const server = await serveTickets(count);
  const first = [];
  const cold = [];
  let disk;
  let memory;
  for (let turn = 0; turn < runs; turn += 1) {
    const profile = openProfile();
    let context = await profile.open();
    let page = await product.open(context, server);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    const isSignIn = (response) => response.url().endsWith('/api/session') && response.request().method() === 'POST';
    const signedIn = page.waitForResponse(isSignIn);
    await product.signIn(page, 'lead');
    await signedIn;
    const begun = Date.now();
    await product.saysSynced(page);
    first.push(Date.now() - begun);
    if (turn === 0) {
      await product.go(page, '/tickets?show=all');
      await page.waitForTimeout(3000);
      memory = pageMemory(profile.folder);
    }
    await context.close();
    disk = bytesBelow(join(profile.folder, 'Default/IndexedDB'));
    context = await profile.open();
    page = await context.newPage();
    await page.goto(`${server.url}/#/tickets?sort=resolution_due`);
    cold.push(await time(page, () => (document.querySelectorAll('#mirror [role="row"], #mirror [role="listitem"]').length > 5 ? performance.now() : 0)));
    await context.close();
    profile.remove();
  }
  say(`load.first.${count}`, 'ms', first);
  say(`load.cold_open.${count}`, 'ms', cold);
  say(`load.page_memory.${count}`, 'MiB', [memory]);
  say(`load.disk.${count}`, 'MB', [disk / 1e6]);
  say(`load.server_memory.${count}`, 'MiB', [processMemory(server.child.pid)]);
}

try {
  for (const count of counts) await measure(count);
} finally {
  for (const cleanup of cleanups.reverse()) await cleanup();
}
