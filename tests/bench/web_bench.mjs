// How large the client is and how fast it opens, in real Chromium on loopback. Prints one JSON line a
// figure (README.md); times are milliseconds from the start of the navigation to the first screen.
//
//   node tests/bench/web_bench.mjs [runs]      GENBA_PROGRAM and GENBA_WEB as for the tests
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { newOwner } from '../contract/lib/on_end.mjs';
import { launch, newContext } from '../e2e/lib/chromium.mjs';
import * as product from '../e2e/lib/product.mjs';
import { say } from './figure.mjs';

const runs = Number(process.argv[2] ?? 9);
const bench = newOwner();

// Everything that a first visit fetches to run, the service worker included.
function sizes() {
  const files = readdirSync(product.site, { recursive: true }).map(String);
  const packed = files.filter((name) => /\.(wasm|js)\.br$/.test(name));
  const bytes = Object.fromEntries(
    packed.map((name) => [name.replace(/\.[0-9a-f]{16}|\.br$/g, ''), statSync(join(product.site, name)).size]),
  );
  const total = Object.values(bytes).reduce((sum, size) => sum + size, 0);
  say('web.brotli', 'KB', [total / 1000], { bytes });
}

/** Milliseconds from the start of the navigation to the first heading in the accessibility tree. */
async function load(page, url) {
  await page.goto(url);
  const shown = await page.waitForFunction(() => globalThis.firstScreen_ms);
  return shown.jsonValue();
}

const watch = () => {
  const look = () => {
    if (!document.querySelector('#mirror h1, #mirror [role="heading"]')) return false;
    globalThis.firstScreen_ms = performance.now();
    return true;
  };
  const observer = new MutationObserver(() => look() && observer.disconnect());
  observer.observe(document, { childList: true, subtree: true });
};

async function loads(browser, server) {
  const first = [];
  const cached = [];
  for (let run = 0; run < runs; run += 1) {
    const context = await newContext(browser);
    await context.addInitScript(watch);
    const page = await context.newPage();
    first.push(await load(page, server.url));
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await page.close();
    cached.push(await load(await context.newPage(), server.url));
    await context.close();
  }
  say('web.first_load', 'ms', first);
  say('web.service_worker_load', 'ms', cached);
}

async function commits(browser, server) {
  const page = await product.open(await newContext(browser), server);
  await product.startAlone(page);
  await product.saysSaved(page);
  const times = await page.evaluate(async (count) => {
    const real = IDBDatabase.prototype.transaction;
    const taken = [];
    IDBDatabase.prototype.transaction = function (...args) {
      const transaction = real.apply(this, args);
      const begun = performance.now();
      transaction.addEventListener('complete', () => taken.push(performance.now() - begun));
      return transaction;
    };
    globalThis.commitTimes = taken;
    return count;
  }, runs);
  for (let run = 0; run < times; run += 1) {
    await product.recordIncident(page, `計測 ${run}`);
    await product.saysSaved(page);
  }
  const taken = await page.evaluate(() => globalThis.commitTimes);
  say('web.commit', 'ms', taken);
}

try {
  sizes();
  const server = await product.serve(bench);
  const browser = await launch(bench);
  await loads(browser, server);
  await commits(browser, server);
} finally {
  await bench.end();
}
