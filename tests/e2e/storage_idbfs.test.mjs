// What Genba stores can be read by an unmodified Emscripten: FS.syncfs(true) of its own IDBFS.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onEnd } from '../contract/lib/on_end.mjs';
import { openContext, test } from './lib/browser_test.mjs';
import { root } from './lib/chromium.mjs';

const site = 'http://localhost:9/';

/** An Emscripten program that does nothing, with its file system. */
function buildStockProgram(test) {
  const folder = mkdtempSync(join(tmpdir(), 'genba-idbfs-'));
  onEnd(test, () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'empty.c'), 'int main(void) { return 0; }\n');
  execFileSync(
    'emcc',
    ['empty.c', '-O1', '-o', 'stock.js', '-sFORCE_FILESYSTEM=1', '-lidbfs.js', '-sSINGLE_FILE=1',
      '-sENVIRONMENT=web', '-sMODULARIZE=1', '-sEXPORT_NAME=makeStock', "-sEXPORTED_RUNTIME_METHODS=['FS','IDBFS']"],
    { cwd: folder, env: { ...process.env, NODE_PATH: '/usr/share/nodejs' } },
  );
  return readFileSync(join(folder, 'stock.js'), 'utf8');
}

// The store that every device has had, and one of those that came with more people.
for (const mount of ['/genba', '/genba-k3x9']) test(`stock FS.syncfs(true) loads every file that a commit wrote into ${mount}`, async (t) => {
  const scripts = {
    '/storage.js': readFileSync(join(root, 'web/platform/storage.js'), 'utf8'),
    '/stock.js': buildStockProgram(t),
  };
  const context = await openContext(t);
  await context.route(`${site}**`, (route) => {
    const body = scripts[new URL(route.request().url()).pathname];
    return body === undefined
      ? route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>storage</title>' })
      : route.fulfill({ contentType: 'text/javascript', body });
  });
  const page = await context.newPage();
  await page.goto(site);
  await page.evaluate(async (place) => {
    const { WorkspaceStorage } = await import('/storage.js');
    const storage = new WorkspaceStorage(place);
    await storage.open(true);
    await storage.commit([['manifest', new Uint8Array([1, 2, 255])], ['log-1', new Uint8Array(70_000).fill(9)]], []);
    await storage.putAside('settings', new Uint8Array([5]));
  }, mount);
  await page.goto(`${site}again`);
  await page.addScriptTag({ url: '/stock.js' });
  const files = await page.evaluate(async (place) => {
    const { FS, IDBFS } = await makeStock();
    FS.mkdir(place);
    FS.mount(IDBFS, {}, place);
    await new Promise((resolve, reject) => FS.syncfs(true, (error) => (error ? reject(error) : resolve())));
    return FS.readdir(place)
      .filter((name) => !name.startsWith('.'))
      .sort()
      .map((name) => [name, ...FS.readFile(`${place}/${name}`).slice(0, 4), FS.stat(`${place}/${name}`).size]);
  }, mount);
  assert.deepEqual(files, [
    ['EPOCH', 1, 0, 0, 0, 4],
    ['log-1', 9, 9, 9, 9, 70_000],
    ['manifest', 1, 2, 255, 3],
    ['settings', 5, 1],
  ]);
});
