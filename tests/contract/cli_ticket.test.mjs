// `genba ticket`: what a script or a kiosk does with a folder, without any server.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { json, makeFolder, run } from './lib/program.mjs';

const ticket = (data, verb, ...args) => run(['ticket', verb, '--data', data, '--json', ...args]);

test('an incident is created, worked on, resolved and listed, all in one folder', (t) => {
  const data = makeFolder(t);
  const made = json(ticket(data, 'new', '--title', '受付のプリンターが動かない', 'impact=medium', 'urgency=high', 'category=network'));
  assert.equal(made.priority, 'P2');
  assert.match(made.label, /^INC-\d{6}$/);
  json(ticket(data, 'set', made.label, 'state=in_progress'));
  json(ticket(data, 'comment', made.label, '現地に向かいます'));
  const resolved = json(ticket(data, 'set', made.label, 'state=resolved', 'resolution=紙詰まりを除去', 'cause_code=hardware'));
  assert.equal(resolved.state, 'resolved');
  assert.equal(resolved.response_clock, 'met');
  const shown = json(ticket(data, 'show', made.label));
  assert.ok(shown.timeline.some((entry) => entry.field === 'body' && entry.value === '現地に向かいます'));
  assert.deepEqual(json(ticket(data, 'list', '--filter', 'open')), []);
  assert.equal(json(ticket(data, 'list', '--filter', 'state = resolved')).length, 1);
});

test('what the rules refuse is told in words and changes nothing', (t) => {
  const data = makeFolder(t);
  const made = json(ticket(data, 'new', '--title', 'VPN'));
  const refused = ticket(data, 'set', made.label, 'state=closed');
  assert.equal(refused.code, 3);
  assert.match(JSON.parse(refused.err).error.message, /allowed: .*in_progress/);
  const both = ticket(data, 'set', made.label, 'title=別の件名', 'state=resolved');
  assert.equal(both.code, 3);
  assert.equal(json(ticket(data, 'show', made.label)).title, 'VPN');
  assert.equal(ticket(data, 'show', 'INC-000099').code, 4);
  assert.equal(ticket(data, 'new', '--title', ' ').code, 3);
});

test('a changed bit in the folder is found by verify', (t) => {
  const data = makeFolder(t);
  json(ticket(data, 'new', '--title', 'VPN'));
  assert.equal(run(['verify', '--data', data]).code, 0);
  const folder = join(data, 'workspace');
  const name = readdirSync(folder).find((file) => file.startsWith('log-'));
  const bytes = readFileSync(join(folder, name));
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(join(folder, name), bytes);
  const done = run(['verify', '--data', data]);
  assert.equal(done.code, 7);
  assert.match(done.err, new RegExp(name));
});
