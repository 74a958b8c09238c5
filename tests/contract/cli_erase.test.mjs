// `genba user erase`, from the outside: what is left of a person on the server and on devices.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { addPeople, makeDevice, makePasswordFile, password } from './lib/device.mjs';
import { genba, makeFolder, refused, signIn, startServer } from './lib/program.mjs';

/** A server with yamada, who has written two tickets, and hana, who has them on her device. */
async function office(t) {
  const data = makeFolder(t);
  addPeople(t, data, ['yamada', 'hana']);
  const server = await startServer(t, { data });
  const [yamada, hana] = ['yamada', 'hana'].map((name) => makeDevice(t, name));
  yamada.sync(server);
  for (const word of ['一', '二']) genba('ticket', 'new', '--title', `山田の秘密 ${word}`, '--data', yamada.data);
  yamada.sync(server);
  hana.sync(server);
  return { data, server, yamada, hana };
}

test('a person is erased while the server runs: gone everywhere, and the tickets stay', async (t) => {
  const { data, server, yamada, hana } = await office(t);
  const before = JSON.parse(genba('ticket', 'list', '--json', '--limit', '0', '--data', hana.data));
  assert.equal(before.length, 2);

  const planned = JSON.parse(genba('user', 'erase', 'yamada', '--texts', '--json', '--data', data));
  assert.deepEqual([planned.result, planned.tickets], ['planned', 2]);
  assert.match(genba('user', 'erase', 'yamada', '--data', data), /nothing was changed/);
  assert.equal((await signIn(server, 'yamada', password)).status, 200);

  const key = genba('checkpoint', '--public-key', '--data', data).trim();
  const checkpoint = join(makeFolder(t), 'checkpoint');
  genba('checkpoint', '--data', data, '-o', checkpoint);
  const done = JSON.parse(genba('user', 'erase', 'yamada', '--texts', '--yes', '--language', 'en', '--json', '--data', data));
  assert.equal(done.result, 'erased');
  assert.equal(done.values, planned.values);
  assert.equal((await signIn(server, 'yamada', password)).status, 401);
  assert.ok(!genba('user', 'list', '--data', data).includes('yamada'));
  refused(4, 'user', 'erase', 'yamada', '--yes', '--data', data);
  genba('verify', '--data', data, '--against', checkpoint, '--public-key', key);

  // His own device cannot bring anything back.
  genba('ticket', 'new', '--title', '山田の秘密', '--data', yamada.data);
  refused(5, 'sync', '--data', yamada.data, '--server', server.url, '--user', 'yamada', '--password-file', makePasswordFile(t));
  hana.sync(server);
  const after = JSON.parse(genba('ticket', 'list', '--json', '--limit', '0', '--data', hana.data));
  assert.deepEqual(after.map(({ title }) => title), ['(erased)', '(erased)']);
  assert.deepEqual(after.map(({ number, state }) => [number, state]), before.map(({ number, state }) => [number, state]));

  const files = readdirSync(hana.data, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  assert.ok(files.length > 0);
  for (const { path, name } of files) assert.ok(!readFileSync(join(path, name)).includes('山田'), name);

  // What a device exports is what it has: and that goes into an empty folder again.
  const lines = join(makeFolder(t), 'all.jsonl');
  genba('export', 'jsonl', '--data', hana.data, '-o', lines);
  const exported = readFileSync(lines, 'utf8');
  for (const word of ['山田', 'yamada']) assert.ok(!exported.includes(word), word);
  assert.match(exported, /"kind":"erasure"/);
  const copy = makeFolder(t);
  genba('import', 'jsonl', lines, '--data', copy);
  assert.equal(genba('export', 'jsonl', '--data', copy), exported);

  await server.stop();
  for (const name of readdirSync(data).filter((each) => each.startsWith('genba.sqlite'))) {
    const bytes = readFileSync(join(data, name));
    for (const word of ['山田', 'yamada']) assert.ok(!bytes.includes(word), `${name}: ${word}`);
  }
  genba('verify', '--data', data);
});

test('the last administrator is not erased', async (t) => {
  const data = makeFolder(t);
  genba('user', 'add', 'root', '--role', 'admin', '--data', data);
  assert.match(refused(5, 'user', 'erase', 'root', '--yes', '--data', data), /last administrator/);
  genba('user', 'add', 'other', '--role', 'admin', '--data', data);
  genba('user', 'erase', 'root', '--yes', '--data', data);
  refused(5, 'user', 'erase', 'other', '--yes', '--data', data);
});
