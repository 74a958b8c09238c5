import assert from 'node:assert/strict';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLive } from './lib/live.mjs';
import { cookieOf, makeFolder, request, run, signedIn, signIn, startServer } from './lib/program.mjs';

const password = 'correct horse battery';

const sync = (server, path, cookie, body = '') => request(server.url, {
  method: 'POST', path: `/api/sync/${path}`, body,
  headers: { origin: server.url, 'content-type': 'application/octet-stream', ...(cookie ? { cookie } : {}) },
});

/** A folder of the command line that works with the server as that user. */
function commandLine(t, server, user) {
  const data = makeFolder(t);
  const file = join(data, 'password');
  writeFileSync(file, `${password}\n`);
  const exchange = () => {
    const done = run(['sync', '--json', '--data', data, '--server', server.url, '--user', user, '--password-file', file]);
    assert.equal(done.code, 0, done.err);
    return JSON.parse(done.out);
  };
  return { data, exchange };
}

test('only who is signed in with a password of his own may synchronise', async (t) => {
  const server = await startServer(t);
  const admin = cookieOf(await signIn(server, 'admin', server.admin));
  const requester = await signedIn(server, 'yuki', 'requester');
  for (const path of ['hello', 'push', 'pull']) {
    assert.equal((await sync(server, path)).status, 401, path);
    const mustChange = await sync(server, path, admin);
    assert.equal(mustChange.status, 403, path);
    assert.equal(mustChange.json().error.code, 'password_must_change');
    const foreign = await request(server.url, { method: 'POST', path: `/api/sync/${path}`, headers: { cookie: requester, origin: 'https://evil.example' } });
    assert.equal(foreign.status, 403, path);
  }
});

test('bytes that are no message of the protocol are refused, and the server goes on', async (t) => {
  const server = await startServer(t);
  const cookie = await signedIn(server);
  for (const path of ['hello', 'push', 'pull']) {
    for (const body of ['', 'nonsense', Buffer.alloc(3000, 0xff)]) {
      const answer = await sync(server, path, cookie, body);
      assert.equal(answer.status, 400, path);
      assert.match(answer.json().error.code, /malformed|unsupported/);
      // In whole words, not what lay in memory where they had been.
      assert.match(answer.json().error.message, new RegExp(`^${path} request: [ -~]+$`));
    }
  }
  assert.equal((await sync(server, 'pull', cookie, Buffer.alloc(100_000))).status, 413);
  assert.equal((await request(server.url, { path: '/healthz' })).status, 200);
});

/** A search request as core/sync/PROTOCOL.md has it. */
const searchFor = (words) => {
  const text = Buffer.from(words);
  return Buffer.concat([Buffer.from([1, text.length]), text]);
};

test('a search finds, for whoever may see them, tickets that no device need keep', async (t) => {
  const server = await startServer(t);
  const taro = await signedIn(server, 'taro');
  const requester = await signedIn(server, 'yuki', 'requester');
  const folder = commandLine(t, server, 'taro');
  folder.exchange();
  for (const title of ['倉庫のプリンターが動かない', 'VPN']) {
    assert.equal(run(['ticket', 'new', '--data', folder.data, '--title', title]).code, 0);
  }
  folder.exchange();
  assert.equal((await sync(server, 'search', undefined, searchFor('VPN'))).status, 401);
  assert.equal((await sync(server, 'search', taro, 'nonsense')).status, 400);
  assert.equal((await sync(server, 'search', taro, Buffer.alloc(1000, 0x41))).status, 413);
  const found = await sync(server, 'search', taro, searchFor('ﾌﾟﾘﾝﾀ'));
  assert.equal(found.status, 200);
  assert.match(found.bytes.toString(), /倉庫のプリンターが動かない/);
  assert.doesNotMatch(found.bytes.toString(), /VPN/);
  const none = await sync(server, 'search', requester, searchFor('ﾌﾟﾘﾝﾀ'));
  assert.deepEqual([...none.bytes], [1, 0, 0]);
});

test('who searches again and again is told to wait, and nobody else is', async (t) => {
  const server = await startServer(t);
  const taro = await signedIn(server, 'taro');
  const hana = await signedIn(server, 'hana');
  const answers = [];
  for (let i = 0; i < 12; ++i) answers.push(await sync(server, 'search', taro, searchFor('VPN')));
  const refused = answers.find(({ status }) => status === 429);
  assert.ok(refused, 'twelve searches in a row');
  assert.ok(Number(refused.headers['retry-after']) >= 1);
  assert.equal((await sync(server, 'search', hana, searchFor('VPN'))).status, 200);
});

