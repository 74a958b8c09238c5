// The server is killed with SIGKILL while clients push: what it acknowledged is there when it comes back, and nothing takes
// effect twice. GENBA_FULL=1 kills it 200 times, otherwise a few.
import assert from 'node:assert/strict';
import { watch } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { DeviceRecord, judgeLog, readHistory } from './lib/checker.mjs';
import { addPeople, makeDevice } from './lib/device.mjs';
import { genba, makeFolder, startServer } from './lib/program.mjs';
import { chooseSeed, seeded } from './lib/seeded.mjs';

const isFull = process.env.GENBA_FULL === '1';

/** Kills a server at the n-th write to its database from now on. */
function killAtWrite(server, n) {
  const watcher = watch(server.data, (_, name) => {
    if (name?.startsWith('genba.sqlite') && --n === 0) server.child.kill('SIGKILL');
  });
  server.ended.then(() => watcher.close());
}

const kills = isFull ? 200 : 6;

test(`${kills} kills of the server under load: what it acknowledged is there when it comes back`, async (t) => {
  const random = seeded(chooseSeed(t));
  const data = makeFolder(t);
  const people = ['taro', 'hana', 'jiro'];
  addPeople(t, data, [...people, 'reader']);
  const reader = makeDevice(t, 'reader');
  const devices = people.map((name) => makeDevice(t, name));
  const records = devices.map(({ user, data: folder }) => new DeviceRecord(user, folder));
  let server = await startServer(t, { data });
  for (const device of devices) device.sync(server);

  let underLoad = 0, round = 0;
  const acknowledged = new Set();
  // Only a kill that somebody felt counts.
  for (; underLoad < kills; ++round) {
    for (const { user, add } of devices) add(1 + random.below(4), `‹${user} ${round}›`);
    for (const record of records) await record.note();
    killAtWrite(server, 1 + random.below(20));
    const ended = await Promise.all(devices.map((device) => device.start(server)));
    for (const { code, err } of ended) assert.ok(code === 0 || code === 6, `${code}: ${err}`);
    underLoad += ended.some(({ code }) => code === 6);
    await server.stop('SIGKILL');
    genba('verify', '--data', data);

    server = await startServer(t, { data });
    reader.sync(server);
    const there = new Set((await readHistory(reader.data)).effects.map(({ lane, dseq }) => `${lane}:${dseq}`));
    for (const record of records) {
      const { header } = await record.note();
      for (let dseq = 1; dseq <= header.acked; ++dseq) acknowledged.add(`${header.lane}:${dseq}`);
    }
    for (const number of acknowledged) assert.ok(there.has(number), `round ${round}: ${number} was acknowledged and is gone`);
  }
  t.diagnostic(`${underLoad} kills while something was on its way, of ${round}; ${acknowledged.size} operations acknowledged`);

  for (const device of [...devices, reader]) device.sync(server);
  for (const record of records) await record.finish();
  const accepted = judgeLog((await readHistory(reader.data)).effects, records);
  assert.equal(accepted, records.reduce((sum, { groups }) => sum + groups.size, 0));
  assert.ok(accepted > kills);
  await server.stop();
  genba('verify', '--data', data);
});

test('a large history whose push is killed a few times arrives once and whole', async (t) => {
  const file = fileURLToPath(new URL('../golden/servicenow/incident_event_log.csv', import.meta.url));
  const alone = makeFolder(t), data = makeFolder(t);
  addPeople(t, data, ['lead']);
  const client = makeDevice(t, 'lead'), second = makeDevice(t, 'lead');
  for (const folder of [alone, client.data]) genba('import', 'servicenow', file, '--data', folder);
  const figures = (folder) => genba('report', 'custom', '--data', folder, '--rows', 'source', '--measure',
    'count,sum:update_count,sum:reassignment_count,sum:reopen_count,mean:resolution_elapsed_minutes', '--format', 'json');
  // Each round dies at another write of the database.
  for (let round = 0, done = {}; done.code !== 0 && round < 6; ++round) {
    const server = await startServer(t, { data });
    killAtWrite(server, 2 + ((round * 5) % 17));
    done = await client.start(server);
    assert.ok(done.code === 0 || done.code === 6, done.err);
    await server.stop('SIGKILL');
  }
  const server = await startServer(t, { data });
  for (const device of [client, second]) device.sync(server);
  assert.equal(figures(client.data), figures(alone));
  assert.equal(figures(second.data), figures(alone));
  await server.stop();
  genba('verify', '--data', data);
});
