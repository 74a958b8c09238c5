// Backup, restore and migration of a server's data.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { addPeople, makeDevice, password } from './lib/device.mjs';
import { openLive } from './lib/live.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { cookieOf, genba, makeFolder, refused, request, signIn, startServer } from './lib/program.mjs';

/** A folder with people, a server on it and their devices. */
async function office(t, people = ['taro', 'hana']) {
  const data = makeFolder(t);
  addPeople(t, data, people);
  return { data, server: await startServer(t, { data }), devices: people.map((name) => makeDevice(t, name)) };
}

/** A small backup, for doing damage to. */
async function smallBackup(t) {
  const { data, server, devices: [taro] } = await office(t, ['taro']);
  taro.add(3, '件');
  taro.sync(server);
  await server.stop();
  const file = join(makeFolder(t), 'genba.backup');
  genba('backup', file, '--data', data);
  return { data, file };
}

test('a backup is taken while devices push; restored, it gets back from them what it lacks', async (t) => {
  const { data, server, devices: [taro, hana] } = await office(t);
  const expected = [...taro.add(40, '前'), ...hana.add(40, 'hana')];
  taro.sync(server);
  const live = await openLive(server.url, { cookie: cookieOf(await signIn(server, 'taro', password)), origin: server.url });
  await live.next();
  const pushing = hana.start(server);
  await live.next();
  const file = join(makeFolder(t), 'genba.backup');
  const { effects } = JSON.parse(genba('backup', file, '--data', data, '--json'));
  assert.equal(JSON.parse(genba('verify', file, '--json')).effects, effects);
  assert.equal(statSync(file).mode & 0o077, 0);
  assert.equal((await pushing).code, 0);
  // Acknowledged after the backup, and pulled by everybody.
  expected.push(...taro.add(10, '後'));
  for (const device of [taro, hana, taro]) device.sync(server);
  assert.deepEqual(taro.titles(), [...expected].sort());
  await server.stop('SIGKILL');

  const restored = makeFolder(t);
  genba('restore', file, '--data', restored);
  assert.equal(JSON.parse(genba('verify', '--data', restored, '--json')).effects, effects);
  const again = await startServer(t, { data: restored });
  // In the meantime somebody else works on; nobody knows of his numbers.
  expected.push(...hana.add(1, 'after'));
  for (const device of [hana, taro, hana]) device.sync(again);
  for (const device of [taro, hana]) assert.deepEqual(device.titles(), [...expected].sort());
  await again.stop();
  genba('verify', '--data', restored);
});

test('what a restored server had lost meets what others did meanwhile as a conflict', async (t) => {
  const { data, server, devices: [taro, hana] } = await office(t);
  taro.add(1, '件');
  for (const device of [taro, hana]) device.sync(server);
  const file = join(makeFolder(t), 'genba.backup');
  genba('backup', file, '--data', data);
  // Numbers that the restored server gives anew were seen by taro before he changed the title.
  taro.add(10, '後');
  taro.sync(server);
  const [{ id }] = JSON.parse(genba('ticket', 'list', '--json', '--limit', '0', '--data', taro.data)).filter(({ title }) => title === '件 0');
  genba('ticket', 'set', id, 'title=taro の題', '--data', taro.data);
  taro.sync(server);
  await server.stop();

  const restored = makeFolder(t);
  genba('restore', file, '--data', restored);
  const again = await startServer(t, { data: restored });
  genba('ticket', 'set', id, 'title=hana の題', '--data', hana.data);
  for (const device of [hana, taro, hana]) device.sync(again);
  const { conflicts } = JSON.parse(genba('ticket', 'show', id, '--json', '--data', hana.data));
  assert.equal(conflicts.length, 1);
});

