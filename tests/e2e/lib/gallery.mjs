// Opens the gallery of the design system, served statically with production's policy, and gives a
// test what it needs to wait without sleeping.
import { launch, newContext, root } from './chromium.mjs';
import { serveFolders } from './static_site.mjs';

// The built site; GENBA_WEB_CLIENT overrides it with a folder of app.js and app.wasm over web/.
const site = process.env.GENBA_WEB_CLIENT
  ? [process.env.GENBA_WEB_CLIENT, `${root}/web`]
  : [process.env.GENBA_WEB ?? `${root}/build/web`];

export async function openSite(test) {
  const server = await serveFolders(...site);
  test.after(() => server.close());
  const browser = await launch(test);
  return { server, browser };
}

/** Resolves when no frame is pending and nothing is being prepared. */
export const atRest = (page) =>
  page.waitForFunction(
    () => {
      const { genba } = globalThis.Module ?? {};
      if (!genba?.state.ready || !genba.isAtRest()) {
        globalThis.restSince = undefined;
        return false;
      }
      globalThis.restSince ??= performance.now();
      return performance.now() - globalThis.restSince > 150;
    },
    null,
    { polling: 50, timeout: 90000 },
  );

export const frames = (page) => page.evaluate(() => globalThis.Module.genba.state.frames);

/** A page of the gallery, drawn and at rest. Every console error or page error fails the test. */
export async function openGallery(test, { site, path = '', language = 'ja', ...options } = {}) {
  const { server, browser } = site ?? (await openSite(test));
  const context = await newContext(browser, { locale: language === 'ja' ? 'ja-JP' : 'en-US', serviceWorkers: 'block', ...options });
  test.after(() => context.close());
  const page = await context.newPage();
  const errors = [];
  page.on('pageerror', (error) => {
    if (!/fetching the script/.test(error.message)) errors.push(error.message);
  });
  page.on('console', (message) => {
    if (/service ?worker/i.test(message.text())) return;
    if (message.type() === 'error' || /Content Security Policy/.test(message.text())) errors.push(message.text());
  });
  test.after(() => {
    if (errors.length > 0) throw new Error(`the page reported: ${errors.join('\n')}`);
  });
  await page.goto(`${server.url}/#/gallery${path ? `/${path}` : ''}`);
  await atRest(page);
  return { page, context, errors };
}