test('what one folder records, another gets, and the live channel says so', async (t) => {
  const server = await startServer(t);
  const cookie = await signedIn(server, 'taro');
  await signedIn(server, 'hana');
  const live = await openLive(server.url, { cookie, origin: server.url });
  const first = JSON.parse((await live.next()).text).head;
  const [taro, hana] = [commandLine(t, server, 'taro'), commandLine(t, server, 'hana')];
  taro.exchange();
  const made = run(['ticket', 'new', '--json', '--data', taro.data, '--title', 'プリンターが動かない']);
  assert.equal(made.code, 0, made.err);
  const { head } = taro.exchange();
  assert.ok(head > first);
  for (let said = first; said < head; said = JSON.parse((await live.next()).text).head);
  hana.exchange();
  const list = run(['ticket', 'list', '--json', '--data', hana.data]);
  assert.match(list.out, /プリンターが動かない/);
});

test('the command line makes no second workspace beside a server’s data', async (t) => {
  const server = await startServer(t);
  const jsonl = join(makeFolder(t), 'all.jsonl');
  writeFileSync(jsonl, '');
  for (const args of [['ticket', 'new', '--title', 'VPN'], ['ticket', 'list'], ['report', 'kpi'], ['export', 'jsonl'], ['import', 'jsonl', jsonl]]) {
    const done = run([...args, '--data', server.data]);
    assert.equal(done.code, 3, args.join(' '));
    if (args[1] !== 'jsonl' || args[0] === 'export') assert.match(done.err, /is a server's folder: `genba sync`/);
  }
  assert.equal(existsSync(join(server.data, 'workspace')), false);
  assert.equal(run(['verify', '--data', server.data]).code, 0);
});

test('a folder knows when it was last synchronised', async (t) => {
  const server = await startServer(t);
  await signedIn(server, 'taro');
  const { data, exchange } = commandLine(t, server, 'taro');
  const lastSync = () => JSON.parse(run(['report', 'sync_health', '--data', data, '--format', 'json']).out)[0].last_sync;
  const before = Date.now();
  exchange();
  const at = Date.parse(lastSync());
  assert.ok(at >= before - 1000 && at <= Date.now(), `${at}`);
});

test('a refused synchronisation leaves no folder behind', async (t) => {
  const server = await startServer(t);
  const folder = makeFolder(t);
  const file = join(folder, 'password');
  writeFileSync(file, 'not the password');
  const data = join(folder, 'new');
  const done = run(['sync', '--data', data, '--server', server.url, '--user', 'admin', '--password-file', file]);
  assert.equal(done.code, 5);
  assert.equal(existsSync(data), false);
});

test('what two folders changed alike is shown as a conflict, in text too', async (t) => {
  const server = await startServer(t);
  await signedIn(server, 'taro');
  await signedIn(server, 'hana');
  const [taro, hana] = [commandLine(t, server, 'taro'), commandLine(t, server, 'hana')];
  taro.exchange();
  const made = JSON.parse(run(['ticket', 'new', '--json', '--data', taro.data, '--title', 'VPN']).out);
  taro.exchange();
  hana.exchange();
  for (const [who, title] of [[taro, 'VPNが切れる'], [hana, 'VPNが遅い']]) {
    assert.equal(run(['ticket', 'set', made.id, `title=${title}`, '--data', who.data]).code, 0);
  }
  taro.exchange();
  hana.exchange();
  const shown = run(['ticket', 'show', made.id, '--data', hana.data]);
  assert.equal(shown.code, 0, shown.err);
  assert.match(shown.out, /\nconflicts\n {2}.*"field":"title".*\n/);
  assert.match(shown.out, /\ntimeline\n/);
});

test('the server stops in order right after it has answered a push', async (t) => {
  const server = await startServer(t);
  await signedIn(server, 'taro');
  commandLine(t, server, 'taro').exchange();
  assert.deepEqual(await server.stop(), { code: 0, signal: null });
});

test('demo data can be signed in to, pulled and is made once only', async (t) => {
  const first = await startServer(t, { args: ['--demo'] });
  assert.match(first.admin, /-/, 'demo accounts do not replace the admin');
  assert.equal((await signIn(first, 'demo', 'genba-demo')).json().role, 'manager');
  await first.stop();
  const second = await startServer(t, { data: first.data, args: ['--demo'] });
  const data = makeFolder(t);
  writeFileSync(join(data, 'password'), 'genba-demo');
  const done = run(['sync', '--json', '--data', data, '--server', second.url, '--user', 'demo', '--password-file', join(data, 'password')]);
  assert.equal(done.code, 0, done.err);
  const tickets = JSON.parse(run(['ticket', 'list', '--json', '--limit', '0', '--data', data]).out);
  // 160, and the follow-ups that late replies opened.
  assert.ok(tickets.length >= 160 && tickets.length < 200, `${tickets.length} tickets`);
});

test('what the server stores is for its owner only', async (t) => {
  const server = await startServer(t, { data: join(makeFolder(t), 'new') });
  for (const name of ['', 'genba.sqlite', 'genba.lock']) {
    assert.equal(statSync(join(server.data, name)).mode & 0o077, 0, name);
  }
});
