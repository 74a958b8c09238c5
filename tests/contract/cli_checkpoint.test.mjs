// `genba checkpoint` and `genba verify --against`, from the outside.
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { addPeople, makeDevice } from './lib/device.mjs';
import { genba, makeFolder, refused, startServer } from './lib/program.mjs';

async function office(t) {
  const data = makeFolder(t);
  addPeople(t, data, ['hana']);
  const server = await startServer(t, { data });
  const device = makeDevice(t, 'hana');
  device.add(2, '前');
  device.sync(server);
  return { data, server, device };
}

test('a checkpoint that was kept elsewhere holds until the log is cut off or another one', async (t) => {
  const { data, server, device } = await office(t);
  const elsewhere = makeFolder(t);
  const file = join(elsewhere, 'checkpoint');
  const key = genba('checkpoint', '--public-key', '--data', data).trim();
  assert.match(key, /^[0-9a-f]{64}$/);
  const against = (dir, name, given = key) => ['verify', '--data', dir, '--against', name, '--public-key', given];
  const old = join(elsewhere, 'old');
  genba('checkpoint', '--data', data, '-o', old);
  device.add(1, '件');
  device.sync(server);
  genba('checkpoint', '--data', data, '-o', file);
  genba(...against(data, file));
  await server.stop();

  // The server signs by itself too.
  const own = join(elsewhere, 'own');
  copyFileSync(join(data, 'checkpoints.jsonl'), own);
  for (const name of [old, file, own]) genba(...against(data, name));
  assert.equal(statSync(join(data, 'checkpoint.key')).mode & 0o777, 0o600);

  const other = makeFolder(t);
  genba('user', 'add', 'x', '--data', other);
  assert.match(refused(7, ...against(other, file)), /another workspace/);
  assert.match(refused(7, ...against(data, file, '0'.repeat(64))), /not signed with this key/);
  const changed = join(elsewhere, 'changed');
  writeFileSync(changed, readFileSync(file, 'utf8').replace(/"seq":\d+/, '"seq":1'));
  assert.match(refused(7, ...against(data, changed)), /not signed with this key/);
  writeFileSync(changed, 'nothing\n');
  refused(3, ...against(data, changed));
  refused(2, 'verify', '--data', data, '--against', file);
});

test('a log that was restored to an earlier state does not hold against a later checkpoint', async (t) => {
  const { data, server, device } = await office(t);
  const backup = join(makeFolder(t), 'genba.backup');
  genba('backup', backup, '--data', data);
  device.add(1, '件');
  device.sync(server);
  await server.stop();
  const key = genba('checkpoint', '--public-key', '--data', data).trim();
  const file = join(makeFolder(t), 'checkpoint');
  genba('checkpoint', '--data', data, '-o', file);
  const restored = makeFolder(t);
  genba('restore', backup, '--data', restored);
  const said = refused(7, 'verify', '--data', restored, '--against', file, '--public-key', key);
  assert.match(said, /cut off.*a backup was restored/);
});
