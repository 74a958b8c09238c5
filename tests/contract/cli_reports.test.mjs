// Every standard report on real data: its golden output, and its figures computed another way from
// the source itself. GENBA_UPDATE_GOLDEN=1 writes the golden files anew; read what changed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

import { program, run } from './lib/program.mjs';

const golden = fileURLToPath(new URL('../golden/', import.meta.url));
const source = join(golden, 'servicenow/incident_event_log.csv');
const now = '2016-07-01T00:00Z';
let data;
before(() => {
  data = mkdtempSync(join(tmpdir(), 'genba-reports-'));
  const done = run(['import', 'servicenow', source, '--data', data]);
  assert.equal(done.code, 0, done.err);
});
after(() => rmSync(data, { recursive: true, force: true }));

const printed = (...args) => {
  const done = run(['report', ...args, '--data', data, '--now', now]);
  assert.equal(done.code, 0, done.err);
  return done.out;
};
const report = (...args) => JSON.parse(printed(...args, '--format', 'json'));

// --- golden outputs

const outputs = {
  open_list: ['open_list'],
  closed_list: ['closed_list', '--from', '2016-04-01'],
  sla_violations: ['sla_violations', '--to', '2016-03-04'],
  volume_trend: ['volume_trend'],
  volume_trend_by_week: ['volume_trend', '--by', 'week', '--group-by', 'priority'],
  category_pareto: ['category_pareto'],
  category_pareto_compared: ['category_pareto', '--from', '2016-03-01', '--to', '2016-03-31', '--compare', 'previous'],
  group_workload: ['group_workload'],
  agent_workload: ['agent_workload', '--from', '2016-03-01', '--to', '2016-03-31'],
  recurrence: ['recurrence'],
  changes: ['changes'],
  security_register: ['security_register'],
  knowledge_use: ['knowledge_use'],
  executive_monthly: ['executive_monthly', '--to', '2016-03-31', '--define'],
  backlog_age: ['backlog_age'],
  kpi: ['kpi', '--define'],
  kpi_by_priority: ['kpi', '--group-by', 'priority'],
  sync_health: ['sync_health'],
};
for (const [name, args] of Object.entries(outputs)) {
  test(`${name} prints what it printed before`, () => {
    const file = join(golden, 'reports', `${name}.csv`);
    const out = printed(...args, '--format', 'csv');
    if (process.env.GENBA_UPDATE_GOLDEN) writeFileSync(file, out);
    assert.ok(existsSync(file), `${file} is missing`);
    assert.equal(out, readFileSync(file, 'utf8'));
  });
}

test('every standard report has a golden output', () => {
  const help = run(['report', '--help']).out;
  const names = [...help.matchAll(/^ {2}([a-z_]+) {2,}/gm)].map(([, name]) => name)
    .filter((name) => !['custom', 'save', 'saved'].includes(name) && help.indexOf(`\n  ${name} `) > help.indexOf('Reports:'));
  assert.ok(names.length >= 14, names.join());
  for (const name of names) assert.ok(outputs[name], name);
});

// --- the same figures out of the source

const [header, ...lines] = readFileSync(source, 'utf8').trimEnd().split('\n').map((line) => line.trimEnd().split(','));
const events = new Map();
for (const cells of lines) {
  const row = Object.fromEntries(header.map((name, i) => [name, cells[i] === '?' ? null : cells[i]]));
  events.set(row.number, [...(events.get(row.number) ?? []), row]);
}
const minute = (text) => {
  if (!text) return null;
  const [, day, month, year, hour, min] = text.match(/^(\d+)-(\d+)-(\d+) (\d+):(\d+)$/);
  return Date.UTC(year, month - 1, day, hour, min) / 60000;
};
const tickets = [...events.values()].map((list) => {
  const last = list.at(-1);
  return {
    ...last,
    opened: minute(last.opened_at),
    resolved: minute(last.resolved_at),
    closed: minute(last.closed_at),
    reopened: Number(last.reopen_count) > 0,
    reassignments: list.slice(1).filter((row, i) => row.assignment_group && list[i].assignment_group && row.assignment_group !== list[i].assignment_group).length,
    contacts: list.slice(1).filter((row, i) => list[i].incident_state === 'Awaiting User Info' && ['New', 'Active'].includes(row.incident_state)).length,
  };
});
const resolved = tickets.filter((ticket) => ticket.resolved !== null);
const elapsed = (list) => list.filter((t) => t.resolved !== null).map((t) => t.resolved - t.opened);
const mean = (list) => (list.length ? list.reduce((a, b) => a + b, 0) / list.length : null);
const quantile = (list, p) => {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  return sorted[below] + ((sorted[below + 1] ?? 0) - sorted[below]) * (at - below || 0);
};
const close = (actual, expected, what) =>
  assert.ok(actual !== null && Math.abs(actual - expected) < 1e-6 * Math.max(1, Math.abs(expected)), `${what}: ${actual} is not ${expected}`);
