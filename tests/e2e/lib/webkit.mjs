// Debian's WebKitGTK: its MiniBrowser, which WebKitWebDriver starts and drives. A session keeps nothing, and is in
// Japanese at Tokyo's time like every other test's browser.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onEnd } from '../../contract/lib/on_end.mjs';
import { patience_ms, root } from './chromium.mjs';
import { startDisplay } from './display.mjs';
import { WebKitPage } from './webkit_page.mjs';

const require = createRequire(join(root, 'web/package.json'));
const { Builder, Capabilities } = require('selenium-webdriver');
const { findFreePort } = require('selenium-webdriver/net/portprober');
const { DriverService } = require('selenium-webdriver/remote');

const driverPath = process.env.GENBA_WEBKIT_DRIVER ?? '/usr/bin/WebKitWebDriver';
const language = 'ja_JP.UTF-8';
const window = { width: 1280, height: 840 };

/** What is missing here for it, as a package's name; '' when nothing is. */
export const missingForWebKit = () =>
  [[driverPath, 'webkit2gtk-driver'], ['/usr/bin/Xvfb', 'xvfb'], ['/usr/share/i18n/locales/ja_JP', 'locales']]
    .find(([path]) => !existsSync(path))?.[1] ?? '';

/** WebKitGTK's language is the C library's, which knows only the locales that somebody has made. */
function makeLocale(owner) {
  const folder = mkdtempSync(join(tmpdir(), 'genba-locale-'));
  onEnd(owner, () => rmSync(folder, { recursive: true }));
  const made = spawnSync('localedef', ['-i', 'ja_JP', '-f', 'UTF-8', join(folder, language)], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`localedef: ${made.stderr}`);
  return { LOCPATH: folder, LC_ALL: language, TZ: 'Asia/Tokyo' };
}

async function startDriver(owner) {
  const port = await findFreePort();
  const service = new DriverService(driverPath, {
    port,
    loopback: true,
    args: [`--port=${port}`],
    env: { ...process.env, ...makeLocale(owner), DISPLAY: await startDisplay(owner) },
  });
  onEnd(owner, () => service.kill());
  return service.start();
}

/** What a Playwright context is to a test: one browser with one page, which ends with it. */
export async function openWebKit(owner) {
  const driver = await new Builder()
    .usingServer(await startDriver(owner))
    // The certificate is made by the server's own authority, which no browser knows.
    .withCapabilities(new Capabilities({ browserName: 'MiniBrowser', acceptInsecureCerts: true }))
    .build();
  await driver.manage().setTimeouts({ script: patience_ms, pageLoad: patience_ms });
  await driver.manage().window().setRect(window);
  const page = new WebKitPage(driver, patience_ms);
  return { on() {}, pages: () => [page], newPage: async () => page, close: () => driver.quit() };
}
