// Pixels, themes, the loss of the graphics context, and what axe-core says.
import assert from 'node:assert/strict';
import { findWithAxe } from './lib/access.mjs';
import { test } from './lib/browser_test.mjs';
import { openGallery, pages, turnTo } from './lib/gallery.mjs';
import { atRest, resizeTo } from './lib/rest.mjs';

test('the canvas has one pixel for each device pixel at every ratio, also when it changes', async (t) => {
  const { page, context } = await openGallery(t);
  const devtools = await context.newCDPSession(page);
  let width = 500;
  for (const deviceScaleFactor of [1, 1.25, 1.5, 2, 2.625, 3]) {
    width += 1;
    await devtools.send('Emulation.setDeviceMetricsOverride', { width, height: 400, deviceScaleFactor, mobile: false });
    await page.waitForFunction((wanted) => {
      const canvas = document.getElementById('canvas');
      return devicePixelRatio === wanted.deviceScaleFactor && canvas.clientWidth === wanted.width &&
        canvas.width === Math.round(wanted.width * devicePixelRatio) && canvas.height === Math.round(400 * devicePixelRatio);
    }, { deviceScaleFactor, width });
  }
});

test('the picture is the same after the context was lost twice', async (t) => {
  const { page } = await openGallery(t);
  const before = await page.screenshot();
  for (let i = 0; i < 2; i++) {
    await page.evaluate(async () => {
      const canvas = document.getElementById('canvas');
      globalThis.loser ??= canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
      const lost = new Promise((done) => canvas.addEventListener('webglcontextlost', done, { once: true }));
      globalThis.loser.loseContext();
      await lost;
    });
    await page.mouse.move(700, 300);
    await page.mouse.move(2, 2);
    await page.evaluate(async () => {
      const canvas = document.getElementById('canvas');
      const restored = new Promise((done) => canvas.addEventListener('webglcontextrestored', done, { once: true }));
      globalThis.loser.restoreContext();
      await restored;
    });
    await atRest(page);
  }
  assert.ok(before.equals(await page.screenshot()));
});

const tokens = (page) =>
  page.evaluate(() => Object.fromEntries(
    ['background', 'surface', 'surface2', 'border', 'text', 'muted', 'accent', 'on-accent', 'danger', 'warn', 'ok']
      .map((name) => [name, document.getElementById('root').style.getPropertyValue(`--${name}`)])));

function luminance(hex) {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

// The ground of a chip: its own colour at an opacity over the surface.
function tinted(ink, surface, alpha) {
  const part = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
  return '#' + [1, 3, 5].map((at) => Math.round(part(ink, at) * alpha + part(surface, at) * (1 - alpha)).toString(16).padStart(2, '0')).join('');
}

test('themes follow the system at once, and every text colour reaches 4.5:1', async (t) => {
  const { page } = await openGallery(t);
  const themes = [
    { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' },
    { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'none' },
    { colorScheme: 'light', contrast: 'more', forcedColors: 'none' },
    { colorScheme: 'dark', contrast: 'more', forcedColors: 'none' },
    { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'active' },
  ];
  const pictures = new Set();
  for (const theme of themes) {
    await page.emulateMedia(theme);
    await atRest(page);
    pictures.add((await page.screenshot()).toString('base64'));
    const colors = await tokens(page);
    const chipAlpha = theme.colorScheme === 'dark' ? 38 / 255 : 24 / 255;
    for (const ink of ['text', 'muted', 'accent', 'danger', 'warn', 'ok']) {
      for (const ground of ['background', 'surface', 'surface2']) {
        const ratio = contrast(colors[ink], colors[ground]);
        assert.ok(ratio >= 4.5, `${JSON.stringify(theme)}: ${ink} on ${ground} is ${ratio.toFixed(2)}`);
      }
      const chip = contrast(colors[ink], tinted(colors[ink], colors.surface, chipAlpha));
      assert.ok(chip >= 4.5, `${JSON.stringify(theme)}: a chip in ${ink} is ${chip.toFixed(2)}`);
    }
    assert.ok(contrast(colors['on-accent'], colors.accent) >= 4.5);
  }
  assert.equal(pictures.size, themes.length, 'two themes look the same');
});

test('axe-core finds nothing on any page, nor in a dialog', async (t) => {
  const { page } = await openGallery(t, { bypassCSP: true });
  for (const path of pages) {
    await turnTo(page, path);
    assert.deepEqual(await findWithAxe(page), [], `on ${path}`);
  }
  await page.getByRole('button', { name: '新規登録' }).click();
  await page.getByRole('dialog').waitFor();
  await atRest(page);
  assert.deepEqual(await findWithAxe(page), [], 'in a dialog');
});

test('a window made narrow and wide again shows the same picture', async (t) => {
  const { page } = await openGallery(t, { path: 'record' });
  const before = await page.screenshot();
  await resizeTo(page, { width: 390, height: 844 });
  await resizeTo(page, { width: 1280, height: 800 });
  assert.ok(before.equals(await page.screenshot()));
});
