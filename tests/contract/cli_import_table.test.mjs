// `genba import csv` on exports of Redmine, Backlog and ServiceNow and on anybody's table, in the
// encodings that these programs write.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import { json, makeFolder, run } from './lib/program.mjs';

const table = (name) => fileURLToPath(new URL(`../golden/tables/${name}`, import.meta.url));
const importCsv = (data, file, ...args) => json(run(['import', 'csv', file, '--data', data, '--json', ...args]));
const counts = ({ new: added, updated, unchanged, refused }) => [added, updated, unchanged, refused];
const show = (data, name) => json(run(['ticket', 'show', name, '--data', data, '--json']));
const head = (data) => json(run(['verify', '--data', data, '--json'])).effects;
const file = (t, name, content) => {
  const path = join(makeFolder(t), name);
  writeFileSync(path, content);
  return path;
};

test('a Redmine export in CP932 is recognised and read', (t) => {
  const data = makeFolder(t);
  const done = importCsv(data, table('redmine_ja.csv'));
  assert.equal(done.encoding, 'cp932');
  assert.equal(done.mapping, 'redmine');
  assert.deepEqual(counts(done), [6, 0, 0, 0]);
  assert.deepEqual(
    ['101', '102', '103', '104', '105', '106'].map((key) => show(data, `redmine:${key}`).state),
    ['new', 'in_progress', 'pending', 'resolved', 'closed', 'cancelled'],
  );
  const vpn = show(data, 'redmine:102');
  assert.equal(vpn.title, 'VPNに接続できない');
  assert.equal(vpn.assigned_to, '鈴木 次郎');
  assert.equal(vpn.requester, '佐藤 花子');
  assert.equal(vpn.priority, 'P2');
  assert.equal(vpn.category, 'Network');
  assert.equal(vpn.opened_at, '2026-10-02T01:05:00Z');
  assert.equal(vpn.planned_end, '2026-10-04T15:00:00Z');
  assert.ok(vpn.timeline.some((entry) => entry.value === 'ログを確認中です。' && entry.imported));
  assert.equal(show(data, 'redmine:105').resolved_at, '2026-10-05T20:45:00Z');
  const head1 = head(data);
  assert.deepEqual(counts(importCsv(data, table('redmine_ja.csv'))), [0, 0, 6, 0]);
  assert.equal(head(data), head1);
});

test('exports in English and of other systems', (t) => {
  const data = makeFolder(t);
  assert.deepEqual(counts(importCsv(data, table('redmine_en.csv'), '--zone', 'Europe/London')), [2, 0, 0, 0]);
  assert.equal(show(data, 'redmine:8').opened_at, '2026-10-02T23:05:00Z');
  const backlog = importCsv(data, table('backlog_ja.csv'));
  assert.equal(backlog.mapping, 'backlog');
  assert.deepEqual(counts(backlog), [4, 0, 0, 0]);
  assert.deepEqual(
    ['1', '2', '3', '4'].map((key) => show(data, `backlog:DESK-${key}`).state),
    ['new', 'in_progress', 'resolved', 'closed'],
  );
  const closed = show(data, 'backlog:DESK-4');
  assert.equal(closed.resolution, '対応しない');
  assert.equal(closed.service, 'ヘルプデスク');
  assert.equal(closed.timeline.filter((entry) => entry.field === 'body').length, 3);
  assert.equal(show(data, 'backlog:DESK-1').description, '3階の会議室で\n頻繁に切れます。');
  assert.deepEqual(counts(importCsv(data, table('backlog_en.csv'))), [1, 0, 0, 0]);
  const servicenow = importCsv(data, table('servicenow_incident.csv'));
  assert.equal(servicenow.mapping, 'servicenow-incident');
  const incident = show(data, 'servicenow:INC0010002');
  assert.equal(incident.state, 'closed');
  assert.equal(incident.resolved_at, '2026-07-02T00:30:00Z');
  assert.equal(incident.closed_at, '2026-07-05T00:00:00Z');
  assert.ok(incident.timeline.some((entry) => entry.field === 'state' && entry.value === 'resolved'));
  assert.equal(run(['verify', '--data', data]).code, 0);
});

test("anybody's table is read by its header, and a preview changes nothing", (t) => {
  const data = makeFolder(t);
  const preview = importCsv(data, table('plain_ja.csv'), '--preview', '1');
  assert.equal(preview.preview, true);
  assert.deepEqual(counts(preview), [2, 0, 0, 0]);
  assert.equal(preview.shown.length, 1);
  assert.equal(preview.shown[0].changes.title, 'プリンターが動かない');
  assert.equal(preview.shown[0].changes.state, 'in_progress');
  assert.deepEqual(preview.columns.at(-1), { header: '金額', holds: [] });
  assert.equal(existsSync(join(data, 'workspace')), false);
  importCsv(data, table('plain_ja.csv'));
  const shown = show(data, 'plain_ja:A-1');
  assert.equal(shown.received_at, '2026-11-20T00:05:00Z');
  assert.equal(shown.urgency, 'high');
  const before = head(data);
  importCsv(data, table('backlog_ja.csv'), '--preview', '3');
  assert.equal(head(data), before);
});

