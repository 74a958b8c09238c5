// `genba attachment` and what `genba sync` does with the contents.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { addPeople, makeDevice } from './lib/device.mjs';
import { genba, json, makeFolder, refused, run, startServer } from './lib/program.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function fileWith(t, name, bytes) {
  const file = join(makeFolder(t), name);
  writeFileSync(file, bytes);
  return file;
}

function newTicket(data) {
  return json(run(['ticket', 'new', '--data', data, '--json', '--title', '漏水'])).label;
}

test('a file is kept beside the workspace, listed with its ticket, and written out again', (t) => {
  const data = makeFolder(t);
  const label = newTicket(data);
  const content = randomBytes(300_000);
  const [added] = JSON.parse(genba('attachment', 'add', label, fileWith(t, '天井.jpg', content), '--data', data, '--json'));
  assert.deepEqual([added.name, added.media_type, added.size, added.sha256, added.internal, added.here],
    ['天井.jpg', 'image/jpeg', 300_000, sha256(content), false, true]);
  assert.equal(json(run(['ticket', 'show', label, '--data', data, '--json'])).attachments[0].id, added.id);
  assert.deepEqual(readFileSync(join(data, 'attachments', added.sha256)), content);
  const out = join(makeFolder(t), 'out.jpg');
  genba('attachment', 'save', added.id, out, '--data', data);
  assert.deepEqual(readFileSync(out), content);
  assert.match(refused(3, 'attachment', 'save', added.id, out, '--data', data), /exists already/);
  refused(4, 'attachment', 'save', '0198c5d5-0000-7000-8000-000000000000', `${out}2`, '--data', data);
  genba('attachment', 'remove', added.id, '--data', data);
  assert.deepEqual(JSON.parse(genba('attachment', 'list', label, '--data', data, '--json')), []);
});

test('a file that is too large, empty or not there is refused in words, and nothing is kept', (t) => {
  const data = makeFolder(t);
  const label = newTicket(data);
  const large = fileWith(t, 'film.mp4', '');
  assert.match(refused(3, 'attachment', 'add', label, large, '--data', data), /empty/);
  truncateSync(large, 25 * 1024 * 1024 + 1);
  assert.match(refused(3, 'attachment', 'add', label, large, '--data', data), /25 MiB/);
  refused(4, 'attachment', 'add', label, `${large}.none`, '--data', data);
  assert.deepEqual(JSON.parse(genba('attachment', 'list', label, '--data', data, '--json')), []);
});

test('sync sends what was added, and fetches what others added when it is asked to', async (t) => {
  const server = await startServer(t);
  addPeople(t, server.data, ['taro', 'hana']);
  const [taro, hana] = [makeDevice(t, 'taro'), makeDevice(t, 'hana')];
  taro.sync(server);
  const label = newTicket(taro.data);
  const content = randomBytes(3_000_000);
  genba('attachment', 'add', label, fileWith(t, 'a.bin', content), '--data', taro.data);
  assert.deepEqual(taro.sync(server).attachments, { fetched: 0, missing: 0, problems: [], sent: 1 });
  assert.equal(taro.sync(server).attachments.sent, 0, 'once');

  hana.sync(server);
  const [{ label: same }] = JSON.parse(genba('ticket', 'list', '--json', '--data', hana.data));
  const [{ id, here }] = JSON.parse(genba('attachment', 'list', same, '--data', hana.data, '--json'));
  assert.equal(here, false);
  assert.match(refused(4, 'attachment', 'save', id, '/nowhere', '--data', hana.data), /genba sync --attachments/);

  // A fetch that was killed left a part of it.
  mkdirSync(join(hana.data, 'attachments'), { recursive: true });
  const kept = join(hana.data, 'attachments', sha256(content));
  writeFileSync(`${kept}.part`, content.subarray(0, 1_234_567));
  assert.equal(hana.sync(server, '--attachments').attachments.fetched, 1);
  assert.deepEqual(readFileSync(kept), content);
  assert.equal(existsSync(`${kept}.part`), false);
  assert.equal(statSync(kept).mode & 0o222, 0);
  assert.equal(run(['verify', '--data', server.data]).code, 0);
});

test('a part that is not what was attached is thrown away, and fetched anew the next time', async (t) => {
  const server = await startServer(t);
  addPeople(t, server.data, ['taro', 'hana']);
  const [taro, hana] = [makeDevice(t, 'taro'), makeDevice(t, 'hana')];
  taro.sync(server);
  const content = randomBytes(100_000);
  genba('attachment', 'add', newTicket(taro.data), fileWith(t, 'a.bin', content), '--data', taro.data);
  taro.sync(server);
  hana.sync(server);
  mkdirSync(join(hana.data, 'attachments'), { recursive: true });
  writeFileSync(join(hana.data, 'attachments', `${sha256(content)}.part`), Buffer.alloc(50_000));
  assert.match(hana.sync(server, '--attachments').attachments.problems[0], /not what was attached/);
  assert.equal(hana.sync(server, '--attachments').attachments.fetched, 1);
});

test('an upload goes on after its server was killed', async (t) => {
  const server = await startServer(t);
  addPeople(t, server.data, ['taro']);
  const taro = makeDevice(t, 'taro');
  taro.sync(server);
  const content = randomBytes(20_000_000);
  genba('attachment', 'add', newTicket(taro.data), fileWith(t, 'a.bin', content), '--data', taro.data);
  const cut = taro.start(server);
  // As soon as a part of it is there.
  const partly = () => statSync(join(server.data, 'genba.sqlite-wal')).size > 3_000_000;
  while (!partly()) await new Promise((resolve) => setImmediate(resolve));
  await server.stop('SIGKILL');
  assert.equal((await cut).code, 6);
  const again = await startServer(t, { data: server.data });
  assert.equal(taro.sync(again).attachments.sent, 1);
  assert.equal(run(['verify', '--data', server.data]).code, 0);
});
