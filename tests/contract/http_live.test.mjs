import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLive } from './lib/live.mjs';
import { post, run, signedIn, startServer } from './lib/program.mjs';

test('the live channel needs a session and the own origin', async (t) => {
  const server = await startServer(t);
  const cookie = await signedIn(server);
  const origin = server.url;
  assert.equal((await openLive(server.url, { origin })).status, 401);
  assert.equal((await openLive(server.url, { cookie })).status, 403);
  assert.equal((await openLive(server.url, { cookie, origin: 'https://evil.example' })).status, 403);
  assert.equal((await openLive(server.url, { cookie, origin })).status, 101);
  assert.equal((await openLive(server.url, { cookie, 'x-genba-client': 'cli' })).status, 101);
});

test('the live channel says at once up to where there is something to pull', async (t) => {
  const server = await startServer(t);
  const live = await openLive(server.url, { cookie: await signedIn(server), origin: server.url });
  const { text } = await live.next();
  assert.deepEqual(Object.keys(JSON.parse(text)), ['head']);
});

test('signing out closes the live channel of that session only', async (t) => {
  const server = await startServer(t);
  const [taro, hana] = [await signedIn(server, 'taro'), await signedIn(server, 'hana')];
  const origin = server.url;
  const his = await openLive(server.url, { cookie: taro, origin });
  const hers = await openLive(server.url, { cookie: hana, origin });
  await his.next();
  await hers.next();
  await post(server, '/api/session', undefined, { cookie: taro }, 'DELETE');
  assert.deepEqual(await his.next(), { close: 4401 });
  await server.stop();
  assert.deepEqual(await hers.next(), { close: 1001 });
});

test('disabling a user from the command line closes his live channel', async (t) => {
  const server = await startServer(t);
  const live = await openLive(server.url, { cookie: await signedIn(server, 'taro'), origin: server.url });
  await live.next();
  run(['user', 'disable', 'taro', '--data', server.data]);
  assert.deepEqual(await live.next(), { close: 4401 });
});

test('the server stops in order while live channels are open', async (t) => {
  const server = await startServer(t);
  const cookie = await signedIn(server);
  const all = await Promise.all(
    Array.from({ length: 20 }, () => openLive(server.url, { cookie, origin: server.url })));
  await Promise.all(all.map((live) => live.next()));
  const ended = server.stop();
  for (const live of all) {
    assert.deepEqual(await live.next(), { close: 1001 });
    live.socket.end();
  }
  assert.equal((await ended).code, 0);
});
