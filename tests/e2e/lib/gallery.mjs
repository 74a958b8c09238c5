// Opens the gallery of the design system (wasm/gallery), served with production's policy.
import { join } from 'node:path';
import { onEnd } from '../../contract/lib/on_end.mjs';
import { openContext } from './browser_test.mjs';
import { root } from './chromium.mjs';
import { atRest } from './rest.mjs';
import { serveFolders } from './static_site.mjs';

const client = process.env.GENBA_GALLERY ?? join(root, 'build/wasm/wasm/gallery');

export const pages = ['', 'forms', 'table', 'charts', 'record', 'states'];

/** Goes on to another page of the gallery. */
export async function turnTo(page, path) {
  await page.evaluate((target) => (location.hash = `/${target}`), path);
  await atRest(page);
}

/** A page of the gallery, drawn and at rest. */
export async function openGallery(t, { path = '', language = 'ja', prepare = () => {}, ...more } = {}) {
  const server = await serveFolders(client, join(root, 'web'));
  onEnd(t, server.close);
  const locale = language === 'ja' ? 'ja-JP' : 'en-US';
  const context = await openContext(t, { locale, serviceWorkers: 'block', ...more });
  const page = await context.newPage();
  await prepare(page);
  await page.goto(`${server.url}/#/${path}`);
  await atRest(page);
  return { page, context };
}
