// Real Chromium, with the same screen, language and graphics for everybody.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onEnd } from '../../contract/lib/on_end.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
export const { chromium } = createRequire(join(root, 'web/package.json'))('playwright-core');

export const browserArguments = [
  '--no-sandbox',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];
const options = {
  executablePath: process.env.GENBA_CHROMIUM ?? '/usr/bin/chromium',
  args: browserArguments,
};
// A busy machine is no failure, and what fails should not keep anybody waiting.
export const patience_ms = Number(process.env.GENBA_PATIENCE_MS ?? 60_000);
const page = { viewport: { width: 1280, height: 800 }, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' };

/** A browser whose contexts keep nothing; it is closed after `owner`. */
export async function launch(owner) {
  const browser = await chromium.launch(options);
  onEnd(owner, () => browser.close());
  return browser;
}

/** A fresh context of a browser, with the same screen and language as every other test. */
export async function newContext(browser, more = {}) {
  const context = await browser.newContext({ ...page, ...more });
  context.setDefaultTimeout(patience_ms);
  return context;
}

/** The process groups of the browsers that run on a profile: playwright starts each as the leader of one. */
function groupsOn(folder) {
  const isOn = (pid) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return words.includes(`--user-data-dir=${folder}`) && !words.some((word) => word.startsWith('--type='));
    } catch {
      return false; // it has ended meanwhile
    }
  };
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isOn(name)).map(Number);
}

/**
 * A browser profile on disk. `open(more)` starts Chromium on it and resolves to its context; it can
 * be opened again after the context was closed, or killed by `kill()`: SIGKILL to all of its processes at once.
 */
export function openProfile() {
  const folder = mkdtempSync(join(tmpdir(), 'genba-profile-'));
  return {
    folder,
    async open(more = {}) {
      const context = await chromium.launchPersistentContext(folder, { ...options, ...page, ...more });
      context.setDefaultTimeout(patience_ms);
      return context;
    },
    kill() {
      for (const group of groupsOn(folder)) process.kill(-group, 'SIGKILL');
    },
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}
