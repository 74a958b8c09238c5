// Back-pressure: a server with too much to do says when to come back, and clients do; nobody may ask without end.
import assert from 'node:assert/strict';
import http from 'node:http';
import test from 'node:test';

import { addPeople, makeDevice, password } from './lib/device.mjs';
import { onEnd } from './lib/on_end.mjs';
import { cookieOf, makeFolder, request, run, signIn, startServer } from './lib/program.mjs';

/** In front of a server: answers the first `times` requests to `path` by itself, and counts all. `seen`: [path, ms]. */
async function busyInFrontOf(t, server, { path, times, status, headers }) {
  const seen = [];
  const front = http.createServer(async (asked, answer) => {
    const parts = [];
    for await (const part of asked) parts.push(part);
    seen.push([asked.url, performance.now()]);
    if (asked.url === path && times-- > 0) return void answer.writeHead(status, headers).end();
    const { 'accept-encoding': _, ...kept } = asked.headers;
    const given = await request(server.url, { method: asked.method, path: asked.url, headers: kept, body: Buffer.concat(parts) });
    answer.writeHead(given.status, given.headers).end(given.bytes);
  });
  await new Promise((resolve) => front.listen(0, '127.0.0.1', resolve));
  onEnd(t, () => front.close());
  return { url: `http://127.0.0.1:${front.address().port}`, seen };
}

async function taroAt(t) {
  const data = makeFolder(t);
  addPeople(t, data, ['taro', 'hana']);
  const server = await startServer(t, { data });
  const taro = makeDevice(t, 'taro');
  taro.sync(server);
  return { server, taro };
}

for (const status of [429, 503]) {
  test(`\`genba sync\` that is answered ${status} waits as long as it was told, and then goes on where it was`, async (t) => {
    const { server, taro } = await taroAt(t);
    taro.add(3, 'busy');
    const front = await busyInFrontOf(t, server, { path: '/api/sync/push', times: 2, status, headers: { 'retry-after': '1' } });
    const { code, out, err } = await taro.start(front);
    assert.equal(code, 0, err);
    assert.deepEqual([JSON.parse(out).waiting, JSON.parse(out).rejected], [0, []]);
    const paths = front.seen.map(([path]) => path.replace('/api/sync/', ''));
    const first = paths.indexOf('push');
    assert.deepEqual(paths.slice(first, first + 3), ['push', 'push', 'push'], 'nothing else meanwhile');
    assert.deepEqual(paths.slice(first + 3).filter((path) => path === 'push'), [], 'and no more than needed');
    for (const at of [first, first + 1]) assert.ok(front.seen[at + 1][1] - front.seen[at][1] >= 999, 'not before it was told');
  });
}

test('a server that wants to be left alone for an hour is, and what waits is kept', async (t) => {
  const { server, taro } = await taroAt(t);
  taro.add(3, 'busy');
  const front = await busyInFrontOf(t, server, { path: '/api/sync/push', times: 1, status: 503, headers: { 'retry-after': '3600' } });
  const { code, err } = await taro.start(front);
  assert.equal(code, 6);
  assert.match(JSON.parse(err).error.message, /the server cannot take it now \(503\): try again later; what waits here is kept/);
  assert.equal(front.seen.filter(([path]) => path === '/api/sync/push').length, 1);
  assert.equal(taro.sync(server).pushed, 3);
});

/** Asks until it is refused; resolves to that answer. */
async function askWithoutEnd(ask) {
  for (let times = 0; times < 500; ++times) {
    const answer = await ask();
    if (answer.status !== 200) return answer;
  }
  return assert.fail('asked 500 times in a row');
}

test('who asks without end is told to wait, while others are served', async (t) => {
  const { server: first } = await taroAt(t);
  await first.stop();
  const server = await startServer(t, { data: first.data, args: ['--user-rate', '1'] });
  const [taro, hana] = [cookieOf(await signIn(server, 'taro', password)), cookieOf(await signIn(server, 'hana', password))];
  const ask = (cookie, path = '/api/session') => request(server.url, { path, headers: { cookie } });
  const refused = await askWithoutEnd(() => ask(taro));
  assert.equal(refused.status, 429);
  assert.ok(Number(refused.headers['retry-after']) >= 1);
  assert.equal(refused.json().error.code, 'too_many_requests');
  const headers = { cookie: taro, origin: server.url, 'content-type': 'application/octet-stream' };
  const push = await request(server.url, { method: 'POST', path: '/api/sync/push', headers, body: 'x'.repeat(100_000) });
  assert.equal(push.status, 429, 'before a body is read');
  assert.equal((await ask(hana)).status, 200);
  assert.equal((await ask(taro, '/healthz')).status, 200);
});

test('an address that asks without end is told to wait, signed in or not, while others are served', async (t) => {
  const server = await startServer(t, { args: ['--address-rate', '1'] });
  const ask = (localAddress, path = '/api/version') => new Promise((resolve, reject) => {
    http.get(`${server.url}${path}`, { localAddress, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers }));
    }).on('error', reject);
  });
  const refused = await askWithoutEnd(() => ask('127.0.0.1'));
  assert.equal(refused.status, 429);
  assert.ok(Number(refused.headers['retry-after']) >= 1);
  assert.equal((await ask('127.0.0.2')).status, 200);
  assert.equal((await ask('127.0.0.1', '/healthz')).status, 200);
});

test('limits that make no sense are refused', (t) => {
  for (const value of ['-1', '1001', 'many']) assert.equal(run(['serve', '--data', makeFolder(t), '--user-rate', value]).code, 2);
});

test('a push that is larger than a message may be is refused with 413, and the server goes on', async (t) => {
  const { server, taro } = await taroAt(t);
  const cookie = cookieOf(await signIn(server, 'taro', password));
  const headers = { cookie, origin: server.url, 'content-type': 'application/octet-stream' };
  const answer = await request(server.url, { method: 'POST', path: '/api/sync/push', headers, body: Buffer.alloc((8 << 20) + 1) });
  assert.equal(answer.status, 413);
  taro.add(1, 'after it');
  taro.sync(server);
});
