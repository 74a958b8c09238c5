// Reports of a history that is cut off in its midst: its source wrote the times of the end into every
// row, so that tickets which are still open have come with them.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';

import { run } from './lib/program.mjs';

const source = new URL('../golden/servicenow/incident_event_log.csv', import.meta.url);
const now = '2016-03-05T00:00Z';
const minute = (text) => {
  if (!text || text === '?') return null;
  const [, day, month, year, hour, min] = text.match(/^(\d+)-(\d+)-(\d+) (\d+):(\d+)$/);
  return Date.UTC(year, month - 1, day, hour, min) / 60000;
};
const end = Date.parse(now) / 60000;

const [header, ...lines] = readFileSync(source, 'utf8').trimEnd().split('\n').map((line) => line.trimEnd());
const names = header.split(',');
const kept = lines.map((line) => ({ line, row: Object.fromEntries(line.split(',').map((cell, i) => [names[i], cell])) }))
  .filter(({ row }) => minute(row.sys_updated_at) <= end);
const tickets = [...new Map(kept.map(({ row }) => [row.number, row])).values()];
const resolved = tickets.filter((row) => ['Resolved', 'Closed'].includes(row.incident_state) && minute(row.resolved_at) !== null);

let folder, data;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'genba-cut-'));
  data = join(folder, 'data');
  const file = join(folder, 'cut.csv');
  writeFileSync(file, [header, ...kept.map(({ line }) => line), ''].join('\n'));
  const done = run(['import', 'servicenow', file, '--data', data]);
  assert.equal(done.code, 0, done.err);
});
after(() => rmSync(folder, { recursive: true, force: true }));

const report = (...args) => {
  const done = run(['report', ...args, '--data', data, '--now', now, '--format', 'json']);
  assert.equal(done.code, 0, done.err);
  return JSON.parse(done.out);
};
const kpis = (...args) => Object.fromEntries(report('kpi', ...args).map((row) => [row.kpi, row]));
const sum = (list, of) => list.reduce((total, each) => total + of(each), 0);

test('the file is cut where it matters', () => {
  assert.ok(resolved.length > 100 && resolved.length < tickets.length - 100);
  assert.ok(tickets.some((row) => row.incident_state === 'Active' && minute(row.resolved_at) !== null));
});

test('what is open again or still does not count as resolved', () => {
  const { mttr_elapsed: mttr, reopen_rate: reopen, first_contact_resolution: first } = kpis();
  assert.equal(mttr.n, resolved.length);
  assert.equal(reopen.n, resolved.length);
  assert.equal(reopen.hits, resolved.filter((row) => Number(row.reopen_count) > 0).length);
  assert.equal(first.n, resolved.length);
  const mean = sum(resolved, (row) => minute(row.resolved_at) - minute(row.opened_at)) / resolved.length;
  assert.ok(Math.abs(mttr.mean - mean) < 1e-6 * mean, `${mttr.mean} is not ${mean}`);
  assert.equal(sum(report('group_workload'), (row) => row.resolved), resolved.length);
  const [rate] = report('custom', '--rows', 'type', '--measure', 'rate:first_contact');
  assert.equal(rate['rate:first_contact'], first.hits / first.n);
});

test('a period by the time resolved holds what is resolved', () => {
  const from = Date.UTC(2016, 2, 2) / 60000, until = Date.UTC(2016, 2, 20) / 60000;
  const inside = resolved.filter((row) => minute(row.resolved_at) >= from && minute(row.resolved_at) < until);
  const period = ['--from', '2016-03-02', '--to', '2016-03-19'];
  const figures = kpis(...period);
  for (const name of ['mttr_elapsed', 'reassignment', 'reopen_rate']) assert.equal(figures[name].n, inside.length, name);
  assert.equal(sum(report('category_pareto', ...period), (row) => row.count), inside.length);
});

test('the trend ends now, and the backlog is what is open', () => {
  const days = report('volume_trend', '--by', 'day');
  assert.ok(days.at(-1).day <= '2016-03-05', days.at(-1).day);
  const reached = resolved.filter((row) => minute(row.resolved_at) <= end);
  assert.equal(sum(days, (row) => row.opened), tickets.filter((row) => minute(row.opened_at) <= end).length);
  assert.equal(sum(days, (row) => row.resolved), reached.length);
  assert.equal(sum(days, (row) => row.closed),
    tickets.filter((row) => row.incident_state === 'Closed' && minute(row.closed_at) <= end).length);
  assert.equal(days.at(-1).backlog, tickets.length - reached.length);
  const month = Object.fromEntries(report('executive_monthly', '--to', '2016-03-31').map((row) => [row.figure, row.value]));
  const march = resolved.filter((row) => row.resolved_at.includes('-03-2016') || /-3-2016/.test(row.resolved_at)).length;
  assert.equal(month.resolved, march);
});

test('a violation tells what the clock’s explanation tells', () => {
  const rows = report('sla_violations').filter((row) => row.actual !== null);
  assert.ok(rows.some((row) => row.clock === 'response'), 'answered late, or never');
  const seen = [...rows.filter((row) => row.clock === 'response').slice(0, 6), ...rows.filter((row) => row.clock === 'resolution').slice(0, 6)];
  for (const row of seen) {
    const shown = run(['sla', 'show', row.number, '--data', data, '--json']);
    assert.equal(shown.code, 0, shown.err);
    const clock = JSON.parse(shown.out)[row.clock];
    assert.equal(clock.state, 'breached', row.number);
    assert.equal(Date.parse(row.actual), Date.parse(clock.segments.at(-1).to), row.number);
    assert.equal(Date.parse(row.target), Date.parse(clock.due), row.number);
    assert.ok(Math.abs(row.overrun_minutes + clock.remaining_minutes) < 1e-6, row.number);
  }
  // Those that have no end are owed until now.
  for (const row of report('sla_violations')) assert.notEqual(row.overrun_minutes, null, row.number);
});
