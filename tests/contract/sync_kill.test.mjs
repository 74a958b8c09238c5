// The server is killed with SIGKILL while a client pushes: nothing acknowledged is lost, and nothing
// takes effect twice. GENBA_FULL=1 kills it 200 times, otherwise a few.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { makeFolder, run, startServer } from './lib/program.mjs';

const program = process.env.GENBA_PROGRAM;
const file = fileURLToPath(new URL('../golden/servicenow/incident_event_log.csv', import.meta.url));
const kills = process.env.GENBA_FULL === '1' ? 200 : 6;

const figures = (data) => {
  const done = run(['report', 'custom', '--data', data, '--rows', 'source', '--measure',
    'count,sum:update_count,sum:reassignment_count,sum:reopen_count,mean:resolution_elapsed_minutes', '--format', 'json']);
  assert.equal(done.code, 0, done.err);
  return done.out;
};

function sync(client, url, password) {
  return spawn(program, ['sync', '--data', client, '--server', url, '--user', 'lead', '--password-file', password, '--json'],
    { stdio: ['ignore', 'pipe', 'pipe'] });
}

const ended = (child) => new Promise((resolve) => {
  let out = '', err = '';
  child.stdout.on('data', (bytes) => (out += bytes));
  child.stderr.on('data', (bytes) => (err += bytes));
  child.on('close', (code) => resolve({ code, out, err }));
});

test(`${kills} kills of the server during push lose and double nothing`, async (t) => {
  const alone = makeFolder(t), client = makeFolder(t), second = makeFolder(t), data = makeFolder(t);
  for (const folder of [alone, client]) assert.equal(run(['import', 'servicenow', file, '--data', folder]).code, 0);
  const password = join(makeFolder(t), 'password');
  writeFileSync(password, 'correct horse battery staple\n');
  assert.equal(run(['user', 'add', 'lead', '--role', 'manager', '--password-file', password, '--data', data]).code, 0);

  let killed = 0;
  for (; killed < kills; ++killed) {
    const server = await startServer(t, { data });
    // Each round dies at another write of the database.
    let writes = 2 + ((killed * 5) % 17);
    const watcher = watch(data, (_, name) => {
      if (name?.startsWith('genba.sqlite') && --writes === 0) server.child.kill('SIGKILL');
    });
    const done = await ended(sync(client, server.url, password));
    watcher.close();
    await server.stop('SIGKILL');
    if (done.code === 0) continue;
    assert.equal(done.code, 6, done.err);
  }

  const server = await startServer(t, { data });
  for (const folder of [client, second]) {
    const done = await ended(sync(folder, server.url, password));
    assert.equal(done.code, 0, done.err);
    const { waiting, rejected } = JSON.parse(done.out);
    assert.equal(waiting, 0);
    assert.deepEqual(rejected, []);
  }
  assert.equal(figures(client), figures(alone));
  assert.equal(figures(second), figures(alone));
  await server.stop();
  assert.equal(run(['verify', '--data', data]).code, 0);
});
