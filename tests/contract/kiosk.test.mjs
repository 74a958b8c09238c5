// A kiosk's token: made by an administrator, good for reporting and for nothing else; and what a
// receipt code tells to whoever has it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addPeople, makeDevice } from './lib/device.mjs';
import { cookieOf, genba, post, refused, request, signedIn, signIn, startServer } from './lib/program.mjs';

const codeForm = /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/;

const kiosk = (server, ...args) => JSON.parse(genba('kiosk', ...args, '--json', '--data', server.data));
const session = (server, cookie) => request(server.url, { path: '/api/session', headers: { cookie } });
const ask = (server, code, headers) => post(server, '/api/receipt', { code }, headers);

/** The session cookie of a new kiosk. */
async function enrolled(server, name = 'entrance') {
  const answer = await signIn(server, name, kiosk(server, 'add', name).enrolment_code);
  assert.equal(answer.status, 200);
  return cookieOf(answer);
}

const sync = (server, path, cookie, body) => request(server.url, {
  method: 'POST', path: `/api/sync/${path}`, body,
  headers: { origin: server.url, 'content-type': 'application/octet-stream', cookie },
});

const varint = (number) => {
  const bytes = [];
  for (; number >= 0x80; number = Math.floor(number / 0x80)) bytes.push((number % 0x80) | 0x80);
  return Buffer.from([...bytes, number]);
};

/** Everything that a pull from the start brings, as the protocol has it (core/sync/PROTOCOL.md). */
async function pullAll(server, cookie) {
  const hello = await sync(server, 'hello', cookie, Buffer.concat([Buffer.from([1]), Buffer.alloc(16, 7), Buffer.alloc(16)]));
  assert.equal(hello.status, 200);
  // Version, epoch 1, a lane that need not be known, no cursor, as much as there is.
  const pull = await sync(server, 'pull', cookie, Buffer.concat([Buffer.from([1]), varint(1), varint(1), varint(0), varint(20000)]));
  assert.equal(pull.status, 200);
  return pull.bytes;
}

/** An id as it travels: two halves, the lowest byte first (core/model/FORMAT.md). */
function asSent(id) {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  return Buffer.concat([bytes.subarray(0, 8).reverse(), bytes.subarray(8).reverse()]).toString('latin1');
}

/** A ticket that an agent took at the counter, and the code that was handed out with it. */
function ticketWithCode(t, server, title) {
  addPeople(t, server.data, ['hanako']);
  const desk = makeDevice(t, 'hanako');
  desk.sync(server);
  const { id } = JSON.parse(genba('ticket', 'new', '--json', '--data', desk.data, '--title', title));
  const { receipt_code: code } = JSON.parse(genba('ticket', 'receipt', id, '--json', '--data', desk.data));
  desk.sync(server);
  return { desk, id, code };
}

