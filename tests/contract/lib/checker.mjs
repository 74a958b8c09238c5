// What must hold of a workspace after devices have worked with a server, whatever happened on the way. It judges from
// outside, by what `genba export jsonl` says: which operations a device kept, and which effects came of them.
import assert from 'node:assert/strict';

import { begin } from './program.mjs';

/** What a folder holds: `header`, `effects`, `groups` (operations on their way, or rejected), `shared` (lines that are the same for all of its user's devices). */
export async function readHistory(data) {
  const done = await begin(['export', 'jsonl', '--data', data]);
  assert.equal(done.code, 0, done.err);
  const history = { effects: [], groups: [], shared: [] };
  for (const line of done.out.trimEnd().split('\n')) {
    const item = JSON.parse(line);
    if (item.type === 'genba') history.header = item;
    else if (item.type === 'group') history.groups.push(item);
    else history.shared.push(line);
    if (item.type === 'effect') history.effects.push(item);
  }
  return history;
}

/** Marks like ‹k7-12›, one for each gesture that writes a text, wherever they stand. */
export const marksIn = (text) => text.match(/‹[^‹›]+›/g) ?? [];

const nameOf = ({ lane, first_dseq }) => `${lane}:${first_dseq}`;
const isRejected = (group) => group.needs_attention === true;

/** The operations that one device has kept, as it goes along. */
export class DeviceRecord {
  groups = new Map();
  saved = new Set();

  constructor(name, data) {
    Object.assign(this, { name, data });
  }

  /** A gesture that was answered with success: its mark must never be lost from now on. */
  keep(mark) {
    this.saved.add(mark);
  }

  /** What waits in the device's folder now; called before each exchange, so that nothing is sent that was not seen here. */
  async note() {
    const { header, groups } = await readHistory(this.data);
    for (const group of groups) {
      const known = this.groups.get(nameOf(group));
      if (known) assert.deepEqual(group.operations, known.operations, `${this.name}: a number was used twice`);
      else this.groups.set(nameOf(group), group);
    }
    return { header, groups };
  }

  /** At the end, with nothing left to send. */
  async finish() {
    const history = await readHistory(this.data);
    const { header, groups } = history;
    assert.deepEqual(groups.filter((group) => !isRejected(group)).map(nameOf), [], `${this.name}: something still waits`);
    assert.equal(header.acked, header.last_dseq, `${this.name}: not everything was answered`);
    this.rejected = new Set(groups.map(nameOf));
    const held = new Set([...this.groups.values()].flatMap((group) => marksIn(JSON.stringify(group))));
    for (const mark of this.saved) assert.ok(held.has(mark), `${this.name}: ${mark} was shown as saved and is gone`);
    return history;
  }
}

/** The effects of the log against what the devices sent. Returns how many of their groups were accepted. */
export function judgeLog(effects, records) {
  const asked = effects.filter((effect) => !effect.flags?.includes('derived'));
  checkOrder(asked);
  const log = {
    asked: byLane(asked),
    created: new Set(effects.filter((effect) => effect.create).map((effect) => effect.entity)),
    marks: new Set(effects.flatMap((effect) => marksIn(JSON.stringify(effect.value ?? '')))),
  };
  let accepted = 0;
  for (const record of records) {
    checkDense(record);
    for (const group of record.groups.values()) {
      if (record.rejected.has(nameOf(group))) checkWithoutEffect(record, group, log);
      else {
        checkTaken(record, group, log);
        ++accepted;
      }
    }
  }
  return accepted;
}

function byLane(effects) {
  const lanes = new Map();
  for (const effect of effects) {
    if (!lanes.has(effect.lane)) lanes.set(effect.lane, []);
    lanes.get(effect.lane).push(effect);
  }
  return lanes;
}

/** In the order of the log each lane's numbers ascend: none is passed by another, none took effect twice. */
function checkOrder(asked) {
  const last = new Map();
  const created = new Set();
  let seq = 0;
  for (const effect of asked) {
    assert.ok(effect.seq > seq, `effect ${effect.seq} stands behind ${seq}`);
    seq = effect.seq;
    if (effect.create) {
      assert.ok(!created.has(effect.entity), `${effect.entity} was made twice`);
      created.add(effect.entity);
    }
    // A transition stands behind what its group fills in.
    if (effect.field === 'ticket.state') continue;
    const before = last.get(effect.lane) ?? 0;
    assert.ok(effect.dseq > before, `lane ${effect.lane}: ${effect.dseq} took effect behind ${before}`);
    last.set(effect.lane, effect.dseq);
  }
}

/** What a device numbered has no hole. */
function checkDense({ name, groups }) {
  const next = new Map();
  const ordered = [...groups.values()].sort((a, b) => a.lane - b.lane || a.first_dseq - b.first_dseq);
  for (const { lane, first_dseq, operations } of ordered) {
    assert.equal(first_dseq, next.get(lane) ?? 1, `${name}: lane ${lane} has a gap`);
    next.set(lane, first_dseq + operations.length);
  }
}

function effectsOf(group, log) {
  const last = group.first_dseq + group.operations.length - 1;
  return (log.asked.get(group.lane) ?? []).filter(({ dseq }) => dseq >= group.first_dseq && dseq <= last);
}

function checkWithoutEffect(record, group, log) {
  assert.deepEqual(effectsOf(group, log), [], `${record.name}: what was rejected took effect`);
}

/** An accepted group is in the log: what it made exists, and each of its texts stands somewhere, if only as the loser of a conflict. */
function checkTaken(record, group, log) {
  for (const { action, entity } of group.operations) {
    if (action === 'create') assert.ok(log.created.has(entity), `${record.name}: ${entity} was accepted and is nowhere`);
  }
  for (const mark of marksIn(JSON.stringify(group.operations))) {
    assert.ok(log.marks.has(mark), `${record.name}: ${mark} was accepted and is nowhere`);
  }
}

/**
 * Copies of one user's devices are the same, and what several people see of one effect is the same, too. Returns what all of
 * them hold together: the log, but for what nobody here may see.
 */
export function judgeCopies(histories) {
  const firsts = new Map();
  const log = new Map();
  for (const { name, user, history } of histories) {
    const first = firsts.get(user);
    if (first) assert.deepEqual(history.shared, first.shared, `${name} differs from another device of ${user}`);
    else firsts.set(user, history);
    for (const effect of history.effects) {
      const known = log.get(effect.seq);
      if (known) assert.deepEqual(effect, known, `${name} was told something else of effect ${effect.seq}`);
      else log.set(effect.seq, effect);
    }
  }
  return [...log.values()].sort((a, b) => a.seq - b.seq);
}
