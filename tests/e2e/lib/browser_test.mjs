// `test` for what happens in a browser: one browser of a kind for all tests of a file, contexts that end with
// their test, and, when a test fails, what was on the screen.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test as nodeTest } from 'node:test';
import { newOwner } from '../../contract/lib/on_end.mjs';
import { launch, newContext, openProfile, root } from './chromium.mjs';
import { launchFirefox } from './firefox.mjs';
import { openWebKit } from './webkit.mjs';

const pictures = join(root, 'build/e2e-failures');

// Hooks of a whole file must be set while it is loaded.
const file = newOwner();
after(() => file.end());
const launchers = { chromium: launch, firefox: launchFirefox };
const browsers = {};
const contextOf = async (kind, more) => newContext(await (browsers[kind] ??= launchers[kind](file)), more);

/** What each running test has opened, and what its pages have complained about. */
const running = new WeakMap();

// Firefox calls it an error of the page when a server of the live channel is away.
const saysNoServer = /(can’t establish a connection to the server at|The connection to) wss?:/;

function watch(t, context) {
  const { contexts, complaints } = running.get(t);
  contexts.push(context);
  context.on('weberror', (event) => {
    const said = event.error().stack || event.error().message;
    if (!saysNoServer.test(said)) complaints.push(said);
  });
  context.on('console', (message) => {
    if (/Content[ -]Security[ -]Policy/.test(message.text())) complaints.push(message.text());
  });
  return context;
}

/**
 * A fresh context, which keeps nothing, of the browser that the tests of a file share: chromium, firefox, or webkit,
 * which gives one context only.
 */
export const openContext = async (t, { browser = process.env.GENBA_BROWSER ?? 'chromium', ...more } = {}) =>
  watch(t, browser === 'webkit' ? await openWebKit(file) : await contextOf(browser, more));

/** A browser of its own on a profile on disk, which outlives it, also when it is killed: see openProfile. */
export function makeProfile(t) {
  const profile = openProfile();
  running.get(t).profiles.push(profile);
  return { open: async (more) => watch(t, await profile.open(more)), kill: profile.kill };
}

async function describePage(page, picture) {
  const shown = await page.locator('body').ariaSnapshot({ timeout: 5000 }).catch(({ message }) => message);
  const png = await page.screenshot({ timeout: 5000 }).catch(() => null);
  if (png) writeFileSync(picture, png);
  return `--- ${page.url()}${png ? `, ${picture}` : ''}\n${shown}`;
}

/** The accessibility tree of every open page as text, with a picture of it on disk. */
async function describeScreens(name, contexts) {
  mkdirSync(pictures, { recursive: true });
  const pages = contexts.flatMap((context) => context.pages());
  const file = (index) => join(pictures, `${name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}-${index}.png`);
  return (await Promise.all(pages.map((page, index) => describePage(page, file(index))))).join('\n');
}

async function close({ contexts, profiles }) {
  for (const context of contexts) await context.close().catch(() => {});
  for (const profile of profiles) profile.remove();
}

/** As node:test's; a page that throws or breaks the security policy fails its test, too. */
export function test(name, body) {
  nodeTest(name, async (t) => {
    const opened = { contexts: [], profiles: [], complaints: [] };
    running.set(t, opened);
    try {
      await body(t);
      if (opened.complaints.length > 0) throw new Error(opened.complaints.join('\n'));
    } catch (error) {
      const screens = await describeScreens(name, opened.contexts);
      const places = error.stack.split('\n').filter((line) => line.startsWith('    at '));
      error.message = [error.message, ...opened.complaints, screens].join('\n');
      error.stack = [`${error.name}: ${error.message}`, ...places].join('\n');
      throw error;
    } finally {
      await close(opened);
    }
  });
}
