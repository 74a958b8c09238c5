// `genba report custom` on real data: every figure computed another way from the source itself.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run } from './lib/program.mjs';

const source = fileURLToPath(new URL('../golden/servicenow/incident_event_log.csv', import.meta.url));
let data;
before(() => {
  data = mkdtempSync(join(tmpdir(), 'genba-custom-'));
  const done = run(['import', 'servicenow', source, '--data', data]);
  assert.equal(done.code, 0, done.err);
});
after(() => rmSync(data, { recursive: true, force: true }));

const custom = (...args) => {
  const done = run(['report', 'custom', ...args, '--data', data, '--format', 'json']);
  assert.equal(done.code, 0, done.err);
  return JSON.parse(done.out);
};

// --- the source

const [header, ...lines] = readFileSync(source, 'utf8').trimEnd().split('\n').map((line) => line.trimEnd().split(','));
const events = new Map();
for (const cells of lines) {
  const row = Object.fromEntries(header.map((name, i) => [name, cells[i] === '?' ? null : cells[i]]));
  events.set(row.number, [...(events.get(row.number) ?? []), row]);
}
const date = (text) => text && text.match(/^(\d+)-(\d+)-(\d+) (\d+):(\d+)$/).slice(1).map(Number);
const minute = (text) => {
  if (!text) return null;
  const [day, month, year, hour, min] = date(text);
  return Date.UTC(year, month - 1, day, hour, min) / 60000;
};
const month = (text) => new Date(minute(text) * 60000).toISOString().slice(0, 7);
const level = (text) => text && { 1: 'high', 2: 'medium', 3: 'low' }[text[0]];
const states = { New: 'new', Active: 'in_progress', Resolved: 'resolved', Closed: 'closed' };
const tickets = [...events.values()].map((list) => {
  const last = list.at(-1);
  const groups = list.map((row) => row.assignment_group);
  return {
    state: states[last.incident_state] ?? 'pending',
    priority: `P${last.priority[0]}`,
    impact: level(last.impact),
    urgency: level(last.urgency),
    category: last.category,
    subcategory: last.subcategory,
    assigned_to: last.assigned_to,
    assignment_group: last.assignment_group,
    opened_month: month(last.opened_at),
    resolution_elapsed_minutes: last.resolved_at && minute(last.resolved_at) - minute(last.opened_at),
    reopen_count: Number(last.reopen_count),
    reassignment_count: groups.slice(1).filter((group, i) => group && groups[i] && group !== groups[i]).length,
    update_count: list.length,
    source_made_sla: last.made_sla.toLowerCase() === 'true',
  };
});
const values = (list, field) => list.map((ticket) => ticket[field]).filter((value) => value !== null);
const sum = (list) => list.reduce((a, b) => a + b, 0);
// By counting how many are not greater: no position is computed from a sorted index by a formula of the product.
const percentile = (list, p) => {
  const sorted = [...list].sort((a, b) => a - b);
  const rank = (list.length - 1) * p;
  const [low, high] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
  return low * (1 - (rank % 1)) + high * (rank % 1);
};
const measures = {
  count: (list) => list.length,
  'mean:resolution_elapsed_minutes': (list) => sum(values(list, 'resolution_elapsed_minutes')) / values(list, 'resolution_elapsed_minutes').length,
  'median:resolution_elapsed_minutes': (list) => percentile(values(list, 'resolution_elapsed_minutes'), 0.5),
  'p90:resolution_elapsed_minutes': (list) => percentile(values(list, 'resolution_elapsed_minutes'), 0.9),
  'p90:update_count': (list) => percentile(values(list, 'update_count'), 0.9),
  'sum:reassignment_count': (list) => sum(values(list, 'reassignment_count')),
  'sum:reopen_count': (list) => sum(values(list, 'reopen_count')),
  'rate:source_made_sla': (list) => list.filter((ticket) => ticket.source_made_sla).length / list.length,
};
const asked = Object.keys(measures);

