// Firefox, as Debian ships it.
import { openContext, test } from './lib/browser_test.mjs';
import { liveThroughDay } from './lib/browser_day.mjs';
import { missingForFirefox } from './lib/firefox.mjs';

test('Firefox: starts, works without its server, takes Japanese, synchronises, searches and counts', async (t) => {
  const missing = missingForFirefox();
  if (missing) return t.skip(`${missing} is not installed: not run`);
  await liveThroughDay(t, await openContext(t, { browser: 'firefox' }));
});
