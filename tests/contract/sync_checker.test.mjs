// Ten devices of five people work with one server at the same time, over a network that breaks, and some are killed while
// they synchronise, as is the server. Then lib/checker.mjs judges what is there. GENBA_FULL=1 goes on for longer.
// GENBA_SEED=N repeats the choices, though not the moments at which processes meet.
import assert from 'node:assert/strict';
import test from 'node:test';

import { DeviceRecord, judgeCopies, judgeLog, readHistory } from './lib/checker.mjs';
import { addPeople, makeDevice } from './lib/device.mjs';
import { gesture } from './lib/gestures.mjs';
import { genba, makeFolder, startServer } from './lib/program.mjs';
import { startProxy } from './lib/proxy.mjs';
import { chooseSeed, seeded } from './lib/seeded.mjs';

const rounds = process.env.GENBA_FULL === '1' ? 60 : 5;
const people = [['mio', 'manager'], ['ken', 'agent'], ['aya', 'agent'], ['rei', 'group_lead'], ['yuki', 'requester']];
const names = people.map(([name]) => name);

/** A device with its own way to the server, which can break. */
async function makeReplica(t, { name, user, server, seed }) {
  const device = makeDevice(t, user);
  return {
    ...device, name,
    proxy: await startProxy(t, server.url),
    record: new DeviceRecord(name, device.data),
    random: seeded(seed).fork(name),
    gestures: 0,
  };
}

async function work(replica) {
  const mark = `‹${replica.name}-${++replica.gestures}›`;
  const done = await gesture(replica.data, replica.random, mark, names);
  assert.ok([0, 3, 5].includes(done.code), `${replica.name}: ${done.code}: ${done.err}`);
  if (done.code === 0 && done.mark) replica.record.keep(done.mark);
}

/** An exchange that may be cut off after some bytes, or whose device may be killed there; true when it ended well. */
async function exchange(replica) {
  const { proxy, random } = replica;
  await replica.record.note();
  proxy.mend();
  const running = replica.start(proxy);
  if (random.chance(0.5)) {
    const direction = random.pick(['up', 'down']);
    const isDeath = random.chance(0.5);
    proxy.arm({ [direction]: 1 + random.below(6000) }, () => isDeath && running.child.kill('SIGKILL'));
  }
  const { code, signal, err } = await running;
  assert.ok(code === 0 || code === 6 || signal === 'SIGKILL', `${replica.name}: ${code}: ${err}`);
  return code === 0;
}

/** Until nothing waits; the way is whole again. */
async function drain(replica) {
  await replica.record.note();
  replica.proxy.mend();
  let done;
  for (let tries = 0; done?.code !== 0 && tries < 10; ++tries) done = await replica.start(replica.proxy);
  assert.equal(done.code, 0, `${replica.name}: ${done.err}`);
}

async function live(replica) {
  let whole = 0;
  for (let round = 0; round < rounds; ++round) {
    for (let count = 1 + replica.random.below(3); count > 0; --count) await work(replica);
    if (replica.random.chance(0.8)) whole += await exchange(replica);
  }
  return whole;
}

/** Kills the server again and again while `running` does, and leads everybody to its successor. */
async function disturb(t, server, replicas, random, running) {
  let isOver = false;
  running.finally(() => (isOver = true)).catch(() => {});
  for (let kills = rounds / 5; kills > 0 && !isOver; --kills) {
    // While some device is speaking.
    for (let words = 1 + random.below(20); words > 0; --words) await Promise.race([random.pick(replicas).proxy.speaks(), running]);
    await server.stop('SIGKILL');
    genba('verify', '--data', server.data);
    server = await startServer(t, { data: server.data });
    for (const replica of replicas) replica.proxy.aim(server.url);
  }
  return server;
}

/** The manager's list of the desk's people, and what a few of them begin with. */
function setUp(manager, server) {
  manager.sync(server);
  for (const name of ['ken', 'rei']) genba('group', 'join', 'サービスデスク', name, '--data', manager.data);
  for (let i = 0; i < 3; ++i) genba('ticket', 'new', '--title', `最初 ${i}`, '--data', manager.data);
  manager.sync(server);
}