test('a mapping of one\'s own, started from the one that would be used', (t) => {
  const data = makeFolder(t);
  const printed = json(run(['import', 'csv', table('plain_ja.csv'), '--data', data, '--print-mapping']));
  assert.equal(printed.columns['対応状況'], 'state');
  printed.source = 'desk';
  printed.columns['金額'] = 'estimated_loss';
  printed.values.state['作業中'] = { state: 'pending', pending_reason: 'awaiting_vendor' };
  const map = file(t, 'map.json', JSON.stringify(printed));
  assert.deepEqual(counts(importCsv(data, table('plain_ja.csv'), '--mapping', map)), [2, 0, 0, 0]);
  const shown = show(data, 'desk:A-1');
  assert.equal(shown.pending_reason, 'awaiting_vendor');
  assert.equal(shown.estimated_loss, 100);
  const wrong = run(['import', 'csv', table('plain_ja.csv'), '--data', data, '--mapping', file(t, 'm.json', '{"columns":{"件名":"titel"}}')]);
  assert.equal(wrong.code, 3);
  assert.match(wrong.err, /columns, 件名: there is no field titel/);
});

test('refused rows are counted, listed and written for correction', (t) => {
  const data = makeFolder(t);
  const csv = file(t, 'list.csv', 'No,件名,状態\n1,a,新規\n2,,新規\n3,c,ない\n');
  const errors = join(makeFolder(t), 'errors.csv');
  const done = importCsv(data, csv, '--errors', errors);
  assert.deepEqual(counts(done), [1, 0, 0, 2]);
  assert.deepEqual(done.faults.map(({ line, column }) => [line, column]), [[3, 3], [4, 5]]);
  assert.match(done.faults[1].reason, /状態: "ない" is none of new \(新規\)/);
  const corrected = readFileSync(errors, 'utf8').replace('2,,', '2,b,').replace('ない', '対応中');
  const again = importCsv(data, file(t, 'list.csv', corrected));
  assert.deepEqual(counts(again), [2, 0, 0, 0]);
  assert.equal(show(data, 'list:3').state, 'in_progress');
  const all = run(['import', 'csv', file(t, 'x.csv', 'No,件名\n1,\n'), '--data', data]);
  assert.equal(all.code, 3);
  assert.match(all.out, /refused: line 2, column 3: 件名: is empty/);
});

const utf8 = 'No,件名\n1,日本語\n2,二つ目\n';
const utf16 = (text, big) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return big ? bytes.swap16() : bytes;
};
test('UTF-8 with a mark and UTF-16 are read', (t) => {
  for (const bytes of [Buffer.from(`\ufeff${utf8}`), utf16(utf8, false), utf16(utf8, true)]) {
    const data = makeFolder(t);
    assert.deepEqual(counts(importCsv(data, file(t, 'a.csv', bytes))), [2, 0, 0, 0]);
    assert.equal(show(data, 'a:1').title, '日本語');
  }
});

const cp932 = readFileSync(table('plain_ja.csv'));
const garbled = {
  'UTF-8 said to be CP932': [Buffer.from(utf8), 'cp932', /line 1, column 1: the file is UTF-8, not cp932/],
  'CP932 said to be UTF-8': [cp932, 'utf-8', /line 1, column 1: the file is not UTF-8 here/],
  'UTF-8 with a broken character': [Buffer.concat([Buffer.from(utf8), Buffer.from([0x33, 0x2c, 0xe6, 0x97, 0x0a])]), 'auto', /line 4, column 3/],
  'CP932 with a broken character': [Buffer.concat([cp932, Buffer.from([0x61, 0xa0, 0x0d, 0x0a])]), 'auto', /line 4, column 2: the file is not cp932 here/],
  'EUC-JP': [Buffer.from([0xb7, 0xef, 0xcc, 0xbe, 0x0a, 0xc6, 0xfc, 0xcb, 0xdc, 0x0a]), 'auto', /may be euc-jp/],
  'UTF-16 without a mark': [Buffer.from(utf8, 'utf16le'), 'auto', /line 1, column 1: the file is no text, or UTF-16/],
  'an image': [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'auto', /line 1/],
};
for (const [what, [bytes, encoding, pattern]] of Object.entries(garbled)) {
  test(`${what} is refused with its place, and nothing changes`, (t) => {
    const data = makeFolder(t);
    importCsv(data, table('plain_ja.csv'));
    const before = head(data);
    const done = run(['import', 'csv', file(t, 'bad.csv', bytes), '--data', data, '--encoding', encoding]);
    assert.equal(done.code, 3, done.err);
    assert.match(done.err, pattern);
    assert.equal(head(data), before);
  });
}

const malformed = {
  'no line': '',
  'a cut quote': 'No,件名\n1,"a\n',
  'a row of another length': 'No,件名\n1,a,b\n',
  'no title': '日付,金額\n1,2\n',
  'one column twice': 'No,件名,件名\n1,a,b\n',
};
for (const [what, content] of Object.entries(malformed)) {
  test(`a table with ${what} is refused, and no folder is made`, (t) => {
    const data = join(makeFolder(t), 'new');
    const done = run(['import', 'csv', file(t, 'bad.csv', content), '--data', data]);
    assert.equal(done.code, 3, done.err);
    assert.ok(done.err.includes('bad.csv') || done.err.includes('no column'), done.err);
    assert.equal(existsSync(data), false);
  });
}
