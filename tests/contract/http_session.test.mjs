import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookieOf, post, request, run, signedIn, signIn, startServer } from './lib/program.mjs';

test('the first admin signs in once with the printed password and must choose another', async (t) => {
  const server = await startServer(t);
  assert.match(server.admin, /^([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
  const first = await signIn(server, 'admin', server.admin);
  assert.equal(first.status, 200);
  assert.equal(first.json().must_change, true);
  assert.equal(first.json().role, 'admin');
  const cookie = cookieOf(first);

  const wrong = await post(server, '/api/password', { current: 'nonsense nonsense', next: 'a better password' }, { cookie });
  assert.equal(wrong.status, 401);
  const same = await post(server, '/api/password', { current: server.admin, next: server.admin }, { cookie });
  assert.equal(same.status, 400);
  const short = await post(server, '/api/password', { current: server.admin, next: 'short' }, { cookie });
  assert.equal(short.status, 400);
  assert.equal(short.json().error.message, 'the password needs at least 10 characters');
  const changed = await post(server, '/api/password', { current: server.admin, next: 'a better password' }, { cookie });
  assert.equal(changed.status, 200);
  assert.equal(changed.json().must_change, false);

  const who = await request(server.url, { path: '/api/session', headers: { cookie: cookieOf(changed) } });
  assert.equal(who.json().name, 'admin');
  const old = await request(server.url, { path: '/api/session', headers: { cookie } });
  assert.equal(old.json().signed_in, false, 'the session of the one-time password is over');
  assert.equal((await signIn(server, 'admin', server.admin)).status, 401);
});

test('the admin password is printed at the first start only', async (t) => {
  const first = await startServer(t);
  await first.stop();
  const second = await startServer(t, { data: first.data });
  assert.equal(second.admin, undefined);
});

test('the session cookie is HttpOnly, Secure, SameSite=Strict, for this host only', async (t) => {
  const server = await startServer(t);
  const answer = await signIn(server, 'admin', server.admin);
  const [cookie] = answer.headers['set-cookie'];
  const [pair, ...attributes] = cookie.split('; ');
  assert.match(pair, /^__Host-genba=[A-Za-z0-9_-]{43}$/);
  assert.deepEqual(new Set(attributes.map((a) => a.split('=')[0])), new Set(['Path', 'Secure', 'HttpOnly', 'SameSite', 'Max-Age']));
  assert.ok(attributes.includes('SameSite=Strict') && attributes.includes('Path=/'));
});

test('a wrong password and an unknown name get the same answer', async (t) => {
  const server = await startServer(t);
  const wrong = await signIn(server, 'admin', 'not the password');
  const unknown = await signIn(server, 'nobody', 'not the password');
  assert.equal(wrong.status, 401);
  assert.equal(unknown.status, 401);
  assert.equal(wrong.text, unknown.text);
  assert.equal(wrong.headers['set-cookie'], undefined);
});

test('guessing is stopped by user with 429 and Retry-After, and another user still signs in', async (t) => {
  const server = await startServer(t);
  // At once, so that a slow machine gives nobody time to regain a try.
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, i) => signIn(server, i % 2 ? 'Hanako' : 'hanako', `guess number ${i}`)));
  const answer = answers.find(({ status }) => status === 429);
  assert.ok(answer, 'letter case opens no new series');
  assert.ok(answers.some(({ status }) => status === 401));
  assert.ok(Number(answer.headers['retry-after']) >= 1);
  assert.equal(answer.json().error.code, 'too_many_attempts');
  assert.equal((await signIn(server, 'admin', server.admin)).status, 200);
});

test('guessing many names from one address is stopped too', async (t) => {
  const server = await startServer(t);
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => signIn(server, `user${i}`, 'guess')));
  const count = (status) => answers.filter((answer) => answer.status === status).length;
  assert.ok(count(401) >= 20 && count(429) >= 1, `${count(401)} tried, ${count(429)} stopped`);
  assert.equal(count(401) + count(429), 30);
});

