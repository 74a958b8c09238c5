// WebKitGTK, as Debian ships it; over https, because it keeps no session cookie over plain http.
import { openContext, test } from './lib/browser_test.mjs';
import { liveThroughDay } from './lib/browser_day.mjs';
import { missingForWebKit } from './lib/webkit.mjs';

test('WebKitGTK: starts, works without its server, takes Japanese, synchronises, searches and counts', async (t) => {
  const missing = missingForWebKit();
  if (missing) return t.skip(`${missing} is not installed: not run`);
  await liveThroughDay(t, await openContext(t, { browser: 'webkit' }), { isHttps: true });
});
