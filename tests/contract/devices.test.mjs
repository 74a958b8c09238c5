// What an administrator knows of the devices, and does about one that is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { genba, json, post, refused, request, run, signedIn, startServer } from './lib/program.mjs';

const get = (server, path, cookie) => request(server.url, { path, headers: { cookie } });
const report = (server, cookie, waiting = 0) => post(server, '/api/device', { waiting }, { cookie });
const devices = (server) => JSON.parse(genba('device', 'list', '--json', '--data', server.data));
const deviceOf = (server, user) => devices(server).find((each) => each.user === user);

test('administrators, and nobody else, see where people are signed in and what waits there', async (t) => {
  const server = await startServer(t);
  const admin = await signedIn(server, 'root', 'admin');
  const taro = await signedIn(server, 'taro');
  assert.equal((await report(server, taro, 3)).status, 200);
  const list = (await get(server, '/api/devices', admin)).json();
  const his = list.find(({ user }) => user === 'taro');
  assert.equal(his.waiting, 3);
  assert.ok(his.last_contact_ms > 0 && !his.is_this);
  assert.ok(list.find(({ user }) => user === 'root').is_this);
  assert.equal(deviceOf(server, 'taro').waiting, 3);
  for (const role of ['requester', 'agent', 'manager', 'auditor']) {
    const cookie = await signedIn(server, role, role);
    assert.equal((await get(server, '/api/devices', cookie)).status, 403, role);
    for (const act of ['wipe', 'revoke']) {
      assert.equal((await post(server, `/api/devices/${his.id}/${act}`, undefined, { cookie })).status, 403, role);
    }
  }
  assert.equal((await get(server, '/api/session', taro)).json().signed_in, true);
  assert.equal((await post(server, '/api/devices/ffffffffffffffff/wipe', undefined, { cookie: admin })).status, 404);
});

test('a report that makes no sense is refused, and one without a session', async (t) => {
  const server = await startServer(t);
  const cookie = await signedIn(server);
  for (const body of [{}, { waiting: -1 }, { waiting: '3' }, { waiting: 1e15 }, []]) {
    assert.equal((await post(server, '/api/device', body, { cookie })).status, 400, JSON.stringify(body));
  }
  assert.equal((await post(server, '/api/device', { waiting: 1 })).status, 401);
  assert.equal((await report(server, `__Host-genba=${'a'.repeat(43)}`)).status, 401);
  // Who was not ordered to cannot say that he has wiped himself.
  await post(server, '/api/device', { wiped: true }, { cookie });
  assert.equal((await get(server, '/api/session', cookie)).json().signed_in, true);
});

test('a revoked device is signed out, and says no more', async (t) => {
  const server = await startServer(t);
  const admin = await signedIn(server, 'root', 'admin');
  const taro = await signedIn(server, 'taro');
  const { id } = deviceOf(server, 'taro');
  assert.equal((await post(server, `/api/devices/${id}/revoke`, undefined, { cookie: admin })).status, 204);
  assert.equal((await get(server, '/api/session', taro)).json().signed_in, false);
  assert.equal((await report(server, taro)).status, 401);
  assert.equal(deviceOf(server, 'taro'), undefined);
  const other = await signedIn(server, 'hanako');
  json(run(['device', 'revoke', deviceOf(server, 'hanako').id, '--json', '--data', server.data]));
  assert.equal((await report(server, other)).status, 401);
  refused(4, 'device', 'revoke', 'ffffffffffffffff', '--data', server.data);
});

test('a device is told to wipe itself wherever it asks, and its session ends when it has', async (t) => {
  const server = await startServer(t);
  const admin = await signedIn(server, 'root', 'admin');
  const taro = await signedIn(server, 'taro');
  assert.equal((await report(server, taro)).json().wipe, false);
  const { id } = deviceOf(server, 'taro');
  assert.equal((await post(server, `/api/devices/${id}/wipe`, undefined, { cookie: admin })).status, 204);
  assert.deepEqual((await report(server, taro, 2)).json(), { wipe: true, may_push: true });
  assert.equal((await get(server, '/api/session', taro)).json().wipe, true);
  assert.equal(deviceOf(server, 'taro').state, 'to be wiped');
  const done = await post(server, '/api/device', { wiped: true }, { cookie: taro });
  assert.equal(done.status, 200);
  assert.equal((await get(server, '/api/session', taro)).json().signed_in, false);
  assert.equal(deviceOf(server, 'taro').state, 'wiped');
});

test('an order to wipe outlives the session and the account’s permission; then what waits is lost', async (t) => {
  const server = await startServer(t);
  const ways = {
    disabled: (name) => genba('user', 'disable', name, '--data', server.data),
    reset: (name) => genba('user', 'reset', name, '--data', server.data),
    left: async (name, cookie) => {
      const out = await post(server, '/api/session', undefined, { cookie }, 'DELETE');
      assert.equal(out.status, 204);
      assert.equal(out.headers['set-cookie'], undefined, 'the token stays, so that the order arrives');
    },
    revoked: (name) => genba('device', 'revoke', deviceOf(server, name).id, '--data', server.data),
  };
  for (const [name, act] of Object.entries(ways)) {
    const cookie = await signedIn(server, name);
    genba('device', 'wipe', deviceOf(server, name).id, '--yes', '--data', server.data);
    await act(name, cookie);
    assert.deepEqual((await report(server, cookie, 1)).json(), { wipe: true, may_push: false }, name);
    assert.equal((await get(server, '/api/session', cookie)).json().signed_in, false, name);
    await post(server, '/api/device', { wiped: true }, { cookie });
    assert.equal(deviceOf(server, name).state, 'wiped', name);
  }
});

test('the command line says what a wipe will do, and does it only when told to', async (t) => {
  const server = await startServer(t);
  const cookie = await signedIn(server, 'taro');
  await report(server, cookie, 4);
  const { id } = deviceOf(server, 'taro');
  assert.match(genba('device', 'wipe', id, '--data', server.data), /sends its unsent changes \(4 when it last told\)/);
  assert.equal((await report(server, cookie)).json().wipe, false);
  genba('device', 'wipe', id, '--yes', '--data', server.data);
  genba('user', 'disable', 'taro', '--data', server.data);
  assert.match(genba('device', 'wipe', id, '--data', server.data), /are lost/);
});
