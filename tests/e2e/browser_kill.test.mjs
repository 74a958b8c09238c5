// The whole of Chromium is killed with SIGKILL while gestures are being saved, again and again on one profile: whatever was
// shown as saved is there when it is opened again. GENBA_FULL=1 kills it 100 times, otherwise a few.
import assert from 'node:assert/strict';
import { chooseSeed, seeded } from '../contract/lib/seeded.mjs';
import { makeProfile, test } from './lib/browser_test.mjs';
import { watchWrites } from './lib/device.mjs';
import * as product from './lib/product.mjs';

const kills = process.env.GENBA_FULL === '1' ? 100 : 3;

/** Until one and the same screen shows the ticket, and that everything is saved. */
const showsSaved = (page, title) =>
  page.waitForFunction((wanted) => {
    const nodes = [...document.querySelectorAll('#mirror :is(button, [role=heading], h1)')];
    const says = (text) => nodes.some((node) => (node.ariaLabel || node.textContent).startsWith(text));
    return says(wanted) && says('この端末に保存済み');
  }, title, { polling: 10 });

/** Records incidents, one after the other, until the browser is dead. Returns what it has shown as saved. */
async function recordUntilDeath(page, round) {
  const saved = [];
  try {
    for (let count = 0; count < 50; ++count) {
      const title = `${round}回目の${count}件目`;
      const path = await product.recordIncident(page, title);
      await showsSaved(page, title);
      saved.push({ path, title });
    }
  } catch (error) {
    if (!/closed|crashed|Target/.test(error.message)) throw error;
    return saved;
  }
  return assert.fail('it was never killed');
}

async function assertThere(page, saved) {
  for (const { path, title } of saved) {
    await product.go(page, path);
    await product.heading(page, title);
  }
}

test(`${kills} kills of the browser while it saves: what it had shown as saved is there`, async (t) => {
  const random = seeded(chooseSeed(t));
  const server = await product.serve(t);
  const profile = makeProfile(t);
  const saved = [];
  for (let round = 0; round <= kills; ++round) {
    const context = await profile.open();
    let writes = Infinity;
    await watchWrites(context, () => --writes === 0 && profile.kill());
    const page = await product.open(context, server, '', context.pages()[0]);
    if (round === 0) await product.startAlone(page);
    else await product.heading(page, 'ホーム');
    await assertThere(page, round < kills ? saved.slice(-8) : saved);
    if (round === kills) break;
    writes = 1 + random.below(12);
    saved.push(...(await recordUntilDeath(page, round)));
  }
  t.diagnostic(`${saved.length} incidents were shown as saved before ${kills} kills`);
});
