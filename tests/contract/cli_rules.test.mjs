// `genba rule`, `genba inbox`, `genba group`, `genba shift`, `genba escalation`: from the command line, in one folder.
import assert from 'node:assert/strict';
import test from 'node:test';

import { json, makeFolder, run } from './lib/program.mjs';

const genba = (data, ...args) => run([...args, '--data', data, '--json']);

test('a rule is written, tried on what is there, runs, and is found in the log', (t) => {
  const data = makeFolder(t);
  const old = json(genba(data, 'ticket', 'new', '--title', 'VPNがつながらない', 'impact=medium', 'urgency=medium'));
  const rule = json(
    genba(data, 'rule', 'add', 'VIP', '--trigger', 'created', '--condition', 'title ~ vpn', '--actions', 'set priority_override = P2 because "VIP"\\ntag add vip'),
  );
  assert.equal(rule.enabled, 'yes');
  const tried = json(genba(data, 'rule', 'dry-run', 'VIP'));
  assert.deepEqual([tried.tickets, tried.changed, tried.list[0].ticket], [1, 1, old.label]);
  assert.match(tried.list[0].detail, /priority_override: \? → P2/);
  const made = json(genba(data, 'ticket', 'new', '--title', 'VPN', 'impact=medium', 'urgency=medium'));
  assert.equal(made.priority, 'P2');
  assert.equal(json(genba(data, 'ticket', 'show', old.label)).priority, 'P3');
  const log = json(genba(data, 'rule', 'log', '--ticket', made.label));
  assert.equal(log.length, 1);
  assert.deepEqual([log[0].rule, log[0].outcome], ['VIP', 'applied']);
  assert.match(log[0].detail, /^created: title ~ vpn\n/);
  json(genba(data, 'rule', 'disable', 'VIP'));
  assert.equal(json(genba(data, 'rule', 'list'))[0].enabled, 'no');
  assert.equal(json(genba(data, 'ticket', 'new', '--title', 'VPN', 'impact=medium', 'urgency=medium')).priority, 'P3');
});

test('a rule that does not parse is refused with line and column, and nothing is stored', (t) => {
  const data = makeFolder(t);
  json(genba(data, 'ticket', 'new', '--title', 'VPN'));
  const refused = genba(data, 'rule', 'add', 'x', '--trigger', 'created', '--actions', 'notify lead\\nsett');
  assert.equal(refused.code, 3);
  assert.match(JSON.parse(refused.err).error.message, /actions: line 2, column 1: expected set, assign/);
  assert.equal(genba(data, 'rule', 'add', 'y', '--trigger', 'time', '--actions', 'escalate').code, 3);
  assert.deepEqual(json(genba(data, 'rule', 'list')), []);
  assert.equal(genba(data, 'rule', 'dry-run', 'x').code, 4);
});

test('members, shifts and the inbox', (t) => {
  const data = makeFolder(t);
  json(genba(data, 'ticket', 'new', '--title', 'VPN'));
  const me = json(genba(data, 'ticket', 'list'))[0];
  assert.ok(me);
  // What was changed is printed for programs.
  assert.deepEqual(json(genba(data, 'group', 'add', 'ネットワーク')), { group: 'ネットワーク', members: 0 });
  const user = process.env.USER ?? process.env.LOGNAME ?? 'root';
  const join = genba(data, 'group', 'join', 'ネットワーク', user, '--lead');
  if (join.code !== 0) return t.skip(join.err);
  assert.deepEqual(json(join), { group: 'ネットワーク', user, member: true, lead: true });
  assert.deepEqual(json(genba(data, 'group', 'members', 'ネットワーク')), [{ user, lead: true, open_tickets: 0 }]);
  const shift = ['shift', 'add', 'ネットワーク', user, '--from', '2026-01-01T00:00:00Z', '--until', '2099-01-01T00:00:00Z'];
  assert.deepEqual([json(genba(data, ...shift))].map(({ group, level }) => [group, level]), [['ネットワーク', 1]]);
  assert.equal(json(genba(data, 'shift', 'list'))[0].level, 1);
  json(genba(data, 'rule', 'add', '知らせる', '--trigger', 'time', '--after', '0m', '--actions', 'notify on_duty "確認"', '--condition', 'title ~ 監視'));
  json(genba(data, 'ticket', 'new', '--title', '監視', 'assignment_group=ネットワーク'));
  const inbox = json(genba(data, 'inbox'));
  assert.equal(inbox.unread, 1);
  assert.deepEqual([inbox.notices[0].reason, inbox.notices[0].text], ['rule', '確認']);
  json(genba(data, 'inbox', '--mark-read'));
  assert.equal(json(genba(data, 'inbox')).unread, 0);
});

test('an escalation policy is written, applies to what comes, and is switched off', (t) => {
  const data = makeFolder(t);
  const set = (...changes) => genba(data, 'escalation', 'set', '重大', ...changes);
  const policy = json(set('condition=priority = P1', 'position=0', 'levels=after 10m notify on_duty level 2; after 30m notify lead'));
  assert.deepEqual([policy.name, policy.enabled, policy.levels], ['重大', 'yes', 'after 10m notify on_duty level 2\n after 30m notify lead']);
  const refused = set('levels=after soon notify lead');
  assert.equal(refused.code, 3);
  assert.match(JSON.parse(refused.err).error.message, /levels: line 1/);
  // Before the one that a workspace begins with.
  const [first, second] = json(genba(data, 'escalation', 'list'));
  assert.deepEqual(first, policy);
  const create = () => json(genba(data, 'ticket', 'new', '--title', '停止', 'impact=high', 'urgency=high'));
  assert.equal(create().escalation_policy, '重大');
  assert.equal(json(set('levels=after 5m escalate')).levels, 'after 5m escalate');
  assert.equal(json(genba(data, 'escalation', 'remove', '重大')).enabled, 'no');
  assert.equal(create().escalation_policy, second.name_en);
  assert.equal(genba(data, 'escalation', 'remove', 'no such').code, 4);
});

test('a group promises an OLA', (t) => {
  const data = makeFolder(t);
  assert.equal(genba(data, 'group', 'add', 'ネットワーク').code, 0);
  const set = (...changes) => genba(data, 'group', 'set', 'ネットワーク', ...changes);
  assert.equal(json(set('ola=4h')).ola, '4h');
  const create = () => json(genba(data, 'ticket', 'new', '--title', '停止', 'assignment_group=ネットワーク'));
  const ticket = create();
  assert.equal(Date.parse(ticket.ola_due) - Date.parse(ticket.opened_at), 4 * 3_600_000);
  assert.equal(set('ola=soon').code, 3);
  assert.equal(json(set('calendar=Business hours')).ola, '4h');
  assert.equal(json(set('ola=')).ola, undefined);
  assert.equal(create().ola_due, undefined);
  assert.equal(genba(data, 'group', 'set', 'no such', 'ola=4h').code, 4);
});
