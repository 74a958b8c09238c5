// The suite: what is measured of a peer, by way of window.bench of its page alone (page.mjs).
import { join } from 'node:path';
import { browserArguments, openProfile } from '../../e2e/lib/chromium.mjs';
import { quantile } from '../figure.mjs';
import { bytesBelow, pageMemory, processMemory } from '../machine.mjs';
import { firstOpen, terms } from './tickets.mjs';

const runs = 3;
const firstRows = 50;
const edits = 1000; // of as many tickets; of every one where there are fewer
const warmUps = 20;
const liveSamples = 100;
const settleMs = 1000; // after a browser was started
const patienceMs = 600_000;

// A page that is behind another one is to be as quick as the one in front.
const args = [
  ...browserArguments,
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function openBrowser(profile) {
  const context = await profile.open({ args });
  context.setDefaultTimeout(patienceMs);
  await sleep(settleMs);
  return context;
}

async function openPage(context, url) {
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(url);
  await page.waitForFunction(() => window.bench !== undefined);
  return page;
}

async function openNew(context, url, place) {
  const page = await openPage(context, url);
  await page.evaluate((where) => window.bench.open(where), { ...place, isNew: true });
  return page;
}

const load = (page, count) => page.evaluate((wanted) => window.bench.load(wanted), count);

// What is left when the page has cleared up.
async function memoryOf(page, profile) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  await sleep(settleMs);
  return pageMemory(profile.folder);
}

function check(count, { first, hits }) {
  const wanted = firstOpen(count, firstRows);
  const rows = Math.min(firstRows, wanted.total);
  const isSorted = first.due.every((due, i) => i === 0 || first.due[i - 1] <= due);
  if (first.due.length !== rows || !isSorted) throw new Error('the first screen is wrong');
  if (first.total !== null && first.total !== wanted.total) throw new Error(`${first.total} open tickets`);
  if (hits.some((number) => number === 0)) throw new Error('a search found nothing');
}

/** A device from nothing to its second start. */
async function measureDevice(server, count, say) {
  const { url, pid, place } = server;
  const profile = openProfile();
  try {
    let context = await openBrowser(profile);
    let page = await openNew(context, url, place);
    say('initial_replication', 'ms', await load(page, count));
    say('server_memory', 'MiB', processMemory(pid));
    say('page_memory.loaded', 'MiB', await memoryOf(page, profile));
    say('first_list_index', 'ms', await page.evaluate(() => window.bench.prepare()));
    await context.close();
    say('disk', 'MB', bytesBelow(join(profile.folder, 'Default/IndexedDB')) / 1e6);
    context = await openBrowser(profile);
    page = await openPage(context, url);
    const again = ([where, rows]) => window.bench.coldOpen(where, rows);
    const cold = await page.evaluate(again, [place, firstRows]);
    say('cold_open.first_50', 'ms', cold.firstMs);
    say('cold_open.searchable', 'ms', cold.searchableMs);
    cold.hits = await page.evaluate((all) => Promise.all(all.map((term) => window.bench.search(term))), terms);
    check(count, cold);
    say('page_memory.cold', 'MiB', await memoryOf(page, profile));
    await context.close();
  } finally {
    profile.kill();
    profile.remove();
  }
}

async function untilSeen(page, prefix, wanted) {
  const all = ([of, number]) => (window.bench.seen(of).count >= number ? window.bench.seen(of) : null);
  return (await page.waitForFunction(all, [prefix, wanted], { polling: 20 })).jsonValue();
}

/** Edits that were made without a network, and how soon another device has them. */
async function measurePush(writer, reader, count, say) {
  const number = Math.min(edits, count);
  for (let run = 0; run < runs; run += 1) {
    const list = Array.from({ length: number }, (_, i) => [i * 7 + run * number + 1, `offline ${run}-${i}`]);
    await writer.evaluate(() => window.bench.goOffline());
    await writer.evaluate((each) => window.bench.editOffline(each), list);
    const { begun, ms } = await writer.evaluate(() => window.bench.push());
    const { last } = await untilSeen(reader, `offline ${run}-`, number);
    say('push.acknowledged', 'ms', ms);
    say('push.seen', 'ms', last - begun);
  }
}

async function measureLive(writer, reader, say) {
  await writer.evaluate(() => window.bench.goLive());
  await sleep(settleMs);
  const times = [];
  for (let i = 0; i < warmUps + liveSamples; i += 1) {
    const edit = [i * 37, `live ${i}`];
    const begun = await writer.evaluate(([index, symptom]) => window.bench.edit(index, symptom), edit);
    const { last } = await untilSeen(reader, `live ${i}`, 1);
    if (i >= warmUps) times.push(last - begun);
    await sleep(60 + ((i * 53) % 90)); // in step with nothing
  }
  say('live.p50', 'ms', quantile(times, 0.5));
  say('live.p95', 'ms', quantile(times, 0.95));
}

const withHost = (url, hostname) => Object.assign(new URL(url), { hostname }).href;

/** Two devices in one browser. They are two sites to it, so that each has a store and a process of its own. */
async function measurePair({ url, place }, count, say) {
  const profile = openProfile();
  try {
    const context = await openBrowser(profile);
    const writer = await openNew(context, withHost(url, '127.0.0.1'), place);
    const reader = await openNew(context, withHost(url, 'localhost'), place);
    await load(writer, count);
    await load(reader, count);
    await reader.evaluate(() => window.bench.watch());
    await sleep(settleMs);
    await measurePush(writer, reader, count, say);
    await measureLive(writer, reader, say);
    await context.close();
  } finally {
    profile.kill();
    profile.remove();
  }
}

/** Calls `say(metric, unit, value)` for each sample. `server`: what a peer's server half resolves to. */
export async function measure(server, count, say) {
  for (let run = 0; run < runs; run += 1) await measureDevice(server, count, say);
  await measurePair(server, count, say);
}