const month = (at) => new Date(at * 60000).toISOString().slice(0, 7);
const kpis = (...args) => Object.fromEntries(report('kpi', ...args).map((row) => [row.kpi, row]));

test('raw elapsed MTTR: n, mean, median and P90', () => {
  const { mttr_elapsed: mttr } = kpis();
  const times = elapsed(tickets);
  assert.equal(mttr.n, times.length);
  close(mttr.mean, mean(times), 'mean');
  close(mttr.median, quantile(times, 0.5), 'median');
  close(mttr.p90, quantile(times, 0.9), 'P90');
});

test('rates are counts over counts', () => {
  const { reopen_rate: reopen, first_contact_resolution: first, reassignment, recurrence_rate: recurrence } = kpis();
  assert.deepEqual([reopen.n, reopen.hits], [resolved.length, resolved.filter((t) => t.reopened).length]);
  assert.deepEqual([first.n, first.hits],
    [resolved.length, resolved.filter((t) => !t.reopened && t.contacts === 0).length]);
  assert.equal(reassignment.n, tickets.length);
  close(reassignment.mean, mean(tickets.map((t) => t.reassignments)), 'reassignment');
  const recurs = (t) => t.cmdb_ci && t.category && tickets.some((other) => other.cmdb_ci === t.cmdb_ci &&
    other.category === t.category && other.opened < t.opened && t.opened - other.opened <= 30 * 24 * 60);
  assert.deepEqual([recurrence.n, recurrence.hits], [tickets.length, tickets.filter(recurs).length]);
});

test('a period chooses by the time resolved, and by the time created where that is said', () => {
  const from = Date.UTC(2016, 2, 10) / 60000, until = Date.UTC(2016, 2, 21) / 60000;
  const figures = kpis('--from', '2016-03-10', '--to', '2016-03-20');
  const inside = (at) => at !== null && at >= from && at < until;
  assert.equal(figures.mttr_elapsed.n, tickets.filter((t) => inside(t.resolved)).length);
  assert.equal(figures.recurrence_rate.n, tickets.filter((t) => inside(t.opened)).length);
  assert.equal(figures.escalation_rate.n, figures.recurrence_rate.n);
});

test('KPIs by priority add up to those of all', () => {
  const all = kpis();
  for (const row of report('kpi', '--group-by', 'priority')) {
    const mine = tickets.filter((t) => `P${t.priority[0]}` === row.priority);
    if (row.kpi === 'reassignment') assert.equal(row.n, mine.length);
    if (row.kpi === 'mttr_elapsed' && row.n) close(row.mean, mean(elapsed(mine)), row.priority);
    all[row.kpi].n -= row.n;
  }
  for (const row of Object.values(all)) {
    if (row.kpi !== 'self_service_rate') assert.equal(row.n, 0, row.kpi);
  }
});

test('SLA compliance is what counting the clocks gives, and its breaches are the violations', () => {
  const figures = kpis();
  const violations = report('sla_violations');
  for (const clock of ['response', 'resolution']) {
    const states = Object.fromEntries(report('custom', '--rows', `${clock}_clock`, '--measure', 'count')
      .map((row) => [row[`${clock}_clock`], row.count]));
    const [met, breached] = [states.met ?? 0, states.breached ?? 0];
    assert.deepEqual([figures[`sla_${clock}`].n, figures[`sla_${clock}`].hits], [met + breached, met]);
    const rows = violations.filter((row) => row.clock === clock);
    assert.equal(rows.length, breached);
    for (const row of rows) {
      assert.ok(row.overrun_minutes > 0, row.number);
    }
  }
});

