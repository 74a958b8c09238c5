// `genba evidence`: files are hashed and kept as they were taken, and custody is followed.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { json, makeFolder, run } from './lib/program.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function incident(t) {
  const data = makeFolder(t);
  const label = json(run(['ticket', 'new', '--data', data, '--json', '--title', '不審なメール'])).label;
  const evidence = (verb, ...args) => run(['evidence', verb, '--data', data, '--json', label, ...args]);
  return { data, label, evidence };
}

test('a file is hashed, a copy is kept that nobody can write, and both are held against each other', (t) => {
  const { data, label, evidence } = incident(t);
  const content = Buffer.alloc(3 * 1024 * 1024 + 17, '証拠');
  const path = join(makeFolder(t), 'メール.eml');
  writeFileSync(path, content);
  const [taken] = json(evidence('add', path, '--origin', 'PC-042', '--holder', '金庫A'));
  assert.equal(taken.name, 'メール.eml');
  assert.equal(taken.sha256, sha256(content));
  assert.equal(taken.size, content.length);
  assert.deepEqual(taken.custody.map(({ action, holder }) => [action, holder]), [['collected', '金庫A']]);
  assert.equal(json(run(['ticket', 'show', '--data', data, '--json', label])).evidence[0].sha256, taken.sha256);

  const copy = join(data, 'evidence', taken.sha256);
  assert.deepEqual(readFileSync(copy), content);
  assert.equal(statSync(copy).mode & 0o222, 0);
  assert.equal(json(evidence('verify'))[0].result, 'unchanged');
  assert.equal(json(evidence('verify', path))[0].result, 'unchanged');

  // One bit.
  content[5] ^= 1;
  chmodSync(copy, 0o600);
  writeFileSync(copy, content);
  const changed = evidence('verify');
  assert.equal(changed.code, 7);
  assert.equal(JSON.parse(changed.out)[0].result, 'changed');
});

test('custody is a list that only grows', (t) => {
  const { evidence } = incident(t);
  json(evidence('item', 'USBメモリ', '--origin', '会議室', '--holder', '鈴木'));
  json(evidence('record', '1', 'handed_over', '--holder', '鑑識会社', '--note', '受領書 12'));
  const [item] = json(evidence('record', '1', 'examined'));
  assert.equal(item.sha256, null);
  assert.equal(item.holder, '鑑識会社');
  assert.deepEqual(item.custody.map(({ action }) => action), ['collected', 'handed_over', 'examined']);
  assert.equal(evidence('record', '1', 'returned').code, 3, 'to whom?');
  assert.equal(evidence('record', '1', 'lost').code, 3);
  assert.equal(evidence('record', '2', 'examined').code, 4);
});

test('a file that cannot be read is no evidence', (t) => {
  const { evidence } = incident(t);
  assert.equal(evidence('add', join(makeFolder(t), 'none')).code, 4);
  assert.deepEqual(json(evidence('list')), []);
});
