// The network breaks in the middle of a request or of its answer, at one byte after the other: whatever got through,
// everything arrives at last, and once. GENBA_FULL=1 tries more of the bytes.
import assert from 'node:assert/strict';
import test from 'node:test';

import { DeviceRecord, judgeLog, readHistory } from './lib/checker.mjs';
import { addPeople, makeDevice } from './lib/device.mjs';
import { genba, makeFolder, startServer } from './lib/program.mjs';
import { startProxy } from './lib/proxy.mjs';

const places = process.env.GENBA_FULL === '1' ? 200 : 16;

/** A server, taro's device behind a network that can break, and what an exchange with two new tickets takes. */
async function setting(t) {
  const data = makeFolder(t);
  addPeople(t, data, ['taro', 'hana']);
  const server = await startServer(t, { data });
  const proxy = await startProxy(t, server.url);
  const taro = makeDevice(t, 'taro');
  taro.sync(server);
  const record = new DeviceRecord('taro', taro.data);
  taro.add(2, 'measured');
  await record.note();
  proxy.mend();
  assert.equal((await taro.start(proxy)).code, 0);
  return { server, proxy, taro, record, size: proxy.passed };
}

for (const direction of ['up', 'down']) {
  test(`a device whose network is cut after any byte that goes ${direction} loses and doubles nothing`, async (t) => {
    const { server, proxy, taro, record, size } = await setting(t);
    const titles = ['measured 0', 'measured 1'];
    let cuts = 0;
    for (let place = 0; place < places; ++place) {
      titles.push(...taro.add(2, `‹${place}›`));
      await record.note();
      proxy.arm({ [direction]: 1 + Math.floor((size[direction] * place) / places) });
      const { code, err } = await taro.start(proxy);
      // Not found out, when all that came after the cut was the end of the connection.
      assert.ok(code === 6 || (code === 0 && place > 0), `${code}: ${err}`);
      cuts += code === 6;
    }
    assert.ok(cuts > places / 2, `only ${cuts} of ${places} were felt`);
    taro.sync(server);
    const hana = makeDevice(t, 'hana');
    hana.sync(server);
    for (const device of [taro, hana]) assert.deepEqual(device.titles(), titles.toSorted());
    await record.finish();
    assert.equal(judgeLog((await readHistory(hana.data)).effects, [record]), titles.length);
    await server.stop();
    genba('verify', '--data', server.data);
  });
}

test('a first load that is cut again and again ends with everything', async (t) => {
  const { server, proxy, taro } = await setting(t);
  taro.add(60, 'many');
  taro.sync(server);
  const hana = makeDevice(t, 'hana');
  let cuts = 0;
  for (let bytes = 500; ; bytes += 4000) {
    proxy.arm({ down: bytes });
    const { code, err } = await hana.start(proxy);
    if (code === 0) break;
    assert.equal(code, 6, err);
    ++cuts;
  }
  assert.ok(cuts > 2, `${cuts}`);
  assert.deepEqual(hana.titles(), taro.titles());
  const { repaired, began_anew } = JSON.parse((await hana.start(server, '--check')).out).check;
  assert.deepEqual({ repaired, began_anew }, { repaired: 0, began_anew: false });
});