function check(rows, fields, among) {
  const groups = new Map();
  for (const ticket of among) {
    const key = JSON.stringify(fields.map((field) => ticket[field]));
    groups.set(key, [...(groups.get(key) ?? []), ticket]);
  }
  assert.equal(rows.length, groups.size);
  for (const row of rows) {
    const key = JSON.stringify(fields.map((field) => row[field]));
    assert.ok(groups.has(key), key);
    for (const name of asked) {
      const expected = measures[name](groups.get(key));
      if (Number.isNaN(expected)) assert.equal(row[name], null, `${key} ${name}`);
      else assert.ok(Math.abs(row[name] - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${key} ${name}: ${row[name]} is not ${expected}`);
    }
  }
}

for (const field of ['state', 'priority', 'impact', 'urgency', 'category', 'subcategory', 'assigned_to', 'assignment_group', 'opened_month']) {
  test(`every measure by ${field}`, () => {
    check(custom('--rows', field, '--measure', asked.join()), [field], tickets);
  });
}

test('--columns makes one object of each pair', () => {
  check(custom('--rows', 'category', '--columns', 'opened_month', '--measure', asked.join()), ['category', 'opened_month'], tickets);
  check(custom('--rows', 'impact,urgency', '--columns', 'state', '--measure', asked.join()), ['impact', 'urgency', 'state'], tickets);
});

test('--columns stands across for people', () => {
  const done = run(['report', 'custom', '--rows', 'impact', '--columns', 'urgency', '--measure', 'count', '--data', data]);
  assert.equal(done.code, 0, done.err);
  const [head, ...body] = done.out.trimEnd().split('\n').map((line) => line.trim().split(/\s{2,}/));
  for (const word of ['high', 'medium', 'low']) {
    if (tickets.some((ticket) => ticket.urgency === word)) assert.match(head.join(' '), new RegExp(word, 'i'));
  }
  const numbers = body.flat().filter((cell) => /^\d+$/.test(cell)).map(Number);
  assert.equal(sum(numbers), tickets.length);
});

const frequency = (name) => tickets.filter((ticket) => ticket.subcategory === name).length;
const often = values(tickets, 'subcategory').reduce((a, b) => (frequency(b) > frequency(a) ? b : a));
for (const [filter, holds] of [
  ['impact = high or urgency = high', (t) => t.impact === 'high' || t.urgency === 'high'],
  ['state = closed and priority in (P1, P2)', (t) => t.state === 'closed' && ['P1', 'P2'].includes(t.priority)],
  ['assigned_to = ? and not (category = ?)', (t) => t.assigned_to === null && t.category !== null],
  ['opened_month = 2016-03 and reassignment_count > 1', (t) => t.opened_month === '2016-03' && t.reassignment_count > 1],
  [`subcategory = "${often}" and resolution_elapsed_minutes <= 1440`, (t) => t.subcategory === often && t.resolution_elapsed_minutes !== null && t.resolution_elapsed_minutes <= 1440],
]) {
  test(`--filter ${filter}`, () => {
    const among = tickets.filter(holds);
    assert.ok(among.length > 0 && among.length < tickets.length, `${among.length}`);
    check(custom('--rows', 'priority', '--measure', asked.join(), '--filter', filter), ['priority'], among);
  });
}

test('a change of group by way of none is no reassignment, and the definition says so', () => {
  const byWayOfNone = [...events.values()].some((list) => list.some((row, i) =>
    i > 1 && row.assignment_group && !list[i - 1].assignment_group && list.slice(0, i - 1).some((old) => old.assignment_group && old.assignment_group !== row.assignment_group)));
  const total = sum(custom('--rows', 'state', '--measure', 'sum:reassignment_count').map((row) => row['sum:reassignment_count']));
  assert.equal(total, sum(values(tickets, 'reassignment_count')), byWayOfNone ? 'the source has such changes' : '');
  const defined = run(['report', 'custom', '--rows', 'state', '--measure', 'sum:reassignment_count', '--define', '--data', data]);
  assert.match(defined.out, /sum:reassignment_count: .*by way of no group/);
});
