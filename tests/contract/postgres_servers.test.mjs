// Several servers on one PostgreSQL: whichever a client talks to, it is one workspace.
import assert from 'node:assert/strict';
import test from 'node:test';

import { addPeople, makeDevice, password } from './lib/device.mjs';
import { openLive } from './lib/live.mjs';
import { startPostgres } from './lib/postgres.mjs';
import { cookieOf, makeFolder, post, request, run, signIn, startServer } from './lib/program.mjs';

/** Servers on a database of their own, and people who may sign in there. */
async function cluster(t, { servers = 2, people = ['taro'] } = {}) {
  const postgres = await startPostgres(t);
  const database = ['--database', postgres.address];
  addPeople(t, makeFolder(t), people, ...database);
  const started = await Promise.all(Array.from({ length: servers }, () => startServer(t, { args: database })));
  return { postgres, database, servers: started };
}

function assertWhole(t, database) {
  const verified = run(['verify', '--json', '--data', makeFolder(t), ...database]);
  assert.equal(verified.code, 0, verified.err);
}

test('who signed in at one server is known to the other, and hears there what the first was told', async (t) => {
  const { postgres, servers: [a, b], database } = await cluster(t);
  const cookie = cookieOf(await signIn(a, 'taro', password));
  const who = await request(b.url, { path: '/api/session', headers: { cookie } });
  assert.equal(who.json().name, 'taro');
  const live = await openLive(b.url, { cookie, origin: b.url });
  let said = JSON.parse((await live.next()).text).head;

  const taro = makeDevice(t, 'taro');
  taro.add(1, 'プリンター');
  const { head } = taro.sync(a);
  while (said < head) said = JSON.parse((await live.next()).text).head;
  const hers = makeDevice(t, 'taro');
  hers.sync(b);
  assert.deepEqual(hers.titles(), ['プリンター 0']);

  // The listener comes back by itself, and tells what it missed.
  await postgres.restart();
  taro.add(1, 'VPN');
  let again;
  do again = await taro.start(a); while (again.code === 6);
  assert.equal(again.code, 0, again.err);
  const { head: later } = taro.sync(a);
  assert.ok(later > head);
  while (said < later) said = JSON.parse((await live.next()).text).head;

  await post(a, '/api/session', undefined, { cookie }, 'DELETE');
  assert.deepEqual(await live.next(), { close: 4401 });
  assertWhole(t, database);
});

test('devices that push to both servers at once make one order without gaps, and one that dies loses nothing', async (t) => {
  const people = ['taro', 'hana', 'jiro', 'yuki'];
  const setting = await cluster(t, { people });
  const { servers: [a, b], database } = setting;
  const devices = people.map((name, i) => ({ ...makeDevice(t, name), server: [a, b][i % 2] }));
  for (const device of devices) device.add(30, device.user);
  const ended = await Promise.all(devices.map((device) => device.start(device.server)));
  for (const { code, err } of ended) assert.equal(code, 0, err);
  assertWhole(t, database);

  // A dies while they push again, whatever it is at; B goes on, and takes over its clients.
  for (const device of devices) device.add(40, `${device.user} again`);
  const pushing = devices.map((device) => device.start(device.server));
  const live = await openLive(b.url, { cookie: cookieOf(await signIn(b, 'taro', password)), origin: b.url });
  await live.next();
  await live.next();
  await a.stop('SIGKILL');
  for (const [i, { code, err }] of (await Promise.all(pushing)).entries()) {
    assert.ok(code === 0 || (devices[i].server === a && code === 6), `${code}: ${err}`);
  }
  for (const device of devices) device.sync(b);
  const all = people.flatMap((name) => [
    ...Array.from({ length: 30 }, (_, i) => `${name} ${i}`),
    ...Array.from({ length: 40 }, (_, i) => `${name} again ${i}`),
  ]).sort();
  for (const device of devices) {
    device.sync(b);
    assert.deepEqual(device.titles(), all);
  }
  assertWhole(t, database);
});

test('clients outlive a PostgreSQL that crashes while they push, and nothing is lost or doubled', async (t) => {
  const setting = await cluster(t, { people: ['taro', 'hana'] });
  const { postgres, servers, database } = setting;
  const devices = ['taro', 'hana'].map((name, i) => ({ ...makeDevice(t, name), server: servers[i] }));
  const expected = [];
  const cookie = cookieOf(await signIn(servers[0], 'taro', password));
  const live = await openLive(servers[0].url, { cookie, origin: servers[0].url });
  await live.next();
  for (let round = 0; round < 3; ++round) {
    for (const device of devices) {
      expected.push(...device.add(25, `${device.user} ${round}`));
    }
    const pushing = devices.map((device) => device.start(device.server));
    await live.next();
    await postgres.restart();
    for (const { code, err } of await Promise.all(pushing)) assert.ok(code === 0 || code === 6, `${code}: ${err}`);
  }
  for (const device of [...devices, ...devices]) {
    let done;
    do done = await device.start(device.server); while (done.code === 6);
    assert.equal(done.code, 0, done.err);
  }
  for (const device of devices) assert.deepEqual(device.titles(), [...expected].sort());
  assertWhole(t, database);
});

test('without its database a server says that it is unavailable, and when to come back', async (t) => {
  const { postgres, servers: [server] } = await cluster(t, { servers: 1 });
  const cookie = cookieOf(await signIn(server, 'taro', password));
  await postgres.stop();
  const refused = await post(server, '/api/sync/hello', {}, { cookie });
  assert.equal(refused.status, 503);
  assert.ok(Number(refused.headers['retry-after']) > 0);
  assert.equal((await request(server.url, { path: '/healthz' })).status, 503);
  await postgres.start();
  let health;
  do health = await request(server.url, { path: '/healthz' }); while (health.status === 503);
  assert.equal(health.status, 200);
  assert.equal((await request(server.url, { path: '/api/session', headers: { cookie } })).json().name, 'taro');
});
