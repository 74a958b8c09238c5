// A disk that is full, at the server and at a device: it is said in words, nothing that was acknowledged or shown as saved is
// lost, and work goes on once there is room. Where nothing can be mounted, a limit on the size of files stands for the disk.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { DeviceRecord, judgeLog, readHistory } from './lib/checker.mjs';
import { addPeople, makeDevice, password } from './lib/device.mjs';
import { cookieOf, genba, json, makeFolder, program, request, run, signIn, startServer } from './lib/program.mjs';
import { limitFiles, makeSmallDisk } from './lib/small_disk.mjs';

const sizesIn = (folder) => readdirSync(folder).map((name) => statSync(join(folder, name))).filter((file) => file.isFile()).map((file) => file.size);

/** How a server's disk becomes full with so many bytes left, and has room again. */
const ways = {
  'a disk of its own': (t) => {
    const disk = makeSmallDisk(t, 12);
    return disk && { data: join(disk.folder, 'data'), fill: (_, left) => disk.fill(left), free: disk.free };
  },
  'a limit on files': (t) => {
    const data = makeFolder(t);
    return {
      data,
      fill: (server, left) => limitFiles(server.child, Math.max(...sizesIn(data)) + left),
      free: (server) => limitFiles(server.child, 'unlimited'),
    };
  },
};

for (const [way, prepare] of Object.entries(ways)) {
  test(`a server whose disk is full says so, loses nothing, and goes on when there is room (${way})`, async (t) => {
    const place = prepare(t);
    if (!place) return t.skip('NOT TESTED HERE: no file system can be mounted');
    const { data, fill, free } = place;
    addPeople(t, data, ['taro', 'hana']);
    const server = await startServer(t, { data });
    const cookie = cookieOf(await signIn(server, 'hana', password));
    const taro = makeDevice(t, 'taro'), hana = makeDevice(t, 'hana');
    const record = new DeviceRecord('taro', taro.data);
    taro.sync(server);
    const titles = taro.add(5, '‹before›');
    await record.note();
    taro.sync(server);

    fill(server, 160 * 1024);
    titles.push(...taro.add(600, '‹full›'));
    await record.note();
    for (let times = 0; times < 2; ++times) {
      const { code, err } = await taro.start(server);
      assert.equal(code, 6, err);
      assert.match(JSON.parse(err).error.message, /the server's disk is full \(507\).*what waits here is kept/);
    }
    // Whoever only looks is served.
    assert.equal((await request(server.url, { path: '/api/session', headers: { cookie } })).json().name, 'hana');
    assert.equal((await request(server.url, { path: '/healthz' })).status, 200);
    genba('verify', '--data', data);

    free(server);
    taro.sync(server);
    hana.sync(server);
    for (const device of [taro, hana]) assert.deepEqual(device.titles(), titles.toSorted());
    await record.finish();
    assert.equal(judgeLog((await readHistory(hana.data)).effects, [record]), titles.length);
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
    genba('verify', '--data', data);
  });
}

test('a server is not started on a full disk, which is said, and starts when there is room', async (t) => {
  const disk = makeSmallDisk(t, 4);
  if (!disk) return t.skip('NOT TESTED HERE: no file system can be mounted');
  const data = join(disk.folder, 'data');
  await (await startServer(t, { data })).stop();
  disk.fill(0);
  const refused = run(['serve', '--json', '--data', data, '--listen', '127.0.0.1:0']);
  assert.equal(refused.code, 1);
  assert.equal(JSON.parse(refused.err).error.code, 'quota');
  disk.free();
  await startServer(t, { data });
});

/** How a device's disk becomes full: `run` is then as `run`, on it. */
const places = {
  'a disk of its own': (t) => {
    const disk = makeSmallDisk(t, 4);
    return disk && { data: join(disk.folder, 'data'), fill: () => disk.fill(0), free: disk.free, run };
  },
  'a limit on files': (t) => {
    let limit = [];
    return {
      data: makeFolder(t),
      fill: () => (limit = ['--fsize=16']),
      free: () => (limit = []),
      run(args) {
        const done = spawnSync('prlimit', [...limit, program, ...args], { encoding: 'utf8' });
        return { code: done.status, out: done.stdout, err: done.stderr };
      },
    };
  },
};

for (const [way, prepare] of Object.entries(places)) {
  test(`a command on a full disk says so and leaves the folder as it was (${way})`, (t) => {
    const place = prepare(t);
    if (!place) return t.skip('NOT TESTED HERE: no file system can be mounted');
    const { data, fill, free } = place;
    const add = (title) => place.run(['ticket', 'new', '--title', title, '--data', data, '--json']);
    const titles = () => json(place.run(['ticket', 'list', '--data', data, '--json', '--limit', '0'])).map(({ title }) => title).sort();
    for (const title of ['1', '2', '3']) json(add(title));
    fill();
    const full = add('4');
    assert.equal(full.code, 1);
    assert.match(JSON.parse(full.err).error.message, /cannot (write|sync) .*(No space left|File too large)/);
    assert.equal(JSON.parse(full.err).error.code, 'quota');
    assert.deepEqual(readdirSync(join(data, 'workspace')).filter((name) => name.endsWith('.part')), [], 'no scraps that fill it further');
    assert.deepEqual(titles(), ['1', '2', '3']);
    free();
    json(add('5'));
    assert.deepEqual(titles(), ['1', '2', '3', '5']);
    genba('verify', '--data', data);
  });
}

test('a device whose disk is full while it synchronises has everything, once, when there is room', async (t) => {
  const disk = makeSmallDisk(t, 4);
  if (!disk) return t.skip('NOT TESTED HERE: no file system can be mounted');
  const server = await startServer(t);
  addPeople(t, server.data, ['taro', 'hana']);
  const taro = makeDevice(t, 'taro'), hana = makeDevice(t, 'hana');
  const onDisk = makeDevice(t, 'taro', join(disk.folder, 'data'));
  onDisk.sync(server);
  const record = new DeviceRecord('taro', onDisk.data);
  const own = onDisk.add(5, '‹own›');
  await record.note();
  hana.sync(server);
  const others = hana.add(100, '‹other›');
  hana.sync(server);
  disk.fill(24 * 1024);
  const { code, err } = await onDisk.start(server);
  assert.equal(code, 1, err);
  assert.equal(JSON.parse(err).error.code, 'quota');
  disk.free();
  onDisk.sync(server);
  taro.sync(server);
  for (const device of [onDisk, taro]) assert.deepEqual(device.titles(), [...own, ...others].toSorted());
  await record.finish();
  assert.equal(judgeLog((await readHistory(taro.data)).effects, [record]), own.length);
});
