// What a device with thousands of tickets feels: the first load into an empty browser, the cold open,
// and what it takes in memory and on the disk. Real server, real Chromium, loopback.
//
//   node tests/bench/load_bench.mjs [tickets]...      default: 10000; GENBA_PROGRAM and GENBA_WEB as for the tests
import { join } from 'node:path';
import { newOwner } from '../contract/lib/on_end.mjs';
import { openProfile } from '../e2e/lib/chromium.mjs';
import * as product from '../e2e/lib/product.mjs';
import { say } from './figure.mjs';
import { bytesBelow, pageMemory, processMemory } from './machine.mjs';
import { serveTickets } from './many_tickets.mjs';

const counts = process.argv.slice(2).map(Number);
if (counts.length === 0) counts.push(10_000);
const runs = 3;
const bench = newOwner();

/** Milliseconds, by the page's own clock, from `begin` until `holds` is true. */
const time = async (page, holds, argument) => (await page.waitForFunction(holds, argument, { polling: 'raf', timeout: 300_000 })).jsonValue();

async function measure(count) {
  const server = await serveTickets(bench, count);
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
    await context.close();
    disk = bytesBelow(join(profile.folder, 'Default/IndexedDB'));
    context = await profile.open();
    page = await context.newPage();
    await page.goto(`${server.url}/#/tickets?sort=resolution_due`);
    cold.push(await time(page, () => (document.querySelectorAll('#mirror [role="row"], #mirror [role="listitem"]').length > 5 ? performance.now() : 0)));
    // Not after the first load: the driver has the page's process keep what it was answered, up to 100 MB.
    if (turn === 0) {
      await page.waitForTimeout(3000);
      memory = pageMemory(profile.folder);
    }
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
  await bench.end();
}
