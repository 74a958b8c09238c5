// What every subcommand keeps: results that could not be written are a failure, wrong usage is told in
// the form that was asked for.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { openSync } from 'node:fs';
import test from 'node:test';

import { onEnd } from './lib/on_end.mjs';
import { makeFolder, program, run } from './lib/program.mjs';

// Results go where nothing can be written.
function runIntoFull(...args) {
  const done = spawnSync(program, args, { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'], encoding: 'utf8' });
  return { code: done.status, err: done.stderr };
}

test('output that could not be written is a failure', (t) => {
  const data = makeFolder(t);
  assert.equal(run(['ticket', 'new', '--title', 'VPN', '--data', data]).code, 0);
  for (const args of [['report', 'kpi', '--data', data], ['ticket', 'list', '--data', data], ['report', 'kpi', '--define', '--data', data, '--format', 'csv'], ['export', 'csv', '--data', data], ['--help'], ['--version']]) {
    const done = runIntoFull(...args);
    assert.equal(done.code, 1, args.join(' '));
    assert.match(done.err, /(^|\n)genba: cannot write standard output.*\n$/);
  }
  const json = runIntoFull('ticket', 'list', '--data', data, '--json');
  assert.equal(json.code, 1);
  assert.match(JSON.parse(json.err).error.message, /cannot write standard output/);
});

test('wrong usage is told as JSON when JSON is asked for', () => {
  for (const [args, told] of [
    [['ticket', 'list', '--json'], /--data/],
    [['report', 'kpi', '--data', 'x', '--json', '--nonsense'], /--nonsense/],
    [['report', 'kpi', '--data', 'x', '--json', '--format', 'pdf'], /--format/],
    [['tickt', '--json'], /there is no command "tickt"/],
  ]) {
    const done = run(args);
    assert.equal(done.code, 2, args.join(' '));
    const { error } = JSON.parse(done.err);
    assert.equal(error.code, 'invalid_argument');
    assert.match(error.message, told);
    assert.equal(done.out, '');
  }
});

test('an unknown word is named', () => {
  for (const [args, word] of [[['tickt'], 'tickt'], [['ticket', 'lst', '--data', 'x'], 'lst'], [['sla', 'policy', 'lits'], 'lits']]) {
    const done = run(args);
    assert.equal(done.code, 2);
    assert.ok(done.err.startsWith(`genba: there is no command "${word}"\n`), done.err);
    assert.match(done.err, /--help/);
  }
  assert.match(run([]).err, /subcommand is required/);
  assert.match(run(['ticket', '--data', 'x']).err, /subcommand is required/);
});

test('of two addresses to listen on the last one counts, and what is printed is real', async (t) => {
  const child = spawn(program, ['serve', '--data', makeFolder(t), '--listen', '192.0.2.1:1', '--listen', '127.0.0.1:0']);
  onEnd(t, () => child.kill('SIGKILL'));
  let out = '';
  for await (const bytes of child.stdout) {
    out += bytes;
    if (out.includes('listening on')) break;
  }
  const [, url] = out.match(/listening on (http:\/\/localhost:\d+) \(Ctrl\+C stops it\)\n/);
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
});
