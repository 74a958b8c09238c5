// `genba sync --check`: a folder that holds what the server does not is found out and mended.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { makeFolder, run, startServer } from './lib/program.mjs';

const password = 'correct horse battery';

test('a replica is compared with the server, and what differs is fetched again', async (t) => {
  const server = await startServer(t, { args: ['--demo'] });
  const folder = makeFolder(t);
  const secret = join(folder, 'password');
  writeFileSync(secret, password);
  run(['user', 'add', 'lead', '--role', 'manager', '--data', server.data, '--password-file', secret]);
  const data = join(folder, 'replica');
  const sync = (...args) =>
    run(['sync', '--data', data, '--server', server.url, '--user', 'lead', '--password-file', secret, '--json', ...args]);
  const first = JSON.parse(sync().out);
  assert.ok(first.head > 1000);
  const equal = JSON.parse(sync('--check').out);
  assert.deepEqual(equal.check, { compared: equal.head, repaired: 0, began_anew: false });

  // A history in which one ticket has another title, as if something had gone wrong once.
  const lines = join(folder, 'all.jsonl');
  assert.equal(run(['export', 'jsonl', '--data', data, '-o', lines]).code, 0);
  const [{ id, title }] = JSON.parse(run(['ticket', 'list', '--data', data, '--json']).out);
  const text = readFileSync(lines, 'utf8');
  const changed = text.split('\n').map((line) =>
    line.includes(id) ? line.replaceAll(JSON.stringify(title), JSON.stringify('x' + title)) : line,
  );
  writeFileSync(lines, changed.join('\n'));
  const wrong = join(folder, 'wrong');
  const imported = run(['import', 'jsonl', lines, '--data', wrong]);
  assert.equal(imported.code, 0, imported.err);
  const titleNow = () => JSON.parse(run(['ticket', 'list', '--data', wrong, '--json']).out).find((each) => each.id === id).title;
  assert.equal(titleNow(), 'x' + title);
  const mend = run(['sync', '--data', wrong, '--server', server.url, '--user', 'lead', '--password-file', secret, '--json', '--check']);
  assert.equal(mend.code, 0, mend.err);
  const { check } = JSON.parse(mend.out);
  assert.equal(check.repaired, 1);
  assert.equal(titleNow(), title);
});