test('an administrator adds a kiosk; its link is printed once and enrols one device, once', async (t) => {
  const server = await startServer(t);
  const made = kiosk(server, 'add', '受付1', '--origin', 'https://genba.example');
  const code = made.enrolment_code;
  assert.match(code, /^\d{5}-([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  assert.equal(made.link, `https://genba.example/#/kiosk?name=${encodeURIComponent('受付1')}&code=${code}`);
  assert.equal(kiosk(server, 'list')[0].state, 'not enrolled');
  assert.doesNotMatch(genba('kiosk', 'list', '--data', server.data), new RegExp(code));

  const first = await signIn(server, '受付1', code);
  assert.equal(first.status, 200);
  assert.equal(first.json().role, 'kiosk');
  assert.equal(first.json().must_change, false);
  assert.equal(kiosk(server, 'list')[0].state, 'enrolled');
  assert.equal((await signIn(server, '受付1', code)).status, 401, 'the code is used up');
  assert.equal((await session(server, cookieOf(first))).json().signed_in, true);

  const renewed = kiosk(server, 'renew', '受付1');
  assert.equal((await session(server, cookieOf(first))).json().signed_in, false, 'the device before is out');
  assert.equal((await signIn(server, '受付1', renewed.enrolment_code)).status, 200);
  refused(3, 'kiosk', 'add', '受付1', '--data', server.data);
  refused(4, 'kiosk', 'renew', 'nobody', '--data', server.data);
  refused(3, 'kiosk', 'renew', 'admin', '--data', server.data);
});

test('a revoked kiosk is refused at once, and enrols again with a new code only', async (t) => {
  const server = await startServer(t);
  const cookie = await enrolled(server);
  assert.equal((await sync(server, 'push', cookie, 'x')).status, 400, 'before: it may');
  genba('kiosk', 'revoke', 'entrance', '--data', server.data);
  assert.equal((await sync(server, 'push', cookie, 'x')).status, 401);
  assert.equal(kiosk(server, 'list')[0].state, 'revoked');
  const again = await signIn(server, 'entrance', kiosk(server, 'renew', 'entrance').enrolment_code);
  assert.equal(again.status, 200);
});

test('a kiosk stays signed in: its cookie lasts, and is renewed whenever it asks', async (t) => {
  const server = await startServer(t);
  const cookie = await enrolled(server);
  const days = (answer) => Number(/Max-Age=(\d+)/.exec(answer.headers['set-cookie'][0])[1]) / 86400;
  const asked = await session(server, cookie);
  assert.ok(days(asked) >= 365, 'more than a year');
  assert.equal(cookieOf(asked), cookie);
  const person = await session(server, await signedIn(server, 'taro'));
  assert.equal(person.headers['set-cookie'], undefined);
});

test('a kiosk’s session opens the synchronisation and nothing else', async (t) => {
  const server = await startServer(t);
  const cookie = await enrolled(server);
  const id = '01890000-0000-7000-8000-000000000000';
  const closed = [
    ['GET', '/api/devices'], ['POST', `/api/devices/0123456789abcdef/wipe`], ['POST', '/api/devices/0123456789abcdef/revoke'],
    ['GET', '/api/kiosks'], ['POST', '/api/kiosks'], ['POST', `/api/kiosks/${id}/renew`], ['POST', `/api/kiosks/${id}/revoke`],
    ['POST', '/api/password'], ['GET', `/api/attachments/${id}`], ['GET', `/api/attachments/${id}/state`],
    ['GET', `/api/attachments/${id}/thumbnail`], ['PUT', `/api/attachments/${id}`], ['PUT', `/api/attachments/${id}/thumbnail`],
  ];
  for (const [method, path] of closed) {
    const answer = await request(server.url, { method, path, headers: { cookie, origin: server.url } });
    assert.equal(answer.status, 403, `${method} ${path}`);
    assert.equal(answer.json().error.code, 'forbidden');
  }
});

test('a pull brings a kiosk what its form offers, and not one byte of a ticket', async (t) => {
  const server = await startServer(t);
  const { id } = ticketWithCode(t, server, '部外秘の件名');
  const cookie = await enrolled(server);
  const kiosks = (await pullAll(server, cookie)).toString('latin1');
  const holds = (bytes, text) => bytes.includes(Buffer.from(text).toString('latin1'));
  assert.ok(holds(kiosks, 'ハードウェア'), 'the categories');
  const idBytes = asSent(id);
  for (const secret of ['部外秘の件名', 'hanako', 'サービスデスク']) assert.ok(!holds(kiosks, secret), secret);
  assert.ok(!kiosks.includes(idBytes), 'the ticket’s id');
  const managers = (await pullAll(server, await signedIn(server, 'taro', 'manager'))).toString('latin1');
  assert.ok(holds(managers, '部外秘の件名') && managers.includes(idBytes), 'who may see it is sent it');
  // Neither by the other ways of getting a copy.
  for (const path of ['check', 'repair', 'snapshot']) {
    const answer = await sync(server, path, cookie, Buffer.from([1, 1, 0, 0, 0, 0]));
    assert.ok(!holds(answer.bytes.toString('latin1'), '部外秘の件名'), path);
  }
});

test('a receipt code tells the state and since when, to anybody, and nothing else', async (t) => {
  const server = await startServer(t);
  const { desk, id, code } = ticketWithCode(t, server, 'プリンター');
  assert.match(code, codeForm);
  const answer = await ask(server, code);
  assert.equal(answer.status, 200);
  assert.deepEqual(Object.keys(answer.json()).sort(), ['since_ms', 'state_en', 'state_ja']);
  assert.equal(answer.json().state_ja, '新規');
  genba('ticket', 'set', id, 'state=in_progress', '--data', desk.data);
  desk.sync(server);
  const later = (await ask(server, ` ${code.toLowerCase().replaceAll('-', ' ')} `)).json();
  assert.equal(later.state_en, 'In progress');
  assert.ok(later.since_ms >= answer.json().since_ms);
  // Nobody reads the code out of the data, not even who sees the ticket.
  const everything = genba('export', 'jsonl', '--data', desk.data);
  assert.ok(!everything.includes(code) && !everything.includes(code.replaceAll('-', '')));
});

test('an unknown code and what is no code get the same answer', async (t) => {
  const server = await startServer(t);
  const { code } = ticketWithCode(t, server, 'プリンター');
  const wrong = code.replace(/^./, code[0] === '7' ? '8' : '7');
  // A code that is well formed and belongs to nothing.
  const free = '0000-0000-0000-0000';
  const answers = await Promise.all([wrong, free, 'nonsense', '', 'x'.repeat(5000)].map((each) => ask(server, each)));
  answers.push(await post(server, '/api/receipt', { code: 7 }));
  const [first] = answers.splice(3, 1);
  assert.equal(first.status, 404);
  for (const answer of answers) if (answer.status !== 413) assert.deepEqual([answer.status, answer.text], [first.status, first.text]);
});

test('look-ups are counted by address and by device, and the answer says how long to wait', async (t) => {
  const server = await startServer(t, { args: ['--behind-proxy'] });
  const from = (address) => ({ 'x-forwarded-for': address });
  const many = (count, headers) => Promise.all(Array.from({ length: count }, () => ask(server, '0000-0000-0000-0000', headers)));
  const stopped = (answers) => answers.filter(({ status }) => status === 429);
  const byAddress = stopped(await many(60, from('192.0.2.1')));
  assert.ok(byAddress.length > 0 && byAddress.length < 60, `${byAddress.length} of 60`);
  assert.ok(Number(byAddress[0].headers['retry-after']) >= 1);
  assert.equal(stopped(await many(1, from('192.0.2.2'))).length, 0, 'another address may still ask');

  const cookie = await enrolled(server);
  const byDevice = await Promise.all(Array.from({ length: 20 }, (_, i) => ask(server, '0000-0000-0000-0000', { cookie, ...from(`198.51.100.${i}`) })));
  assert.ok(stopped(byDevice).length > 0, 'one device asks from many addresses');
  assert.equal(stopped(await many(1, from('198.51.100.1'))).length, 0, 'the address itself has not asked much');
});