test('the volume trend counts each month, and its backlog is what is left', () => {
  for (const row of report('volume_trend')) {
    const [year, of] = row.month.split('-').map(Number);
    const end = Date.UTC(year, of, 1) / 60000;
    const count = (at) => tickets.filter((t) => t[at] !== null && month(t[at]) === row.month).length;
    assert.deepEqual([row.opened, row.resolved, row.closed], [count('opened'), count('resolved'), count('closed')]);
    assert.equal(row.backlog, tickets.filter((t) => t.opened < end && (t.resolved ?? t.closed) >= end).length, row.month);
  }
});

test('weeks begin on Monday and hold every ticket once', () => {
  const weeks = report('volume_trend', '--by', 'week');
  assert.equal(weeks.reduce((sum, row) => sum + row.opened, 0), tickets.length);
  for (const { week } of weeks) assert.equal(new Date(week).getUTCDay(), 1, week);
});

test('the Pareto is by count, with shares and times of each category', () => {
  const rows = report('category_pareto');
  let before = Infinity, sum = 0;
  for (const row of rows) {
    const mine = tickets.filter((t) => t.category === row.category);
    assert.equal(row.count, mine.length, row.category);
    assert.ok(row.count <= before);
    before = row.count;
    sum += row.count;
    close(row.share, row.count / tickets.length, row.category);
    close(row.cumulative_share, sum / tickets.length, row.category);
    const times = elapsed(mine);
    if (times.length) close(row['p90:resolution_elapsed_minutes'], quantile(times, 0.9), row.category);
  }
  assert.equal(sum, tickets.length);
});

test('a comparison puts the month before beside each figure', () => {
  const count = (category, of) => tickets.filter((t) => t.category === category && t.resolved && month(t.resolved) === of).length;
  for (const row of report('category_pareto', '--from', '2016-03-01', '--to', '2016-03-31', '--compare', 'previous')) {
    const [march, february] = [count(row.category, '2016-03'), count(row.category, '2016-02')];
    assert.equal(row.count ?? 0, march, row.category);
    assert.equal(row.count_before ?? 0, february, row.category);
    if (row.count !== null && row.count_before !== null) assert.equal(row.count_change, march - february);
  }
});

for (const [name, field] of [['group_workload', 'assignment_group'], ['agent_workload', 'assigned_to']]) {
  test(`${name} counts what was resolved, and nothing is open`, () => {
    for (const row of report(name)) {
      const mine = tickets.filter((t) => t[field] === row[field]);
      assert.deepEqual([row.open, row.resolved], [0, elapsed(mine).length], row[field]);
      if (row.resolved) close(row.mean_resolution_minutes, mean(elapsed(mine)), row[field]);
    }
  });
}

test('recurrence finds the incidents of one category and item', () => {
  const groups = new Map();
  for (const t of tickets) {
    if (t.cmdb_ci) groups.set(`${t.category}|${t.cmdb_ci}`, (groups.get(`${t.category}|${t.cmdb_ci}`) ?? 0) + 1);
  }
  const expected = [...groups].filter(([, count]) => count > 1).map(([key, count]) => `${key}|${count}`);
  const found = report('recurrence').filter((row) => row.by === 'cause')
    .map((row) => `${row.category}|${row.configuration_item}|${row.count}`);
  assert.deepEqual(found, expected);
});

test('changes name the incidents that they caused', () => {
  const caused = tickets.filter((t) => t.caused_by);
  const rows = report('changes');
  assert.deepEqual(rows.map((row) => [row.number, row.incidents]), caused.map((t) => [t.caused_by, 1]));
});

test('the executive page compares a month with the one before', () => {
  const rows = Object.fromEntries(report('executive_monthly', '--to', '2016-03-31').map((row) => [row.figure, row]));
  for (const [key, of] of [['value', '2016-03'], ['before', '2016-02']]) {
    assert.equal(rows.opened[key], tickets.filter((t) => month(t.opened) === of).length);
    assert.equal(rows.resolved[key], tickets.filter((t) => t.resolved && month(t.resolved) === of).length);
    const end = Date.UTC(2016, Number(of.slice(5)), 1) / 60000;
    assert.equal(rows.backlog[key], tickets.filter((t) => t.opened < end && (t.resolved ?? t.closed) >= end).length);
  }
  assert.equal(rows.opened.month, '2016-03');
  assert.equal(rows.opened.change, rows.opened.value - rows.opened.before);
});

