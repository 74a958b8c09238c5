// Who is at a ticket is told to those at the same ticket who may see it, and to nobody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addPeople, makeDevice, password } from './lib/device.mjs';
import { openLive } from './lib/live.mjs';
import { cookieOf, genba, makeFolder, signIn, startServer } from './lib/program.mjs';

const people = { mio: 'manager', sato: 'agent', suzuki: 'agent', hanako: 'requester', taro: 'requester' };

/** Two tickets, the first of which hanako has reported; the last one only the network's people may see. */
async function begin(t, options = {}) {
  const data = makeFolder(t);
  addPeople(t, data, Object.entries(people));
  const server = await startServer(t, { data, ...options });
  const office = makeDevice(t, 'mio');
  office.sync(server);
  for (const name of ['ネットワーク', 'サーバー']) genba('group', 'add', name, '--data', office.data);
  genba('group', 'join', 'サーバー', 'sato', '--data', office.data);
  genba('group', 'join', 'ネットワーク', 'suzuki', '--data', office.data);
  const make = (title, ...more) => {
    const told = genba('ticket', 'new', '--title', title, '--json', ...more, '--data', office.data);
    return JSON.parse(told).id;
  };
  const tickets = {
    hers: make('彼女の', 'requester=hanako', 'assignment_group=サーバー'),
    network: make('網の', 'assignment_group=ネットワーク'),
  };
  office.sync(server);
  const ids = Object.fromEntries(JSON.parse(genba('user', 'list', '--json', '--data', data)).map(({ user, id }) => [user, id]));
  const enter = async (name) => {
    const cookie = cookieOf(await signIn(server, name, password));
    const live = await openLive(server.url, { cookie, origin: server.url });
    await live.next(); // the head
    return live;
  };
  return { server, tickets, ids, enter };
}

/** The next message about people; heads are passed over. */
async function heard(live) {
  for (;;) {
    const frame = await live.next();
    if (frame.text === undefined) return frame;
    const said = JSON.parse(frame.text);
    if ('at' in said) return said;
  }
}

test('two people at one ticket hear of each other, of writing, and of leaving', async (t) => {
  const { tickets, ids, enter } = await begin(t);
  const [mio, sato] = [await enter('mio'), await enter('sato')];
  mio.say(`at ${tickets.hers}`);
  assert.deepEqual(await heard(mio), { at: tickets.hers, viewing: [], writing: [] });
  sato.say(`at ${tickets.hers}`);
  assert.deepEqual(await heard(mio), { at: tickets.hers, viewing: [ids.sato], writing: [] });
  assert.deepEqual(await heard(sato), { at: tickets.hers, viewing: [ids.mio], writing: [] });
  sato.say(`writing ${tickets.hers}`);
  assert.deepEqual(await heard(mio), { at: tickets.hers, viewing: [], writing: [ids.sato] });
  sato.say('away');
  assert.deepEqual(await heard(mio), { at: tickets.hers, viewing: [], writing: [] });
  sato.say(`at ${tickets.hers}`);
  assert.deepEqual(await heard(mio), { at: tickets.hers, viewing: [ids.sato], writing: [] });
  sato.socket.destroy();
  assert.deepEqual(await heard(mio), { at: tickets.hers, viewing: [], writing: [] });
});

test('whoever may not see a ticket hears nothing of who is there, and is not told of himself', async (t) => {
  const { tickets, ids, enter } = await begin(t);
  const [mio, sato, taro, suzuki] = [await enter('mio'), await enter('sato'), await enter('taro'), await enter('suzuki')];
  mio.say(`at ${tickets.network}`);
  assert.deepEqual(await heard(mio), { at: tickets.network, viewing: [], writing: [] });
  // Neither group nor requester.
  sato.say(`at ${tickets.network}`);
  taro.say(`writing ${tickets.network}`);
  // His own ticket is answered; by then what was asked before it has been, too.
  sato.say(`at ${tickets.hers}`);
  assert.deepEqual(await heard(sato), { at: tickets.hers, viewing: [], writing: [] });
  suzuki.say(`at ${tickets.network}`);
  assert.deepEqual(await heard(suzuki), { at: tickets.network, viewing: [ids.mio], writing: [] });
  assert.deepEqual(await heard(mio), { at: tickets.network, viewing: [ids.suzuki], writing: [] });
  suzuki.say('at 00000000-0000-7000-8000-000000000000');
  assert.deepEqual(await heard(mio), { at: tickets.network, viewing: [], writing: [] }, 'who is nowhere has left');
});

test('a requester hears nothing of the desk, the desk hears of him', async (t) => {
  const { tickets, ids, enter } = await begin(t);
  const [hanako, sato] = [await enter('hanako'), await enter('sato')];
  sato.say(`writing ${tickets.hers}`);
  assert.deepEqual(await heard(sato), { at: tickets.hers, viewing: [], writing: [] });
  hanako.say(`at ${tickets.hers}`);
  assert.deepEqual(await heard(hanako), { at: tickets.hers, viewing: [], writing: [] });
  assert.deepEqual(await heard(sato), { at: tickets.hers, viewing: [ids.hanako], writing: [] });
});

test('what is no presence is passed over, what is too long or too much ends the channel', async (t) => {
  const { tickets, enter } = await begin(t);
  const [mio, sato] = [await enter('mio'), await enter('sato')];
  for (const noise of ['', 'at', 'at nowhere', '{"at":1}', `at ${tickets.hers} `]) mio.say(noise);
  mio.say(`at ${tickets.hers}`);
  assert.deepEqual(await heard(mio), { at: tickets.hers, viewing: [], writing: [] });
  mio.say('x'.repeat(300));
  assert.deepEqual(await heard(mio), { close: 1009 });
  for (let i = 0; i < 130; i++) sato.say('away');
  assert.deepEqual(await heard(sato), { close: 1008 });
});
