// Text fields: Japanese input, the clipboard, and where the text stands.
import assert from 'node:assert/strict';
import { test } from './lib/browser_test.mjs';
import { openGallery } from './lib/gallery.mjs';
import { atRest } from './lib/rest.mjs';

const compose = (devtools, text) =>
  devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

// What the application holds: the canvas shows it, and the node's value repeats it.
const kept = (field) => field.evaluate((node) => node.genbaSent);

async function openForm(t, options = {}) {
  const opened = await openGallery(t, { path: 'forms', permissions: ['clipboard-read', 'clipboard-write'], ...options });
  const devtools = await opened.context.newCDPSession(opened.page);
  const title = opened.page.getByRole('textbox', { name: '件名' });
  await title.click();
  return { ...opened, devtools, title };
}

test('a composition reaches the value once, when it is committed', async (t) => {
  const { page, devtools, title } = await openForm(t);
  await page.keyboard.type('abc');
  await compose(devtools, 'けい');
  await compose(devtools, '経理');
  await atRest(page);
  assert.equal(await title.inputValue(), 'abc経理', 'the preedit is shown');
  assert.equal(await kept(title), 'abc', 'the preedit is no value');
  await devtools.send('Input.insertText', { text: '経理' });
  await atRest(page);
  assert.equal(await kept(title), 'abc経理');
  await page.keyboard.press('Backspace');
  await atRest(page);
  assert.equal(await kept(title), 'abc経');
});

test('Enter while composing does not submit, and afterwards submits once', async (t) => {
  const { page, devtools, title } = await openForm(t);
  await page.keyboard.type('3F ');
  await compose(devtools, '空調');
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
  await atRest(page);
  assert.equal(await page.getByRole('status').textContent(), '');
  await devtools.send('Input.insertText', { text: '空調' });
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: '「3F 空調」 を登録しました' }).waitFor();
  assert.equal(await kept(title), '3F 空調');
  assert.equal((await page.getByRole('status').textContent()).split('\n').length, 1, 'it was submitted twice');
});

test('a cancelled composition leaves the text, and rare kanji survive', async (t) => {
  const { page, devtools, title } = await openForm(t);
  await devtools.send('Input.insertText', { text: '𠮷野 髙橋 﨑山' });
  await compose(devtools, 'きゃ');
  await compose(devtools, '');
  await atRest(page);
  assert.equal(await kept(title), '𠮷野 髙橋 﨑山');
  // U+FA11 has no canonical decomposition; a decomposed が becomes one character.
  await devtools.send('Input.insertText', { text: 'か\u3099' });
  await atRest(page);
  assert.equal(await kept(title), '𠮷野 髙橋 﨑山\u304c');
});

test('copy, cut, paste, undo and select all work with the system clipboard', async (t) => {
  const { page, title } = await openForm(t);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.type('one two');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ControlOrMeta+c');
  assert.equal(await clipboard(), 'one two');
  await page.keyboard.press('ControlOrMeta+x');
  await atRest(page);
  assert.equal(await kept(title), '');
  await page.evaluate(() => navigator.clipboard.writeText('貼り付け'));
  await page.keyboard.press('ControlOrMeta+v');
  await atRest(page);
  assert.equal(await kept(title), '貼り付け');
  await page.keyboard.press('ControlOrMeta+z');
  await atRest(page);
  assert.equal(await kept(title), '');
});

test('text does not move by more than a device pixel when a field takes the focus', async (t) => {
  for (const ratio of [1, 2]) {
    const { page, title, context } = await openForm(t, { deviceScaleFactor: ratio });
    await title.fill('国国国国');
    await atRest(page);
    const box = await title.boundingBox();
    const clip = { x: box.x + 8, y: box.y + 6, width: 120, height: box.height - 12 };
    const ink = async () => {
      const bytes = await page.screenshot({ clip, caret: 'hide' });
      return page.evaluate(measureInk, bytes.toString('base64'));
    };
    const focused = await ink();
    await title.evaluate((node) => node.blur());
    await page.mouse.move(2, 2);
    await atRest(page);
    const drawn = await ink();
    for (const side of ['left', 'top', 'right', 'bottom']) {
      assert.ok(Math.abs(focused[side] - drawn[side]) <= 1, `ratio ${ratio}, ${side}: ${focused[side]} and ${drawn[side]}`);
    }
    await context.close();
  }
});

test('what is wrong is said in words beside the field', async (t) => {
  const { page } = await openForm(t);
  await page.getByRole('button', { name: '登録', exact: true }).click();
  await page.getByText('件名を入力してください').waitFor();
  const title = page.getByRole('textbox', { name: '件名' });
  assert.equal(await title.getAttribute('aria-invalid'), 'true');
  const described = await title.getAttribute('aria-describedby');
  assert.equal(await page.locator(`[id="${described}"]`).textContent(), '件名を入力してください');
});

test('the file button opens the chooser and hands the bytes over', async (t) => {
  const { page } = await openForm(t);
  const chooser = page.waitForEvent('filechooser');
  await page.getByLabel('写真を追加').click();
  await (await chooser).setFiles({ name: '写真.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('12345') });
  await page.getByText('写真.jpg (5 bytes)').waitFor();
});

// Runs in the page: the rectangle of dark pixels of a picture.
async function measureInk(base64) {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const box = { left: width, top: height, right: -1, bottom: -1 };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      if (data[at] + data[at + 1] + data[at + 2] > 380) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y);
    }
  }
  return box;
}