test(`ten devices of five people, ${rounds} rounds: nothing acknowledged is lost or doubled, and all end alike`, async (t) => {
  const seed = chooseSeed(t);
  const data = makeFolder(t);
  addPeople(t, data, people);
  let server = await startServer(t, { data });
  setUp(makeDevice(t, 'mio'), server);
  const replicas = await Promise.all(names.flatMap((user) =>
    [1, 2].map((number) => makeReplica(t, { name: `${user}${number}`, user, server, seed }))));
  for (const replica of replicas) replica.sync(server);

  const running = Promise.all(replicas.map(live));
  const [whole] = await Promise.all([
    running,
    disturb(t, server, replicas, seeded(seed).fork('server'), running).then((last) => (server = last)),
  ]);

  // Once so that all is there, once so that everybody has it.
  await Promise.all(replicas.map(drain));
  await Promise.all(replicas.map(drain));
  const newcomers = names.map((user) => ({ ...makeDevice(t, user), name: `${user}3` }));
  for (const replica of [...replicas, ...newcomers]) {
    const done = await replica.start(server, '--check');
    assert.equal(done.code, 0, done.err);
    const { repaired, began_anew } = JSON.parse(done.out).check;
    assert.deepEqual({ repaired, began_anew }, { repaired: 0, began_anew: false }, replica.name);
  }
  const histories = [];
  for (const { name, user, record } of replicas) histories.push({ name, user, history: await record.finish() });
  for (const { name, user, data: folder } of newcomers) histories.push({ name, user, history: await readHistory(folder) });
  const log = judgeCopies(histories);
  const accepted = judgeLog(log, replicas.map(({ record }) => record));
  const rejected = replicas.reduce((sum, { record }) => sum + record.rejected.size, 0);
  t.diagnostic(`${accepted} gestures accepted, ${rejected} rejected, ${whole.reduce((a, b) => a + b)} exchanges whole, ${log.length} effects`);
  assert.ok(accepted > 10 * rounds);
  await server.stop();
  genba('verify', '--data', data);
});

test('the checker finds what was lost, doubled, out of order or not the same', async (t) => {
  const server = await startServer(t);
  addPeople(t, server.data, ['taro']);
  const taro = makeDevice(t, 'taro'), other = makeDevice(t, 'taro');
  taro.sync(server);
  const record = new DeviceRecord('taro', taro.data);
  taro.add(3, '‹mark›');
  record.keep('‹mark›');
  await record.note();
  for (const device of [taro, other]) device.sync(server);
  const history = await record.finish();
  const effects = judgeCopies([{ name: 'a', user: 'taro', history }, { name: 'b', user: 'taro', history: await readHistory(other.data) }]);
  assert.equal(judgeLog(effects, [record]), 3);

  const ours = effects.filter(({ lane, flags }) => lane === history.header.lane && !flags?.includes('derived'));
  const finds = (what, changed, records = [record]) => assert.throws(() => judgeLog(changed, records), what);
  const made = ours.find(({ create }) => create);
  finds(/was accepted and is nowhere/, effects.filter((effect) => effect !== made));
  finds(/made twice/, [...effects, { ...made, seq: effects.at(-1).seq + 1 }]);
  const title = ours.find(({ field }) => field === 'ticket.title');
  finds(/took effect behind/, [...effects, { ...title, seq: effects.at(-1).seq + 1 }]);
  finds(/stands behind/, effects.toReversed());
  const [[first]] = record.groups;
  const without = (name) => new Map([...record.groups].filter(([key]) => key !== name));
  finds(/has a gap/, effects, [{ ...record, groups: without(first) }]);
  finds(/what was rejected took effect/, effects, [{ ...record, rejected: new Set([first]) }]);
  const changed = { ...history, shared: history.shared.with(-1, '{}') };
  assert.throws(() => judgeCopies([{ name: 'a', user: 'taro', history }, { name: 'b', user: 'taro', history: changed }]), /b differs/);
  record.keep('‹never sent›');
  await assert.rejects(record.finish(), /‹never sent› was shown as saved and is gone/);
});
