// Pixels, themes, the loss of the graphics context, and what axe-core says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from './lib/browser_test.mjs';
import { root } from './lib/chromium.mjs';
import { openGallery } from './lib/gallery.mjs';
import { atRest } from './lib/rest.mjs';

test('the canvas has one pixel for each device pixel at every ratio', async (t) => {
  for (const ratio of [1, 1.5, 2, 3]) {
    const { page, context } = await openGallery(t, {
      deviceScaleFactor: ratio, viewport: { width: 500, height: 400 },
    });
    const size = await page.evaluate(() => {
      const canvas = document.getElementById('canvas');
      return [canvas.width, canvas.height, canvas.clientWidth * devicePixelRatio, canvas.clientHeight * devicePixelRatio];
    });
    assert.deepEqual(size.slice(0, 2), size.slice(2).map(Math.round), `at ${ratio}`);
    await context.close();
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
  const axe = readFileSync(`${root}/web/node_modules/axe-core/axe.min.js`, 'utf8');
  for (const path of ['', 'forms', 'table', 'charts', 'record', 'states', 'dialog']) {
    // The policy forbids the script that the test brings along.
    const { page, context } = await openGallery(t, { path: path === 'dialog' ? '' : path, bypassCSP: true });
    if (path === 'dialog') {
      await page.getByRole('button', { name: '新規登録' }).click();
      await page.getByRole('dialog').waitFor();
      await atRest(page);
    }
    await page.addScriptTag({ content: axe });
    const found = await page.evaluate(async () => {
      // The text is on the canvas; its contrast is computed from the tokens.
      const { violations } = await globalThis.axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`);
    });
    assert.deepEqual(found, [], `on ${path}`);
    await context.close();
  }
});

test('a window made narrow and wide again shows the same picture', async (t) => {
  const { page } = await openGallery(t, { path: 'record' });
  const before = await page.screenshot();
  await page.setViewportSize({ width: 390, height: 844 });
  await atRest(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await atRest(page);
  assert.ok(before.equals(await page.screenshot()));
});
