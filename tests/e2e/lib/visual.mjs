// What a screen looks like, small enough to be kept, and compared with what was kept.
//
// Two things are kept. The layout: every node of the mirror with its name and rectangle in whole CSS
// pixels; it depends on no antialiasing, and a shift of 2 pixels fails it. The picture: the screenshot
// made four times smaller, in 32 steps of each colour; it sees what has no node (colours, icons, lines,
// charts). Both depend on the font, which scripts/packages.txt names; `made_with` says which one it was.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './chromium.mjs';
import { decodePng, encodePng } from './png.mjs';
import { atRest } from './rest.mjs';

export const folder = join(root, 'tests/golden/visual');
export const isUpdating = process.env.GENBA_UPDATE_VISUAL === '1';
const failures = join(root, 'build/e2e-failures');

const smaller = 4;
const step = 8;
// Of a channel, out of 255: antialiasing of another graphics driver stays below it.
const blockTolerance = 28;
// Share of blocks that may differ more; text that moves by 2 pixels changes some 3 %.
const differingShare = 0.003;
const rectTolerance = 1;

/** A picture whose blocks of 4 × 4 pixels are one pixel, in few colours. */
export function shrink({ width, height, rgb }) {
  const [columns, rows] = [Math.floor(width / smaller), Math.floor(height / smaller)];
  const out = Buffer.alloc(columns * rows * 3);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (let row = 0; row < smaller; row++) {
          const from = ((y * smaller + row) * width + x * smaller) * 3 + channel;
          for (let i = 0; i < smaller; i++) sum += rgb[from + i * 3];
        }
        const mean = sum / (smaller * smaller);
        out[(y * columns + x) * 3 + channel] = Math.min(255, Math.round(mean / step) * step);
      }
    }
  }
  return { width: columns, height: rows, rgb: out };
}

/** The share of blocks in which two small pictures differ visibly; 1 when their sizes do. */
export function pictureDifference(one, other) {
  if (one.width !== other.width || one.height !== other.height) return 1;
  let differing = 0;
  for (let at = 0; at < one.rgb.length; at += 3) {
    for (let channel = 0; channel < 3; channel++) {
      if (Math.abs(one.rgb[at + channel] - other.rgb[at + channel]) <= blockTolerance) continue;
      differing++;
      break;
    }
  }
  return differing / (one.width * one.height);
}

/** `role name x y width height` of every node that can be seen, in reading order. */
export const readLayout = (page) =>
  page.evaluate(() => {
    const lines = [];
    for (const element of document.querySelectorAll('#mirror *')) {
      if (element.genbaId === undefined || element.closest('[aria-hidden]')) continue;
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      const role = element.getAttribute('role') ?? element.tagName.toLowerCase();
      const name = (element.ariaLabel || element.value || element.textContent || '').replace(/\s+/g, ' ').slice(0, 32);
      lines.push([role, name, ...[box.x, box.y, box.width, box.height].map(Math.round)].join('\t'));
    }
    return lines;
  });

/** What is different, in words; at most some lines of it. */
export function layoutDifference(kept, found) {
  const differences = [];
  for (let i = 0; i < Math.max(kept.length, found.length); i++) {
    const [one, other] = [kept[i]?.split('\t') ?? [], found[i]?.split('\t') ?? []];
    const isSame = one.length === other.length && one.every((part, at) =>
      at < 2 ? part === other[at] : Math.abs(Number(part) - Number(other[at])) <= rectTolerance);
    if (!isSame) differences.push(`- ${one.join(' ') || 'nothing'}\n+ ${other.join(' ') || 'nothing'}`);
    if (differences.length === 8) break;
  }
  return differences;
}

export const look = async (page) => {
  await atRest(page);
  return { layout: await readLayout(page), picture: shrink(decodePng(await page.screenshot({ caret: 'hide' }))) };
};

/** Which browser and font these pictures come from. */
export function madeWith(browserVersion) {
  const font = execFileSync('fc-match', ['-f', '%{family[0]} %{fontversion}', 'Noto Sans CJK JP'], { encoding: 'utf8' });
  return `Chromium ${browserVersion.split('.')[0]}, ${font}`;
}

const layoutFile = (name) => join(folder, `${name}.layout.txt`);
const pictureFile = (name) => join(folder, `${name}.png`);

function saveFailure(name, found, kept) {
  mkdirSync(failures, { recursive: true });
  writeFileSync(join(failures, `${name}.found.png`), encodePng(found));
  writeFileSync(join(failures, `${name}.kept.png`), encodePng(kept));
  return join(failures, `${name}.found.png`);
}

/** What differs between a look and the kept one of that name; nothing when it is being renewed. */
export function differences(name, layoutName, found) {
  if (isUpdating) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(layoutFile(layoutName), `${found.layout.join('\n')}\n`);
    writeFileSync(pictureFile(name), encodePng(found.picture));
    return [];
  }
  if (!existsSync(pictureFile(name))) return [`there is no kept picture ${name}: scripts/visual --update makes it`];
  const kept = readFileSync(layoutFile(layoutName), 'utf8').trimEnd().split('\n');
  const differing = layoutDifference(kept, found.layout);
  const keptPicture = decodePng(readFileSync(pictureFile(name)));
  const share = pictureDifference(keptPicture, found.picture);
  if (share > differingShare) {
    differing.push(`${(share * 100).toFixed(2)} % of the picture differ: ${saveFailure(name, found.picture, keptPicture)}`);
  }
  return differing.map((each) => `${name}: ${each}`);
}

/** Fails with what differs, and with what else differs between this machine and the one of the pictures. */
export function assertSame(all, browserVersion) {
  const noted = join(folder, 'made_with.txt');
  const here = madeWith(browserVersion);
  if (isUpdating) writeFileSync(noted, `${here}\n`);
  const there = readFileSync(noted, 'utf8').trim();
  const note = here === there ? '' : `\nThey were made with ${there}; here it is ${here}.`;
  assert.deepEqual(all, [], `${all.length} differences; scripts/visual --update keeps what is shown now.${note}`);
}

/** Whether a look would fail against another one. */
export const wouldFail = (kept, found) => ({
  layout: layoutDifference(kept.layout, found.layout).length > 0,
  picture: pictureDifference(kept.picture, found.picture) > differingShare,
});