test('each restoration is an epoch of its own', async (t) => {
  const { file } = await smallBackup(t);
  const taro = makeDevice(t, 'taro');
  for (const word of ['一', '二']) {
    const data = makeFolder(t);
    genba('restore', file, '--data', data);
    const server = await startServer(t, { data });
    const mine = taro.add(1, word);
    taro.sync(server);
    // The devices' copy is what this server holds, not a mixture with the other one's.
    const fresh = makeDevice(t, 'taro');
    fresh.sync(server);
    assert.deepEqual(taro.titles(), fresh.titles());
    assert.ok(fresh.titles().includes(mine[0]));
    await server.stop();
  }
});

test('a damaged backup is found and refused, and nothing is made of it', async (t) => {
  const { file } = await smallBackup(t);
  const whole = readFileSync(file);
  const damaged = join(makeFolder(t), 'damaged');
  const data = join(makeFolder(t), 'new');
  const tried = (bytes) => {
    writeFileSync(damaged, bytes);
    refused(7, 'verify', damaged);
    refused(7, 'restore', damaged, '--data', data);
    assert.deepEqual(readdirSync(data).filter((name) => name.startsWith('genba.sqlite')), []);
  };
  tried(whole.subarray(0, whole.length - 4096));
  tried(Buffer.from('no database'));
  // Also where no audit chain reaches: the account of taro.
  for (const needle of [Buffer.from('$argon2id$'), Buffer.from('件'), Buffer.from('taro')]) {
    const bytes = Buffer.from(whole);
    for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + 1)) bytes[at] ^= 1;
    tried(bytes);
  }
  assert.match(refused(4, 'verify', join(data, 'none')), /there is no/);
});

test('data is neither overwritten nor taken from a running server', async (t) => {
  const { data, file } = await smallBackup(t);
  assert.match(refused(3, 'backup', file, '--data', data), /exists already/);
  refused(4, 'backup', `${file}2`, '--data', makeFolder(t));
  assert.match(refused(3, 'restore', file, '--data', data), /exists already/);
  const server = await startServer(t, { data });
  refused(6, 'restore', file, '--data', data, '--replace');
  await server.stop();
  genba('restore', file, '--data', data, '--replace');
  genba('verify', '--data', data);
  const [aside] = readdirSync(data).filter((name) => name.startsWith('replaced-'));
  assert.ok(existsSync(join(data, aside, 'genba.sqlite')));
});

test('a server’s data moves to PostgreSQL whole, and its devices and sessions go on', async (t) => {
  const postgres = await startPostgres(t);
  const { data, server, devices: [taro, hana] } = await office(t);
  taro.add(20, '件');
  taro.sync(server);
  hana.sync(server);
  const cookie = cookieOf(await signIn(server, 'taro', password));
  refused(6, 'migrate', '--data', data, '--to', postgres.address);
  await server.stop();
  const before = readFileSync(join(data, 'genba.sqlite'));
  const { effects } = JSON.parse(genba('migrate', '--data', data, '--to', postgres.address, '--json'));
  assert.ok(before.equals(readFileSync(join(data, 'genba.sqlite'))), 'the source is as it was');
  assert.match(refused(3, 'migrate', '--data', data, '--to', postgres.address), /holds a workspace already/);

  const database = ['--database', postgres.address];
  assert.equal(JSON.parse(genba('verify', '--json', '--data', makeFolder(t), ...database)).effects, effects);
  const moved = await startServer(t, { args: database });
  assert.equal((await request(moved.url, { path: '/api/session', headers: { cookie } })).json().name, 'taro');
  const head = effects;
  taro.add(1, 'もう一つ');
  assert.ok(taro.sync(moved).head > head);
  // Nothing came anew: hana's device pulls the new ticket alone.
  assert.ok(hana.sync(moved).pulled < 100);
  assert.deepEqual(hana.titles(), taro.titles());

  // And back from there into a file, while it runs.
  const file = join(makeFolder(t), 'genba.backup');
  genba('backup', file, '--data', makeFolder(t), ...database);
  await moved.stop();
  refused(3, 'restore', file, '--data', makeFolder(t), ...database);
  const folder = makeFolder(t);
  genba('restore', file, '--data', folder);
  const back = await startServer(t, { data: folder });
  hana.sync(back);
  assert.deepEqual(hana.titles(), taro.titles());
});
