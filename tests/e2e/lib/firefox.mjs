// Debian's Firefox as it is installed. Playwright drives it over WebDriver BiDi, so that the tests say the same as
// for Chromium. It draws WebGL 2 only with a display: without one it has no OpenGL.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { onEnd } from '../../contract/lib/on_end.mjs';
import { root } from './chromium.mjs';
import { startDisplay } from './display.mjs';

const { firefox } = createRequire(join(root, 'web/package.json'))('playwright-core');
const executablePath = process.env.GENBA_FIREFOX ?? '/usr/bin/firefox-esr';

/** What is missing here for it, as a package's name; '' when nothing is. */
export const missingForFirefox = () =>
  [[executablePath, 'firefox-esr'], ['/usr/bin/Xvfb', 'xvfb']].find(([path]) => !existsSync(path))?.[1] ?? '';

/** A browser whose contexts keep nothing; it is closed after `owner`. */
export async function launchFirefox(owner) {
  const browser = await firefox.launch({
    channel: 'moz-firefox',
    executablePath,
    headless: false,
    env: { ...process.env, DISPLAY: await startDisplay(owner) },
  });
  onEnd(owner, () => browser.close());
  return browser;
}