// --- how it is printed

test('--define says what each figure means, in both languages', () => {
  for (const [language, words] of [['en', 'breached'], ['ja', '違反']]) {
    const rows = report('kpi', '--define', '--language', language);
    for (const row of rows) assert.ok(row.definition.length > 20, row.kpi);
    assert.ok(rows.find((row) => row.kpi === 'sla_response').definition.includes(words));
    const table = printed('category_pareto', '--define', '--language', language);
    assert.match(table, /cumulative_share \(.+\): .+/);
  }
});

test('CSV in CP932 reads back in Japanese, and what CP932 lacks is shown and counted', () => {
  const args = ['report', 'sla_violations', '--data', data, '--now', now, '--format', 'csv', '--language', 'ja'];
  const bytes = spawnSync(program, [...args, '--encoding', 'cp932']).stdout;
  const text = new TextDecoder('shift_jis', { fatal: true }).decode(bytes);
  assert.ok(text.includes('業務時間'));
  assert.equal(text, run([...args, '--no-bom']).out);

  const folder = mkdtempSync(join(tmpdir(), 'genba-reports-'));
  try {
    const title = '𠮷田さん 〜 café ① 髙橋';
    assert.equal(run(['ticket', 'new', '--title', title, '--data', folder]).code, 0);
    const done = spawnSync(program, ['report', 'open_list', '--data', folder, '--format', 'csv', '--encoding', 'cp932']);
    const shown = new TextDecoder('shift_jis', { fatal: true }).decode(done.stdout);
    assert.ok(shown.includes('〓田さん ～ caf〓 ① 髙橋'), shown);
    assert.match(done.stderr.toString(), /lacks 2 of the characters/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a custom report is saved, listed, run, replaced and removed', () => {
  const save = (...more) => run(['report', 'save', '月次 count', '--rows', 'priority', '--measure', 'count', '--data', data, ...more]);
  assert.equal(save().code, 0);
  assert.deepEqual(JSON.parse(save('--json').out).map(({ name, rows, measures, shared }) => [name, rows, measures, shared]),
    [['月次 count', 'priority', 'count', 'no']]);
  const run_it = () => report('run', '月次 count');
  assert.deepEqual(run_it(), report('custom', '--rows', 'priority', '--measure', 'count'));
  assert.equal(save('--filter', 'priority = P1', '--share').code, 0);
  assert.equal(run_it().length, 1);
  const listed = report('saved');
  assert.deepEqual(listed.map(({ name, shared, filter }) => ({ name, shared, filter })),
    [{ name: '月次 count', shared: 'yes', filter: 'priority = P1' }]);
  assert.equal(run(['report', 'save', 'bad', '--rows', 'weather', '--measure', 'count', '--data', data]).code, 2);
  assert.equal(JSON.parse(run(['report', 'unsave', '月次 count', '--data', data, '--json']).out)[0].name, '月次 count');
  assert.equal(run(['report', 'run', '月次 count', '--data', data]).code, 4);
});

test('what a report has no use for is refused by name', () => {
  const refused = (pattern, ...args) => {
    const done = run(['report', ...args, '--data', data]);
    assert.equal(done.code, 2, args.join(' '));
    assert.match(done.err, pattern);
  };
  refused(/open_list has no field to group by/, 'open_list', '--group-by', 'priority');
  refused(/closed_list has no period to compare/, 'closed_list', '--from', '2016-03', '--compare', 'year');
  refused(/needs a period with a beginning/, 'kpi', '--compare', 'previous');
  refused(/cannot be grouped by "opened_at"/, 'kpi', '--group-by', 'opened_at');
  refused(/--by|steps/, 'kpi', '--by', 'day');
  refused(/"count" is asked for twice/, 'custom', '--rows', 'state', '--measure', 'count,count');
  refused(/"state" is asked for twice/, 'custom', '--rows', 'state', '--columns', 'state', '--measure', 'count');
  refused(/--to 2016-03-01 is before --from 2016-03-02/, 'kpi', '--from', '2016-03-02', '--to', '2016-03-01');
  assert.equal(run(['report', 'kpi', '--from', '2016-03-02', '--to', '2016-03-02', '--data', data]).code, 0);
  refused(/--encoding is for --format csv/, 'kpi', '--encoding', 'cp932');
});
