// A workspace's own fields from the command line: lists, reports, rules, policies, tables.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { json, makeFolder, run } from './lib/program.mjs';

const genba = (data, ...args) => run([...args, '--data', data, '--json']);
const failure = (done) => JSON.parse(done.err).error.message;

// Two tickets: one on floor 3 of severity high, one on floor 12 of severity low.
function makeDesk(t) {
  const data = makeFolder(t);
  const of = (...args) => json(genba(data, ...args));
  const [a, b] = ['a', 'b'].map((title) => of('ticket', 'new', '--title', title).label);
  of('workflow', 'field', 'sev', '--type', 'choice', '--name', '重さ', '--choice', 'low|低|Low', '--choice', 'high|高|High');
  of('workflow', 'field', 'floor', '--type', 'integer', '--name', '階');
  of('ticket', 'set', a, 'sev=high', 'floor=3');
  of('ticket', 'set', b, 'sev=low', 'floor=12');
  return { data, of, a, b };
}

test('lists are filtered and sorted by custom fields', (t) => {
  const { data, of, a, b } = makeDesk(t);
  const list = (...args) => of('ticket', 'list', ...args).map(({ label }) => label);
  assert.deepEqual(list('--filter', 'sev = high and floor < 10'), [a]);
  assert.deepEqual(list('--sort', 'floor'), [a, b]);
  assert.deepEqual(list('--sort', 'sev'), [b, a]);
  const wrong = genba(data, 'ticket', 'list', '--filter', 'sev = middle');
  assert.notEqual(wrong.code, 0);
  assert.match(failure(wrong), /sev expects one of low, high or \?/);
  assert.notEqual(genba(data, 'ticket', 'set', a, 'sev=middle').code, 0);
});

test('reports go by custom fields, also saved and standard ones', (t) => {
  const { data, of } = makeDesk(t);
  const asked = ['--rows', 'sev', '--measure', 'count,sum:floor'];
  const rows = [
    { sev: 'low', count: 1, 'sum:floor': 12 },
    { sev: 'high', count: 1, 'sum:floor': 3 },
  ];
  assert.deepEqual(of('report', 'custom', ...asked), rows);
  assert.equal(run(['report', 'save', '重さ別', ...asked, '--data', data]).code, 0);
  assert.deepEqual(of('report', 'run', '重さ別'), rows);
  const grouped = of('report', 'volume_trend', '--group-by', 'sev', '--filter', 'floor > 5');
  assert.deepEqual(grouped.map(({ sev, opened }) => [sev, opened]), [['low', 1]]);
});

test('rules and SLA policies choose by custom fields, and rules set them', (t) => {
  const { data, of, a, b } = makeDesk(t);
  of('rule', 'add', '重い', '--trigger', 'updated', '--condition', 'sev = high', '--actions', 'set floor = 1\\ntag add heavy');
  of('ticket', 'set', b, 'sev=high');
  const shown = of('ticket', 'show', b);
  assert.deepEqual(shown.custom, { sev: 'high', floor: 1 });
  assert.deepEqual(shown.tags, ['heavy']);
  assert.match(of('rule', 'log', '--ticket', b)[0].detail, /floor: 12 → 1/);
  of('sla', 'policy', 'set', '重大', 'condition=floor = 3', 'position=-1', 'response=15m');
  of('ticket', 'set', a, 'title=c');
  assert.equal(of('ticket', 'show', a).sla_policy, '重大');
  assert.notEqual(of('ticket', 'show', b).sla_policy, '重大');
  const unknown = genba(data, 'rule', 'add', 'x', '--trigger', 'created', '--actions', 'set flor = 1');
  assert.equal(unknown.code, 3);
  assert.match(failure(unknown), /actions: line 1, column 5: there is no field of this name/);
});

test('tables hold custom fields, out and in', (t) => {
  const { data, of, a, b } = makeDesk(t);
  const folder = makeFolder(t);
  const path = join(folder, 'out.csv');
  assert.equal(run(['export', 'csv', '--data', data, '-o', path, '--columns', 'title,sev,floor', '--filter', 'sev = low']).code, 0);
  const text = readFileSync(path, 'utf8');
  assert.match(text, /^\uFEFFid,title,sev,floor\r\n[^,]+,b,low,12\r\n$/);
  writeFileSync(path, text.replace('low,12', 'high,4'));
  const taken = json(run(['import', 'csv', path, '--data', data, '--json', '--preview', '1']));
  assert.deepEqual(taken.shown[0].changes, { sev: 'high', floor: 4 });
  assert.deepEqual(of('ticket', 'show', b).custom, { sev: 'low', floor: 12 });
  assert.equal(json(run(['import', 'csv', path, '--data', data, '--json'])).updated, 1);
  assert.deepEqual(of('ticket', 'show', b).custom, { sev: 'high', floor: 4 });

  const old = join(folder, 'old.csv');
  const mapping = join(folder, 'map.json');
  writeFileSync(old, 'No,Subject,Stage\n7,c,高\n8,d,?\n');
  writeFileSync(mapping, JSON.stringify({ source: 'old', columns: { No: 'key', Subject: 'title', Stage: 'sev' } }));
  const done = json(run(['import', 'csv', old, '--data', data, '--json', '--mapping', mapping]));
  assert.deepEqual([done.new, done.refused], [1, 1]);
  assert.match(done.faults[0].reason, /^Stage: "\?" is none of low \(低\), high \(高\)$/);
  assert.deepEqual(of('ticket', 'show', 'old:7').custom, { sev: 'high' });
  assert.deepEqual(of('ticket', 'show', a).custom, { sev: 'high', floor: 3 });
  const elsewhere = run(['import', 'csv', old, '--data', join(folder, 'none'), '--json', '--mapping', mapping]);
  assert.notEqual(elsewhere.code, 0);
  assert.match(failure(elsewhere), /there is no field sev/);
});
