// `genba ticket` beyond a single incident: types, links, merging, approvals, checklists, the trace.
import assert from 'node:assert/strict';
import test from 'node:test';

import { json, makeFolder, run } from './lib/program.mjs';

const desk = (t) => {
  const data = makeFolder(t);
  const ticket = (verb, ...args) => run(['ticket', verb, '--data', data, '--json', ...args]);
  const make = (type, title) => json(ticket('new', '--type', type, '--title', title)).label;
  return { ticket, make, show: (label) => json(ticket('show', label)), set: (...args) => ticket('set', ...args) };
};
const message = (done) => JSON.parse(done.err).error.message;

test('the trace incident, problem, change, release is read from each of them', (t) => {
  const { ticket, make, show } = desk(t);
  const [incident, problem, change, release] = [
    make('incident', '印刷できない'),
    make('problem', 'ドライバーの不具合'),
    make('change', 'ドライバー更新'),
    make('release', '9月の更新'),
  ];
  assert.deepEqual([incident, problem, change, release], ['INC-000001', 'PRB-000001', 'CHG-000001', 'REL-000001']);
  json(ticket('link', incident, 'has_problem', problem));
  json(ticket('link', change, 'fixes', problem));
  json(ticket('link', change, 'released_in', release));
  const trace = json(ticket('trace', release)).map((step) => [step.depth, step.ticket]);
  assert.deepEqual(trace, [[-3, incident], [-2, problem], [-1, change], [0, release]]);
  assert.deepEqual(show(problem).links.map((link) => [link.relation, link.ticket]), [
    ['problem_of', incident],
    ['fixed_by', change],
  ]);
  assert.equal(ticket('link', release, 'child_of', release).code, 3);
  assert.equal(ticket('link', incident, 'no_such_relation', problem).code, 3);
  json(ticket('unlink', problem, 'fixed_by', change));
  assert.equal(ticket('unlink', problem, 'fixed_by', change).code, 4);
});

test('a change is planned, approved by who was asked, implemented, monitored and closed', (t) => {
  const { ticket, make, show, set } = desk(t);
  const change = make('change', 'サーバー更新');
  assert.deepEqual(show(change).allowed_states, ['validated', 'cancelled']);
  for (const state of ['validated', 'assigned']) json(set(change, `state=${state}`));
  const bare = set(change, 'state=planned');
  assert.equal(bare.code, 3);
  assert.equal(message(bare), 'planned needs a plan');
  json(set(change, 'state=planned', 'plan=夜間に更新', 'fallback_plan=旧版に戻す', 'risk=low'));
  const me = show(change).timeline[0].actor;
  json(ticket('request-approval', change, me));
  assert.equal(set(change, 'state=approved').code, 3);
  assert.equal(ticket('reject', change).code, 2);
  json(ticket('reject', change, '--remark', '説明が足りない'));
  assert.deepEqual(
    show(change).approvals.map((approval) => [approval.decision, approval.remark]),
    [['rejected', '説明が足りない']],
  );
  json(ticket('request-approval', change, me));
  assert.equal(json(ticket('approve', change)).state, 'approved');
  for (const state of ['implemented', 'monitoring', 'closed']) json(set(change, `state=${state}`));
});

test('a merge is undone, a split is linked, and open children are warned of', (t) => {
  const { ticket, make, show, set } = desk(t);
  const [first, second] = [make('incident', 'VPN'), make('incident', 'VPNが切れる')];
  assert.equal(json(ticket('merge', second, first)).state, 'closed');
  assert.match(message(set(second, 'state=in_progress')), /merged into another ticket/);
  assert.equal(json(ticket('unmerge', second)).state, 'new');
  const split = json(ticket('split', first, '--title', '証明書の期限'));
  assert.deepEqual(show(split.label).links.map((link) => link.relation), ['split_from']);
  const task = make('task', '証明書を取り直す');
  json(ticket('link', task, 'child_of', first));
  const closed = set(first, 'state=resolved', 'resolution=再接続', 'cause_code=network');
  assert.equal(closed.code, 0);
  assert.match(closed.err, /warning: open children: TSK-000001/);
});

test('a security incident has its checklist, step by step, and its clocks', (t) => {
  const { ticket, make, show, set } = desk(t);
  const incident = make('incident', '不正アクセスの疑い');
  json(set(incident, 'category=security', 'discovered_at=2026-06-01T10:00:00+09:00', 'disclosure_trigger=malicious'));
  const { checklist, disclosure, security_step: step } = show(incident);
  assert.equal(step, 'discovered');
  assert.equal(new Set(checklist.map((item) => item.step)).size, 11);
  assert.equal(disclosure.trigger, 'malicious');
  assert.equal(disclosure.final_due, '2026-07-30T14:59:59.999Z');
  const gated = set(incident, 'security_step=reported_to_officer');
  assert.equal(gated.code, 3);
  assert.match(message(gated), /still open on the checklist/);
  for (const item of checklist.filter((one) => one.step === 'discovered')) {
    json(ticket('check', incident, String(item.number), '--note', '記録済み'));
  }
  assert.equal(json(set(incident, 'security_step=reported_to_officer')).security_step, 'reported_to_officer');
});

test('work is logged, and an acknowledgement stops the response clock', (t) => {
  const { ticket, make, show } = desk(t);
  const incident = make('incident', '画面が暗い');
  json(ticket('log', incident, '25', '現地確認'));
  assert.equal(ticket('log', incident, '0').code, 3);
  assert.deepEqual(show(incident).work.map((entry) => [entry.minutes, entry.text]), [[25, '現地確認']]);
  assert.equal(json(ticket('acknowledge', incident)).response_clock, 'met');
});

test('a workspace has transitions, names and fields of its own, and no table that cannot work', (t) => {
  const data = makeFolder(t);
  const ticket = (verb, ...args) => run(['ticket', verb, '--data', data, '--json', ...args]);
  const workflow = (verb, ...args) => run(['workflow', verb, '--data', data, '--json', ...args]);
  const { label } = json(ticket('new', '--title', 'ライン停止'));
  assert.equal(ticket('set', label, 'state=pending', 'pending_reason=awaiting_vendor').code, 3);
  json(workflow('allow', 'new>pending', '--role', 'agent', '--require', 'cause_code'));
  const step = json(workflow('show')).find(({ from, to }) => from === 'new' && to === 'pending');
  assert.deepEqual(step, { from: 'new', to: 'pending', least: 'agent', required: ['cause_code', 'pending_reason'] });
  json(ticket('set', label, 'state=pending', 'pending_reason=awaiting_vendor', 'cause_code=hardware'));
  const dead = workflow('allow', 'pending>known_error');
  assert.equal(dead.code, 3);
  assert.match(JSON.parse(dead.err).error.message, /known_error cannot be left/);
  json(workflow('field', 'line', '--type', 'choice', '--name', 'ライン', '--choice', 'a|第1|First', '--choice', 'b'));
  json(ticket('set', label, 'line=a'));
  assert.deepEqual(json(ticket('show', label)).custom, { line: 'a' });
  assert.equal(ticket('set', label, 'line=z').code, 3);
  json(workflow('rename', 'pending', '部品待ち', '--en', 'Waiting for parts'));
});
