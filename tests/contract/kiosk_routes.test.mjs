// Kiosks managed over the network: by administrators, and by nobody else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookieOf, genba, post, request, signedIn, signIn, startServer } from './lib/program.mjs';

const get = (server, path, cookie) => request(server.url, { path, headers: { cookie } });
const add = (server, cookie, name) => post(server, '/api/kiosks', { name }, { cookie });
const act = (server, cookie, id, verb) => post(server, `/api/kiosks/${id}/${verb}`, undefined, { cookie });
const kiosks = async (server, cookie) => (await get(server, '/api/kiosks', cookie)).json();

/** The code in a link, which must be of that kiosk. */
function codeIn(answer, name) {
  const { link, ...rest } = answer.json();
  assert.deepEqual(rest, { name });
  const query = new URLSearchParams(/^\/kiosk\?(.*)$/.exec(link)[1]);
  assert.equal(query.get('name'), name);
  assert.match(query.get('code'), /^\d{5}-([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  return query.get('code');
}

test('an administrator adds a kiosk; its link is said once, and enrols one device, once', async (t) => {
  const server = await startServer(t);
  const admin = await signedIn(server, 'root', 'admin');
  assert.deepEqual(await kiosks(server, admin), []);
  const made = await add(server, admin, '受付1');
  assert.equal(made.status, 201);
  assert.equal(made.headers['cache-control'], 'no-store');
  const code = codeIn(made, '受付1');
  const [before] = await kiosks(server, admin);
  assert.deepEqual({ ...before, id: '' }, { id: '', name: '受付1', state: 'not enrolled', last_contact_ms: 0 });
  assert.doesNotMatch((await get(server, '/api/kiosks', admin)).text, new RegExp(code));

  const enrolled = await signIn(server, '受付1', code);
  assert.equal(enrolled.json().role, 'kiosk');
  assert.equal((await signIn(server, '受付1', code)).status, 401, 'the code is used up');
  await post(server, '/api/device', { waiting: 3 }, { cookie: cookieOf(enrolled) });
  const [after] = await kiosks(server, admin);
  assert.deepEqual([after.state, after.waiting], ['enrolled', 3]);
  assert.ok(after.last_contact_ms > 0);
  assert.equal(JSON.parse(genba('kiosk', 'list', '--json', '--data', server.data))[0].state, 'enrolled');
});

test('a link that nobody has used ends after a week', async (t) => {
  const server = await startServer(t);
  const code = codeIn(await add(server, await signedIn(server, 'root', 'admin'), 'gate'), 'gate');
  server.child.kill('SIGKILL');
  await server.ended;
  const in8Days = new Date(Date.now() + 8 * 86_400_000).toISOString().slice(0, 19).replace('T', ' ');
  const later = await startServer(t, { data: server.data, at: in8Days });
  assert.equal((await signIn(later, 'gate', code)).status, 401);
});

test('a new link ends the enrolment; a revoked kiosk is refused at once, until it has one', async (t) => {
  const server = await startServer(t);
  const admin = await signedIn(server, 'root', 'admin');
  const first = await signIn(server, 'gate', codeIn(await add(server, admin, 'gate'), 'gate'));
  const isIn = async (answer) => (await get(server, '/api/session', cookieOf(answer))).json().signed_in;
  const [{ id }] = await kiosks(server, admin);

  const renewed = await act(server, admin, id, 'renew');
  assert.equal(renewed.status, 200);
  assert.equal(await isIn(first), false, 'the device before is out');
  const second = await signIn(server, 'gate', codeIn(renewed, 'gate'));
  assert.equal(await isIn(second), true);

  assert.equal((await act(server, admin, id, 'revoke')).status, 204);
  assert.equal(await isIn(second), false);
  assert.equal((await kiosks(server, admin))[0].state, 'revoked');
  const unused = codeIn(await act(server, admin, id, 'renew'), 'gate');
  assert.equal((await kiosks(server, admin))[0].state, 'not enrolled');
  assert.equal((await signIn(server, 'gate', unused)).status, 200);
});

test('others may not see, add, renew or revoke kiosks, and are told so', async (t) => {
  const server = await startServer(t);
  const admin = await signedIn(server, 'root', 'admin');
  const enrolled = await signIn(server, 'gate', codeIn(await add(server, admin, 'gate'), 'gate'));
  const [{ id }] = await kiosks(server, admin);
  const cookies = { kiosk: cookieOf(enrolled) };
  for (const role of ['requester', 'agent', 'group_lead', 'manager', 'approver', 'executive', 'auditor', 'security_officer']) {
    cookies[role] = await signedIn(server, role, role);
  }
  for (const [role, cookie] of Object.entries(cookies)) {
    const tries = [
      get(server, '/api/kiosks', cookie), add(server, cookie, 'mine'), act(server, cookie, id, 'renew'), act(server, cookie, id, 'revoke'),
    ];
    for (const answer of await Promise.all(tries)) {
      assert.equal(answer.status, 403, role);
      const { code, message } = answer.json().error;
      assert.equal(code, 'forbidden');
      if (role !== 'kiosk') assert.match(message, /only administrators/);
    }
  }
  assert.equal((await get(server, '/api/kiosks', '')).status, 401);
  const [gate, ...more] = await kiosks(server, admin);
  assert.deepEqual([gate.state, more], ['enrolled', []]);
});

test('a name that accounts may not have, one that is taken, and an id of nothing are refused in words', async (t) => {
  const server = await startServer(t);
  const admin = await signedIn(server, 'root', 'admin');
  await add(server, admin, 'gate');
  for (const body of [{}, { name: 7 }, { name: '' }, { name: 'two words' }, { name: 'a/b' }, { name: 'x'.repeat(300) }, []]) {
    const answer = await post(server, '/api/kiosks', body, { cookie: admin });
    assert.equal(answer.status, 400, JSON.stringify(body));
    assert.ok(answer.json().error.message.length > 10);
  }
  for (const name of ['gate', 'GATE', 'root']) assert.equal((await add(server, admin, name)).status, 409, name);
  const person = JSON.parse(genba('user', 'list', '--json', '--data', server.data)).find(({ role }) => role === 'admin');
  for (const verb of ['renew', 'revoke']) {
    assert.equal((await act(server, admin, '01890000-0000-7000-8000-000000000000', verb)).status, 404);
    assert.equal((await act(server, admin, 'gate', verb)).status, 404);
    assert.equal((await act(server, admin, person.id, verb)).status, 400);
  }
  assert.equal((await get(server, '/api/session', admin)).json().signed_in, true, 'nobody was revoked');
});
