// What everybody must be able to do on every screen: reach and name each control.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './chromium.mjs';

const axe = readFileSync(join(root, 'web/node_modules/axe-core/axe.min.js'), 'utf8');

/** Names what cannot be reached: without a name, too small, or with something else over its middle. */
export const findUnreachable = (page) =>
  page.evaluate(() => {
    const problems = [];
    const controls = [...document.querySelectorAll('#mirror :is(button, input, textarea, a)')]
      .filter((control) => control.closest('[inert]') === null);
    for (const control of controls) {
      const name = control.ariaLabel || control.textContent;
      if (!name) problems.push(`without a name: ${control.outerHTML}`);
      control.scrollIntoView({ block: 'nearest' });
      const box = control.getBoundingClientRect();
      const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      if (hit !== control) problems.push(`${name} is covered by ${hit?.outerHTML.slice(0, 120)}`);
      if (box.height < 24 || box.width < 24) problems.push(`${name} is only ${box.width} x ${box.height}`);
    }
    return { count: controls.length, problems };
  });

/** What axe-core complains of. The page's context must have been opened with bypassCSP. */
export async function findWithAxe(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ content: axe });
  return page.evaluate(async () => {
    // The text is on the canvas; its contrast is computed from the tokens.
    const { violations } = await globalThis.axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`);
  });
}
