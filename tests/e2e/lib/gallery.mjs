// Opens the gallery of the design system, served statically with production's policy.
import { openContext } from './browser_test.mjs';
import { root } from './chromium.mjs';
import { atRest } from './rest.mjs';
import { serveFolders } from './static_site.mjs';

// The built site; GENBA_WEB_CLIENT overrides it with a folder of app.js and app.wasm over web/.
const site = process.env.GENBA_WEB_CLIENT
  ? [process.env.GENBA_WEB_CLIENT, `${root}/web`]
  : [process.env.GENBA_WEB ?? `${root}/build/web`];

/** A page of the gallery, drawn and at rest. */
export async function openGallery(t, { path = '', language = 'ja', ...more } = {}) {
  const server = await serveFolders(...site);
  t.after(server.close);
  const locale = language === 'ja' ? 'ja-JP' : 'en-US';
  const context = await openContext(t, { locale, serviceWorkers: 'block', ...more });
  const page = await context.newPage();
  await page.goto(`${server.url}/#/gallery${path ? `/${path}` : ''}`);
  await atRest(page);
  return { page, context };
}
