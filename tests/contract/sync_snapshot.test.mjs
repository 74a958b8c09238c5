// First loads from the server's snapshot: a device that begins with it holds what any other holds.
import assert from 'node:assert/strict';
import test from 'node:test';

import { addPeople, makeDevice, password } from './lib/device.mjs';
import { cookieOf, json, request, signIn, startServer } from './lib/program.mjs';
import { startProxy } from './lib/proxy.mjs';

const varint = (bytes, at) => {
  let value = 0;
  for (let shift = 1; ; shift *= 128, at += 1) {
    value += (bytes[at] & 0x7f) * shift;
    if (bytes[at] < 0x80) return value;
  }
};

/** The effect that the server's snapshot is as of; 0: it has none for this person. */
async function snapshotOf(server, cookie) {
  const answer = await request(server.url, {
    method: 'POST', path: '/api/sync/snapshot', body: Buffer.from([1, 1, 0, 0]),
    headers: { origin: server.url, 'content-type': 'application/octet-stream', cookie },
  });
  assert.equal(answer.status, 200);
  return varint(answer.bytes, 2);
}

test('a new device begins with the snapshot and holds what is there', async (t) => {
  const server = await startServer(t);
  addPeople(t, server.data, ['lead', ['yuki', 'requester']]);
  const first = makeDevice(t, 'lead');
  first.sync(server);
  first.add(1500, 'printer');
  const { head } = first.sync(server);
  const cookie = cookieOf(await signIn(server, 'lead', password));
  // It is made when the server has had a second without anything new.
  let seq = 0;
  while ((seq = await snapshotOf(server, cookie)) === 0) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.ok(seq > 5000 && seq <= head, `${seq} of ${head}`);
  assert.equal(await snapshotOf(server, cookieOf(await signIn(server, 'yuki', password))), 0);
  // For a colleague who comes later it is made once more.
  addPeople(t, server.data, [['mika', 'agent']]);
  first.add(3, 'scanner');
  first.sync(server);
  const newcomer = cookieOf(await signIn(server, 'mika', password));
  while ((await snapshotOf(server, newcomer)) === 0) await new Promise((resolve) => setTimeout(resolve, 100));

  const second = makeDevice(t, 'lead');
  const proxy = await startProxy(t, server.url);
  // Cut off in the middle of it, it goes on with what is missing.
  proxy.arm({ down: 60_000 });
  const cut = await second.start(proxy);
  assert.equal(cut.code, 6, cut.err);
  proxy.mend();
  json(await second.start(proxy));
  assert.deepEqual(second.titles(), first.titles());
  const { check } = json(await second.start(server, '--check'));
  assert.deepEqual([check.repaired, check.began_anew], [0, false]);
});
