// `genba calendar` and `genba sla`: business hours, promises, and clocks explained, from a folder.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { json, makeFolder, run } from './lib/program.mjs';

const text = (done) => {
  assert.equal(done.code, 0, done.err);
  return done.out;
};

function makeDesk(t) {
  const data = makeFolder(t);
  const ticket = json(run(['ticket', 'new', '--data', data, '--json', '--title', 'VPN', 'impact=medium', 'urgency=high']));
  const genba = (area, verb, ...args) => run([...area.split(' '), ...verb.split(' '), '--data', data, ...args]);
  return { data, ticket, genba };
}

test('a calendar is shown, changed, and refused when it makes no sense', (t) => {
  const { genba } = makeDesk(t);
  assert.match(text(genba('calendar', 'list')), /Business hours {2}Asia\/Tokyo {2}version 1/);
  const changed = text(genba('calendar', 'set', 'Business hours', 'weekly=mon 09:00-12:00 13:00-18:00; tue 10:00-15:00'));
  assert.match(changed, /weekly\nmon 09:00-12:00 13:00-18:00\n tue 10:00-15:00/);
  assert.match(changed, /version 2/);
  const refused = genba('calendar', 'set', 'Business hours', 'zone=Asia/Edo');
  assert.equal(refused.code, 3);
  assert.match(refused.err, /Asia\/Edo/);
  assert.equal(json(genba('calendar', 'list', '--json'))[0].zone, 'Asia/Tokyo');
  const closed = genba('calendar', 'set', 'Night shift', 'zone=UTC', 'weekly=');
  assert.equal(closed.code, 3);
  assert.match(closed.err, /never opens/);
  assert.equal(json(genba('calendar', 'set', '--json', 'Night shift', 'zone=UTC', 'weekly=mon 22:00-24:00')).version, 1);
});

test('holidays of an iCalendar file are added to a calendar', (t) => {
  const { data, genba } = makeDesk(t);
  const file = join(data, 'holidays.ics');
  writeFileSync(
    file,
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260615\r\nSUMMARY:創立記\r\n 念日\r\nRRULE:FREQ=YEARLY;COUNT=3\r\nEND:VEVENT\r\n' +
      'BEGIN:VEVENT\r\nDTSTART:20260616T090000Z\r\nSUMMARY:会議\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  );
  const done = genba('calendar', 'import-holidays', '--json', file);
  assert.deepEqual(json(done), { events: 2, added: 3, left_out: 1 });
  assert.match(done.err, /会議.*not a whole day/);
  assert.match(text(genba('calendar', 'show')), /2028-06-15 創立記念日/);
  assert.deepEqual(json(genba('calendar', 'import-holidays', '--json', file)).added, 0);
  writeFileSync(file, 'no calendar');
  assert.equal(genba('calendar', 'import-holidays', file).code, 3);
});

test('a policy is changed, and a ticket’s clocks are explained in words', (t) => {
  const { ticket, genba } = makeDesk(t);
  const p2 = json(genba('sla', 'policy list', '--json')).find((policy) => policy.condition === 'priority = P2');
  assert.equal(p2.resolution, '8h');
  assert.deepEqual(p2.pause_reasons, ['awaiting_requester', 'awaiting_vendor']);
  const wrong = genba('sla', 'policy set', 'P2 High', 'response=soon');
  assert.equal(wrong.code, 3);
  assert.match(wrong.err, /15m, 4h, 3bd/);
  const always = json(genba('sla', 'policy set', '--json', 'P2 High', 'calendar=', 'response=2h', 'pause_reasons=awaiting_requester'));
  assert.equal(always.version, 2);
  assert.deepEqual(always.pause_reasons, ['awaiting_requester']);
  const shown = text(genba('sla', 'show', ticket.label));
  assert.match(shown, /^Response: Running\n {2}target 2 h, /);
  assert.match(shown, /\nResolution: Running\n/);
  assert.match(text(genba('sla', 'show', ticket.label, '--language', 'ja')), /^1次回答: 進行中\n/);
  assert.equal(json(genba('sla', 'show', '--json', ticket.label)).response.state, 'running');
  assert.equal(genba('sla', 'show', 'INC-000099').code, 4);
});

test('what is wrong with a question to `sla explain` is told, and it never hangs', (t) => {
  const folder = makeFolder(t);
  const ask = (calendar, events, policy = { response_minutes: 60, resolution_minutes: 480 }) => {
    const files = { calendar, policy, events };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, `${name}.json`), JSON.stringify(content));
    const options = Object.keys(files).flatMap((name) => [`--${name}`, join(folder, `${name}.json`)]);
    return run(['sla', 'explain', ...options, '--now', '2026-11-24T18:00:00+09:00', '--json']);
  };
  const open = { zone: 'Asia/Tokyo', weekly: { mon: [['09:00', '24:00']], fri: [['09:00', '18:00']] }, holidays: ['2026-11-23'], open_dates: { '2026-11-23': [['10:00', '15:00']] } };
  const created = { at: '2026-11-20T16:00:00+09:00', type: 'created' };
  const pending = { at: '2026-11-20T16:30:00+09:00', type: 'pending', reason: 'awaiting_requester' };
  const answer = json(ask(open, [created, pending]));
  assert.equal(answer.resolution.due, null);
  assert.equal(answer.resolution.state, 'paused');
  assert.equal(answer.response.due, '2026-11-20T08:00:00Z');
  assert.ok(answer.resolution.segments.some(({ reason, from }) => reason === 'paused:awaiting_requester' && from === '2026-11-23T01:00:00Z'), 'open_dates win over a holiday');
  assert.equal(json(ask(open, [created, { at: '2026-11-20T16:30:00+09:00', type: 'cancelled' }])).response.state, 'stopped');
  for (const [calendar, events, told] of [
    [{ ...open, weekly: {}, open_dates: {} }, [created], /never opens/],
    [{ ...open, zone: 'Asia/Edo' }, [created], /Asia\/Edo/],
    [open, [created, { at: '2026-11-20T15:00:00+09:00', type: 'resolved' }], /event 2.*earlier/],
    [{ ...open, weekly: { mon: [['18:00', '09:00']] } }, [created], /does not end after its start/],
    [{ ...open, weekly: { mon: [['09:00', '25:00']] } }, [created], /25:00/],
    [{ zone: 'Asia/Tokyo', open_dates: { '2026-11-23': [['10:00', '15:00']] } }, [created], /does not open for long enough/],
    [open, [{ at: '2026-11-20 16:00', type: 'created' }], /2026-11-20 16:00/],
  ]) {
    const refused = ask(calendar, events);
    assert.equal(refused.code, 3, refused.out);
    assert.match(JSON.parse(refused.err).error.message, told);
  }
});
