// Every label that the interface can say, from the tables that the client is built of.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './chromium.mjs';

const tables = ['core/text', 'core/model'].flatMap((folder) =>
  readdirSync(join(root, folder)).filter((name) => name.endsWith('.def')).map((name) => join(root, folder, name)));
const text = /"((?:[^"\\]|\\.)*)"/g;

/** In both languages; a place holder stands for anything. */
function readLabels() {
  const exact = new Set();
  const patterns = [];
  for (const file of tables) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (!/^\s*[A-Z]\(/.test(line)) continue;
      for (const [, label] of [...line.matchAll(text)].slice(-2)) {
        if (label.includes('{')) {
          const escaped = label.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]*\}/g, '.*');
          patterns.push(new RegExp(`^${escaped}$`));
        } else {
          exact.add(label);
        }
      }
    }
  }
  return { exact, patterns };
}
const labels = readLabels();

// Only place holders, or nearly, or a number of days: it would fit whatever somebody has typed or measured.
const saysSomething = (pattern) => !/^(days)?$|^.{1,3}$/.test(pattern.source.replace(/\.\*|[\^$ ·:()/]/g, ''));

export const isLabel = (line) => labels.exact.has(line) || labels.patterns.some((pattern) => saysSomething(pattern) && pattern.test(line));

/** The labels that were cut for want of room, on all of the screen: it is scrolled through. */
export async function findCutLabels(page, atRest) {
  const cut = new Set();
  const collect = async () => {
    const lines = await page.evaluate(() => {
      const { HEAPU8, _gb_cut_lines: cutLines } = globalThis.Module;
      const from = cutLines();
      return new TextDecoder().decode(HEAPU8.slice(from, HEAPU8.indexOf(0, from))).split('\n');
    });
    for (const line of lines) if (isLabel(line)) cut.add(line);
  };
  for (let more = true; more;) {
    await atRest(page);
    await collect();
    more = await page.evaluate(() => {
      const area = [...document.querySelectorAll('#mirror .s')].find((each) =>
        !each.closest('[inert]') && each.scrollTop + each.clientHeight < Math.min(each.scrollHeight, 6000) - 2);
      if (area) area.scrollTop += Math.max(80, area.clientHeight * 0.8);
      return area !== undefined;
    });
  }
  return [...cut].sort();
}
