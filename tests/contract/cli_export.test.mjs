// `genba export`: tables that come back by the automatic mapping, and everything as JSON lines that
// come back to the byte.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { json, makeFolder, program, run } from './lib/program.mjs';

const table = (name) => fileURLToPath(new URL(`../golden/tables/${name}`, import.meta.url));
const ok = (done) => {
  assert.equal(done.code, 0, done.err);
  return done.out;
};
const file = (t, name, content) => {
  const path = join(makeFolder(t), name);
  writeFileSync(path, content);
  return path;
};
const importTable = (data, path, ...args) => json(run(['import', path.endsWith('x') ? 'xlsx' : 'csv', path, '--data', data, '--json', ...args]));
const counts = ({ new: added, updated, unchanged, refused }) => [added, updated, unchanged, refused];
const head = (data) => json(run(['verify', '--data', data, '--json'])).effects;
const tickets = (data) =>
  json(run(['ticket', 'list', '--data', data, '--json', '--sort', 'title', '--limit', '0'])).map((ticket) => {
    // What another workspace gives anew.
    for (const own of ['label', 'number', 'source', 'update_count', 'offline_label']) delete ticket[own];
    return ticket;
  });

// Imported and own tickets, with texts that tables have trouble with.
function workspace(t) {
  const data = makeFolder(t);
  importTable(data, table('redmine_ja.csv'));
  importTable(data, table('backlog_ja.csv'));
  const made = json(run(['ticket', 'new', '--data', data, '--json', '--title', '=1+1, "引用" 😀', 'impact=high', 'urgency=high']));
  ok(run(['ticket', 'set', made.label, '--data', data, 'description=-先頭の記号\n改行, と「カンマ」']));
  ok(run(['ticket', 'comment', made.label, '--data', data, '内部', '--internal']));
  return { data, made };
}

for (const language of [[], ['--language', 'ja'], ['--language', 'en']]) {
  test(`a table with ${language[1] ?? 'codes'} comes back as it was`, (t) => {
    const { data } = workspace(t);
    const csv = file(t, 'tickets.csv', ok(run(['export', 'csv', '--data', data, ...language])));
    const before = head(data);
    const same = importTable(data, csv);
    assert.equal(same.mapping, 'automatic');
    assert.deepEqual(counts(same), [0, 0, 11, 0]);
    assert.equal(head(data), before);
    const other = makeFolder(t);
    assert.deepEqual(counts(importTable(other, csv)), [11, 0, 0, 0]);
    const columns = json(run(['import', 'csv', csv, '--data', data, '--json', '--preview', '0'])).columns;
    const carried = columns.flatMap(({ holds }) => holds);
    for (const [i, ticket] of tickets(data).entries()) {
      const there = tickets(other)[i];
      for (const name of carried) {
        if (ticket[name] !== undefined) assert.deepEqual(there[name], ticket[name], `${ticket.title}: ${name}`);
      }
    }
  });
}

test('an edited table edits the tickets, under the rules', (t) => {
  const { data, made } = workspace(t);
  const csv = ok(run(['export', 'csv', '--data', data, '--filter', `number = ${made.label}`, '--columns', 'state,title,priority,updated_at,tags']));
  const edit = (...change) => importTable(data, file(t, 'tickets.csv', csv.replace(...change)));
  assert.deepEqual(counts(edit(',new,', ',in_progress,')), [0, 1, 0, 0]);
  const shown = json(run(['ticket', 'show', made.label, '--data', data, '--json']));
  assert.equal(shown.state, 'in_progress');
  assert.ok(shown.timeline.filter((entry) => entry.field === 'state').every((entry) => !entry.imported));
  // The same table again, with another change: the ticket is not what it was exported as.
  const late = run(['import', 'csv', file(t, 'late.csv', csv.replace('引用', '別')), '--data', data]);
  assert.equal(late.code, 3);
  assert.match(late.out, /in_progress cannot become new|was changed at .* after this table was exported/);
});

test('what nobody may change in a table is refused row by row', (t) => {
  const { data, made } = workspace(t);
  const csv = ok(run(['export', 'csv', '--data', data, '--filter', `number = ${made.label}`, '--columns', 'state,title,priority,requester']));
  const refused = (change, pattern) => {
    const done = run(['import', 'csv', file(t, 'tickets.csv', csv.replace(...change)), '--data', data]);
    assert.equal(done.code, 3);
    assert.match(done.out, pattern);
  };
  refused([',P1,', ',P4,'], /priority: is kept by Genba/);
  refused([',new,', ',closed,'], /allowed: .*in_progress/);
  refused([/,\r\n$/, ',だれか\r\n'], /requester: there is no user named だれか/);
});

test('CP932 is written where it can be, and what it lacks is told', (t) => {
  const { data } = workspace(t);
  const path = join(makeFolder(t), 'tickets.csv');
  const done = run(['export', 'csv', '--data', data, '--encoding', 'cp932', '--language', 'ja', '-o', path]);
  assert.equal(done.code, 0);
  assert.match(done.err, /1 characters that cp932 does not have were written as 〓/);
  const text = new TextDecoder('shift_jis').decode(readFileSync(path));
  assert.ok(text.startsWith('ID,番号,種類,状態,'));
  assert.ok(text.includes('"\'=1+1, ""引用"" 〓"'));
});

