// What a person at a device with thousands of tickets waits for: until the first screen reacts, until a
// key or a tap is seen, and what a frame costs. Real server, real Chromium, loopback (README.md).
//
//   node tests/bench/client_bench.mjs [tickets]      default: 10000; GENBA_PROGRAM and GENBA_WEB as for the tests
import { newOwner, onEnd } from '../contract/lib/on_end.mjs';
import { launch, newContext, openProfile } from '../e2e/lib/chromium.mjs';
import * as product from '../e2e/lib/product.mjs';
import { atRest } from '../e2e/lib/rest.mjs';
import { quantile, say } from './figure.mjs';
import { manager } from './filled_server.mjs';
import { probeFrames } from './frame_probe.mjs';
import { pageMemory } from './machine.mjs';
import { serveTickets } from './many_tickets.mjs';

const count = Number(process.argv[2] ?? 10_000);
const coldRuns = 7;
const warmRuns = 7;
const idleWindows = 3;
const idleMs = 10_000;
const list = '/tickets?show=all';
const bench = newOwner();

/** A figure with its 95th percentile; `samples`: of frame_probe.mjs, the figure is their `key`. */
function sayOf(figure, samples, key, more = {}) {
  const values = samples.map((sample) => sample[key]);
  const cpu = samples.reduce((sum, sample) => sum + sample.cpu, 0) / samples.length;
  const round = (value) => Math.round(value * 1000) / 1000;
  say(`client.${figure}`, 'ms', values, { p95: round(quantile(values, 0.95)), cpu_ms: round(cpu), ...more });
}

// In each page: presses the switch of the language as soon as it and `rows` rows are there, and takes
// the time when it has changed. It is on every screen, and it changes everything.
const pressSwitch = (rows) => {
  let pressed;
  const look = () => {
    const control = [...document.querySelectorAll('#mirror button')].find(({ ariaLabel }) => /^(English|日本語)$/.test(ariaLabel));
    if (!control || globalThis.reacted_ms || document.querySelectorAll('#mirror [role="row"]').length < rows) return;
    if (pressed === undefined) {
      pressed = control.ariaLabel;
      control.click();
    } else if (control.ariaLabel !== pressed) {
      globalThis.reacted_ms = performance.now();
    }
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-label'] });
};

/** Milliseconds from the start of the navigation until a control has reacted; `cpu`: of the page's process, the busiest of its kind. */
async function reaction(context, address) {
  const devtools = await context.browser().newBrowserCDPSession();
  const pageTimes = async () => {
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
    return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime * 1000]));
  };
  const page = await context.newPage();
  const before = await pageTimes();
  await page.goto(address);
  const clock = await (await page.waitForFunction(() => globalThis.reacted_ms)).jsonValue();
  const cpu = Math.max(...[...(await pageTimes())].map(([id, time]) => time - (before.get(id) ?? 0)));
  await devtools.detach();
  await page.close();
  return { clock, cpu };
}

async function firstVisits(server) {
  const browser = await launch(bench);
  const times = [];
  for (let run = 0; run < coldRuns; run += 1) {
    const context = await newContext(browser);
    await context.addInitScript(pressSwitch, 0);
    times.push(await reaction(context, server.url));
    await context.close();
  }
  await browser.close();
  sayOf('first_interactive', times, 'clock');
}

// In a browser that runs, then in one that was started for it; the server has ended.
async function offlineVisits(server, profile, context) {
  const running = [];
  const started = [];
  const address = `${server.url}/#${list}`;
  await context.addInitScript(pressSwitch, 6);
  for (let run = 0; run < warmRuns; run += 1) running.push(await reaction(context, address));
  await context.close();
  for (let run = 0; run < warmRuns; run += 1) {
    const fresh = await profile.open();
    await fresh.addInitScript(pressSwitch, 6);
    started.push(await reaction(fresh, address));
    await fresh.close();
  }
  sayOf(`offline_interactive.${count}`, running, 'clock');
  sayOf(`offline_start.${count}`, started, 'clock');
}

/** Each step when the one before has been drawn; resolves to what the probe saw of them. */
const inTurn = (page, probe, steps, step) =>
  probe.record(async () => {
    for (let i = 0; i < steps; i += 1) {
      await probe.drawn();
      await step(i);
    }
    await atRest(page);
  });

async function frameCosts(page, probe) {
  const rows = page.locator('#mirror .s').filter({ has: page.getByRole('row') });
  const { x, y, width, height } = await rows.boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  const wheel = await inTurn(page, probe, 50, (i) => page.mouse.wheel(0, i % 8 === 7 ? -200 : 360));
  const jump = await inTurn(page, probe, 30, (i) =>
    rows.evaluate((element, share) => (element.scrollTop = element.scrollHeight * share), ((i * 37) % 100) / 100));
  await rows.getByRole('row').nth(6).focus();
  const names = ['ArrowDown', 'j', 'ArrowDown', 'k', 'PageDown', 'ArrowUp'];
  const keys = await inTurn(page, probe, 60, (i) => page.keyboard.press(names[i % names.length]));
  sayOf(`frame_cpu.scroll.${count}`, [...wheel.frames, ...jump.frames], 'cpu');
  sayOf(`frame_cpu.keys.${count}`, keys.frames, 'cpu');
}

