// The pictures of the README: the main screens with demo data at one moment, in both languages, on a desk
// and on a phone. Run by scripts/pictures.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, newContext, root } from '../tests/e2e/lib/chromium.mjs';
import * as product from '../tests/e2e/lib/product.mjs';
import { atRest, resizeTo } from '../tests/e2e/lib/rest.mjs';

const folder = join(root, 'web/screenshots');
const mostBytes = 600_000;
const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const screens = {
  home: '/', list: '/tickets', ticket: '/t/INC-000150', report: '/reports?report=category_pareto&period=90d',
};

// Ends what was begun, last first.
const cleanups = [];
const owner = { after: (cleanup) => cleanups.unshift(cleanup) };

/** WebP, made by the browser itself. */
const compress = (page, png) =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d').drawImage(picture, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.68 });
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, png.toString('base64'));

async function take(browser, server, language) {
  const context = await newContext(browser, { locale: language === 'ja' ? 'ja-JP' : 'en-US' });
  const page = await context.newPage();
  await page.clock.setFixedTime('2026-11-18T01:03:00Z');
  await product.open(context, server, '', page);
  await product.signIn(page, 'demo', 'genba-demo');
  await product.saysSynced(page);
  await page.getByRole('button', { name: /^今は見ない$|^Not now$/ }).click();
  const converter = await context.newPage();
  let total = 0;
  for (const [name, path] of Object.entries(screens)) {
    await product.go(page, path);
    for (const [device, size] of Object.entries(sizes)) {
      await resizeTo(page, size);
      await atRest(page);
      const picture = Buffer.from(await compress(converter, await page.screenshot()));
      writeFileSync(join(folder, `${name}-${language}-${device}.webp`), picture);
      total += picture.length;
    }
  }
  await context.close();
  return total;
}

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(join(folder, name));
try {
  const browser = await launch(owner);
  const server = await product.serve(owner, { args: ['--demo'], at: '2026-11-18 01:00:00' });
  const total = (await take(browser, server, 'ja')) + (await take(browser, server, 'en'));
  console.log(`${readdirSync(folder).length} pictures, ${Math.round(total / 1000)} KB`);
  if (total > mostBytes) throw new Error(`more than ${mostBytes / 1000} KB`);
} finally {
  for (const cleanup of cleanups) await cleanup();
}