test('a table in CP932 has the characters that a report in CP932 has', (t) => {
  const data = makeFolder(t);
  ok(run(['ticket', 'new', '--data', data, '--title', '¥100 〜 −5 — 𠮷']));
  for (const args of [['export', 'csv', '--columns', 'title'], ['report', 'open_list', '--format', 'csv']]) {
    const { stdout } = spawnSync(program, [...args, '--data', data, '--encoding', 'cp932']);
    assert.match(new TextDecoder('shift_jis').decode(stdout), /￥100 ～ －5 ― 〓/);
  }
});

test('filter, columns, order and offset of a table', (t) => {
  const { data } = workspace(t);
  const out = ok(run(['export', 'csv', '--data', data, '--filter', 'state = closed', '--columns', 'title,closed_at', '--sort', '-closed_at', '--utc-offset', '+09:00', '--encoding', 'utf-8']));
  const lines = out.trimEnd().split('\r\n');
  assert.equal(lines[0], 'id,title,closed_at');
  assert.match(lines[1], /,基幹サーバーが停止,2026-10-06T05:45:00\+09:00$/);
  assert.match(lines[2], /,受付端末を増やしてほしい,2026-09-06T10:00:00\+09:00$/);
  assert.equal(run(['export', 'csv', '--data', data, '--columns', 'titel']).code, 3);
  assert.equal(run(['export', 'csv', '--data', data, '--filter', 'state = nowhere']).code, 3);
});

for (const args of [[], ['--language', 'ja', '--utc-offset', '+09:00']]) {
  test(`a spreadsheet comes back as it was ${args.join(' ')}`, (t) => {
    const { data } = workspace(t);
    const path = join(makeFolder(t), 'tickets.xlsx');
    ok(run(['export', 'xlsx', '--data', data, '-o', path, ...args]));
    const before = head(data);
    assert.deepEqual(counts(importTable(data, path)), [0, 0, 11, 0]);
    assert.equal(head(data), before);
    const other = makeFolder(t);
    assert.deepEqual(counts(importTable(other, path)), [11, 0, 0, 0]);
    const of = (folder) => tickets(folder).map(({ title, state, description, opened_at }) => ({ title, state, description, opened_at: opened_at.slice(0, 19) }));
    assert.deepEqual(of(other), of(data));
    // Who names a zone is believed.
    const shifted = makeFolder(t);
    importTable(shifted, path, '--zone', 'America/New_York');
    assert.notDeepEqual(of(shifted), of(data));
  });
}

test('what is no spreadsheet is refused, and no folder is made', (t) => {
  const folder = join(makeFolder(t), 'new');
  for (const content of ['', 'PK', 'No,件名\n1,a\n']) {
    const done = run(['import', 'xlsx', file(t, 'bad.xlsx', content), '--data', folder]);
    assert.equal(done.code, 3, done.err);
    assert.match(done.err, /bad\.xlsx: the file is no \.xlsx workbook/);
    assert.equal(existsSync(folder), false);
  }
});

test('JSON lines carry everything: export, import, export gives the same bytes', (t) => {
  const { data } = workspace(t);
  const path = join(makeFolder(t), 'all.jsonl');
  ok(run(['export', 'jsonl', '--data', data, '-o', path]));
  const other = join(makeFolder(t), 'copy');
  const done = json(run(['import', 'jsonl', path, '--data', other, '--json']));
  assert.equal(done.effects, JSON.parse(readFileSync(path, 'utf8').split('\n')[0]).head);
  assert.equal(head(other), head(data));
  assert.equal(ok(run(['export', 'jsonl', '--data', other])), readFileSync(path, 'utf8'));
  assert.equal(run(['import', 'jsonl', path, '--data', other]).code, 3);
  // And it goes on.
  ok(run(['ticket', 'new', '--data', other, '--title', '次']));
  assert.equal(run(['verify', '--data', other]).code, 0);
});

test('a damaged or cut export is refused with its line, and no folder is made', (t) => {
  const { data } = workspace(t);
  const lines = ok(run(['export', 'jsonl', '--data', data])).split('\n');
  const at = lines.findIndex((line) => line.includes('VPNに接続できない'));
  const spoil = (line) => lines.map((old, i) => (i === at ? line : old));
  const spoiled = {
    [`line ${at + 1}: the audit chain`]: spoil(lines[at].replace('VPN', 'LAN')),
    'entities are missing': lines.slice(0, -3).concat(''),
    [`line ${at + 1}: not a JSON object`]: spoil(lines[at].slice(0, 40)),
    'there is no header': [''],
  };
  for (const [fault, content] of Object.entries(spoiled)) {
    const copy = join(makeFolder(t), 'copy');
    const done = run(['import', 'jsonl', file(t, 'bad.jsonl', content.join('\n')), '--data', copy]);
    assert.notEqual(done.code, 0);
    assert.ok(done.err.includes(fault), done.err);
    assert.equal(existsSync(copy), false);
  }
});
