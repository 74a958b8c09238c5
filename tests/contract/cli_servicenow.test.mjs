// `genba import servicenow` and `genba report custom` on real data, each figure computed another way
// from the CSV itself.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { makeFolder, run } from './lib/program.mjs';

const file = fileURLToPath(new URL('../golden/servicenow/incident_event_log.csv', import.meta.url));
const text = readFileSync(file, 'utf8');
const [header, ...lines] = text.trimEnd().split('\n').map((line) => line.trimEnd().split(','));
const rows = lines.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i]])));
const tickets = new Map();
for (const row of rows) tickets.set(row.number, [...(tickets.get(row.number) ?? []), row]);

const known = (value) => (value === '?' ? null : value);
const minutes = (value) => {
  const [, day, month, year, hour, minute] = value.match(/^(\d+)-(\d+)-(\d+) (\d+):(\d+)$/);
  return Date.UTC(year, month - 1, day, hour, minute) / 60000;
};
const elapsed = ({ resolved_at: to, opened_at: from }) => (known(to) ? minutes(to) - minutes(from) : null);
const changes = (list, differs) => list.slice(1).filter((row, i) => differs(list[i], row)).length;
const facts = [...tickets.values()].map((list) => {
  const last = list.at(-1);
  return {
    assignment_group: known(last.assignment_group),
    category: known(last.category),
    priority: `P${last.priority[0]}`,
    elapsed: elapsed(last),
    made_sla: last.made_sla === 'TRUE' ? 1 : 0,
    reassignments: changes(list, (a, b) => known(a.assignment_group) && known(b.assignment_group) && a.assignment_group !== b.assignment_group),
    reopenings: Number(last.reopen_count),
    rows: list.length,
  };
});

const mean = (list) => (list.length ? list.reduce((a, b) => a + b, 0) / list.length : null);
const sum = (list) => list.reduce((a, b) => a + b, 0);
const ended = (list) => list.map((fact) => fact.elapsed).filter((value) => value !== null);
const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length === 0 ? null : sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};

function imported(t) {
  const data = makeFolder(t);
  const done = run(['import', 'servicenow', file, '--data', data, '--json']);
  assert.equal(done.code, 0, done.err);
  return { data, result: JSON.parse(done.out) };
}

function report(data, ...args) {
  const done = run(['report', 'custom', '--data', data, '--format', 'json', ...args]);
  assert.equal(done.code, 0, done.err);
  return JSON.parse(done.out);
}

const close = (actual, expected, what) => {
  if (expected === null) return assert.equal(actual, null, what);
  assert.ok(actual !== null && Math.abs(actual - expected) < 1e-6, `${what}: ${actual} is not ${expected}`);
};

test('every row is counted and the audit chain is whole', (t) => {
  const { data, result } = imported(t);
  assert.equal(result.tickets, tickets.size);
  assert.equal(result.events, rows.length);
  assert.deepEqual(result.refused, []);
  assert.ok(result.warnings.every(({ line, reason }) => line > 1 && reason));
  assert.equal(run(['verify', '--data', data]).code, 0);
});

for (const dimension of ['assignment_group', 'category', 'priority']) {
  test(`measures by ${dimension} are those of the source`, (t) => {
    const { data } = imported(t);
    const measures = ['count', 'mean:resolution_elapsed_minutes', 'median:resolution_elapsed_minutes',
      'rate:source_made_sla', 'sum:reassignment_count', 'sum:reopen_count', 'sum:update_count'];
    const groups = report(data, '--rows', dimension, '--measure', measures.join(','));
    const names = new Set(facts.map((fact) => fact[dimension]));
    assert.deepEqual(new Set(groups.map((group) => group[dimension])), names);
    for (const group of groups) {
      const mine = facts.filter((fact) => fact[dimension] === group[dimension]);
      const what = `${dimension} ${group[dimension]}`;
      assert.equal(group.count, mine.length, what);
      close(group['mean:resolution_elapsed_minutes'], mean(ended(mine)), what);
      close(group['median:resolution_elapsed_minutes'], median(ended(mine)), what);
      close(group['rate:source_made_sla'], mean(mine.map((fact) => fact.made_sla)), what);
      assert.equal(group['sum:reassignment_count'], sum(mine.map((fact) => fact.reassignments)), what);
      assert.equal(group['sum:reopen_count'], sum(mine.map((fact) => fact.reopenings)), what);
      assert.equal(group['sum:update_count'], sum(mine.map((fact) => fact.rows)), what);
    }
  });
}

test('reopenings agree with the source for every incident', (t) => {
  const { data } = imported(t);
  const groups = report(data, '--rows', 'source', '--measure', 'sum:reopen_count');
  assert.equal(groups.length, tickets.size);
  for (const group of groups) {
    const list = tickets.get(group.source.replace('servicenow:', ''));
    assert.equal(group['sum:reopen_count'], Number(list.at(-1).reopen_count), group.source);
  }
});

test('repeating an import changes nothing', (t) => {
  const { data } = imported(t);
  const before = run(['verify', '--data', data, '--json']).out;
  const again = JSON.parse(run(['import', 'servicenow', file, '--data', data, '--json']).out);
  assert.equal(again.new_events, 0);
  assert.equal(again.new_tickets, 0);
  assert.equal(run(['verify', '--data', data, '--json']).out, before);
});

const malformed = {
  'not UTF-8': (body) => Buffer.concat([Buffer.from(body.slice(0, 5000)), Buffer.from([0xff, 0xfe]), Buffer.from(body.slice(5000))]),
  'another header': (body) => body.replace('incident_state', 'zustand'),
  'a cut quote': (body) => body.replace('Caller 2403', '"Caller 2403'),
  'an impossible date': (body) => body.replace('29-02-2016 01:23', '31-02-2016 01:23'),
  'a hundred megabytes on one line': (body) => `${body}${'x'.repeat(100 << 20)}`,
};
for (const [what, spoil] of Object.entries(malformed)) {
  test(`a file with ${what} is refused with line and column, and nothing changes`, (t) => {
    const { data } = imported(t);
    const before = run(['verify', '--data', data, '--json']).out;
    const bad = join(makeFolder(t), 'bad.csv');
    writeFileSync(bad, spoil(text));
    const done = run(['import', 'servicenow', bad, '--data', data]);
    assert.equal(done.code, 3, done.err);
    assert.match(done.err, /line \d+/);
    assert.match(done.err, /column \d+|header/);
    assert.equal(run(['verify', '--data', data, '--json']).out, before);
  });
}