test('writes from a foreign origin, or without one from a browser, are refused', async (t) => {
  const server = await startServer(t);
  const body = { name: 'admin', password: server.admin };
  const foreign = await post(server, '/api/session', body, { origin: 'https://evil.example' });
  assert.equal(foreign.status, 403);
  assert.equal(foreign.json().error.code, 'foreign_origin');
  const crossSite = await post(server, '/api/session', body, { 'sec-fetch-site': 'cross-site' });
  assert.equal(crossSite.status, 403);
  const headers = { 'content-type': 'application/json' };
  const bare = await request(server.url, { method: 'POST', path: '/api/session', headers, body: JSON.stringify(body) });
  assert.equal(bare.status, 403);
  const commandLine = await request(server.url, {
    method: 'POST', path: '/api/session', headers: { ...headers, 'x-genba-client': 'cli' }, body: JSON.stringify(body),
  });
  assert.equal(commandLine.status, 200);
});

test('--origin is the only origin that may write', async (t) => {
  const server = await startServer(t, { args: ['--origin', 'https://genba.example', '--behind-proxy'] });
  const body = { name: 'admin', password: server.admin };
  const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'genba.example' };
  assert.equal((await post(server, '/api/session', body, { ...headers, origin: 'https://other.example' })).status, 403);
  assert.equal((await post(server, '/api/session', body, { ...headers, origin: 'https://genba.example' })).status, 200);
});

test('a password is not taken over plain http from another machine', async (t) => {
  const server = await startServer(t);
  const host = '192.0.2.7:8080';
  const answer = await post(server, '/api/session', { name: 'admin', password: server.admin }, { host, origin: `http://${host}` });
  assert.equal(answer.status, 403);
  assert.equal(answer.json().error.code, 'insecure_context');
});

test('signing out ends the session on the server', async (t) => {
  const server = await startServer(t);
  const cookie = await signedIn(server);
  const out = await post(server, '/api/session', undefined, { cookie }, 'DELETE');
  assert.equal(out.status, 204);
  assert.match(out.headers['set-cookie'][0], /Max-Age=0/);
  const who = await request(server.url, { path: '/api/session', headers: { cookie } });
  assert.deepEqual(Object.keys(who.json()), ['signed_in', 'server_time_ms']);
});

test('a user that the command line disables or resets is signed out of the running server', async (t) => {
  const server = await startServer(t);
  const who = async (cookie) => (await request(server.url, { path: '/api/session', headers: { cookie } })).json().signed_in;
  const taro = await signedIn(server, 'taro');
  const hana = await signedIn(server, '花子', 'manager');
  assert.equal(await who(taro), true);
  assert.equal(run(['user', 'disable', 'taro', '--data', server.data]).code, 0);
  assert.equal(await who(taro), false);
  assert.equal((await signIn(server, 'taro', 'correct horse battery')).status, 401);
  assert.equal(run(['user', 'reset', '花子', '--data', server.data]).code, 0);
  assert.equal(await who(hana), false);
  const users = JSON.parse(run(['user', 'list', '--json', '--data', server.data]).out);
  assert.deepEqual(users.map(({ user, role, disabled, must_change }) => [user, role, disabled, must_change]), [
    ['admin', 'admin', false, true],
    ['taro', 'agent', true, false],
    ['花子', 'manager', false, true],
  ]);
});

test('a malformed sign-in is refused before any work', async (t) => {
  const server = await startServer(t);
  for (const body of ['', '{', '[]', '{"name":1,"password":2}', `{"name":"a","password":"${'x'.repeat(600)}"}`]) {
    const answer = await request(server.url, {
      method: 'POST', path: '/api/session', headers: { origin: server.url, 'content-type': 'application/json' }, body,
    });
    assert.equal(answer.status, 400, body.slice(0, 30));
  }
  const form = await request(server.url, {
    method: 'POST', path: '/api/session', headers: { origin: server.url, 'content-type': 'text/plain' },
    body: JSON.stringify({ name: 'admin', password: server.admin }),
  });
  assert.equal(form.status, 400, 'a cross-site form could send text/plain');
});