/** The inputs of a kind: from the event's own time to the end of the frame call that shows it. */
async function inputs(page, probe, steps, { event, change, act }) {
  const seen = await inTurn(page, probe, steps, async (i) => {
    await atRest(page);
    await probe.drawn();
    await probe.arm(event, change);
    await act(i);
    await probe.shown();
  });
  return seen.inputs;
}

const letters = [...'vpn slow printer '];
const typing = (page) => ({
  event: 'keydown',
  change: 'edited',
  act: (i) => page.keyboard.press(letters[i % letters.length]),
});

async function keyReactions(page, probe) {
  const key = (name, change) => ({ event: 'keydown', change, act: () => page.keyboard.press(name) });
  // j and k move a mark that need not be in sight: it began at the first row.
  const rows = page.locator('#mirror .s').filter({ has: page.getByRole('row') });
  await rows.evaluate((element) => (element.scrollTop = 0));
  await atRest(page);
  await rows.getByRole('row').nth(2).focus();
  const selected = [
    ...(await inputs(page, probe, 20, { event: 'keydown', change: 'selected', act: (i) => page.keyboard.press(i % 12 < 6 ? 'j' : 'k') })),
    ...(await inputs(page, probe, 20, key('ArrowDown', 'focused'))),
  ];
  sayOf(`input.select.${count}`, selected, 'latency');
  const search = page.getByRole('searchbox').first();
  await search.focus();
  sayOf(`input.search.${count}`, await inputs(page, probe, 2 * letters.length, typing(page)), 'latency');
  await search.fill('');
  await product.go(page, '/new');
  await product.textbox(page, '件名').focus();
  sayOf(`input.title.${count}`, await inputs(page, probe, 2 * letters.length, typing(page)), 'latency');
  await product.textbox(page, '件名').fill('');
}

async function opening(page, probe) {
  const rows = page.locator('#mirror .s').getByRole('row');
  const opened = [];
  for (let i = 0; i < 20; i += 1) {
    await openList(page);
    await page.mouse.wheel(0, 360 * i);
    await atRest(page);
    const row = rows.nth(4 + (i % 6));
    opened.push(...(await inputs(page, probe, 1, { event: 'pointerup', change: 'heading', act: () => row.tap() })));
  }
  const calls = opened.map((sample) => sample.calls);
  sayOf(`input.open.${count}`, opened, 'latency');
  say(`client.open_frames.${count}`, 'frames', opened.map(({ pictures }) => pictures), { calls: quantile(calls, 0.5) });
}

async function openList(page) {
  await product.go(page, list);
  await page.getByRole('row').nth(6).waitFor();
  await atRest(page);
}

async function idleFrames(page) {
  const frames = () => page.evaluate(() => Module.genba.state.frames);
  const drawn = [];
  await atRest(page);
  for (let window = 0; window < idleWindows; window += 1) {
    const before = await frames();
    await page.waitForTimeout(idleMs);
    drawn.push((await frames()) - before);
  }
  say(`client.idle_frames.${count}`, 'frames', drawn, { window_ms: idleMs });
}

/** In a browser of its own: what the page is answered is kept in its process by whoever drives it, up to 100 MB. */
async function takeEverything(server, profile) {
  const context = await profile.open();
  const page = await product.open(context, server);
  await product.signIn(page, manager.name);
  await product.badge(page, /^同期済み/).waitFor({ timeout: 300_000 });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await context.close();
}

async function measure() {
  const server = await serveTickets(bench, count);
  await firstVisits(server);
  const profile = openProfile();
  onEnd(bench, () => profile.remove());
  await takeEverything(server, profile);
  const context = await profile.open({ hasTouch: true });
  const page = await product.open(context, server);
  await openList(page);
  say(`client.page_memory.${count}`, 'MiB', [pageMemory(profile.folder)]);
  const probe = await probeFrames(page);
  await frameCosts(page, probe);
  await idleFrames(page);
  await keyReactions(page, probe);
  await opening(page, probe);
  await openList(page);
  // What this bench itself has left behind is not the page's.
  await probe.devtools.send('HeapProfiler.collectGarbage');
  say(`client.page_memory.used.${count}`, 'MiB', [pageMemory(profile.folder)]);
  await server.stop();
  await page.close();
  await offlineVisits(server, profile, context);
}

try {
  await measure();
} finally {
  await bench.end();
}
