import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { onEnd } from './lib/on_end.mjs';
import { makeFolder, request, run, startServer } from './lib/program.mjs';

/** A raw connection: what arrives until the server closes it. */
function raw(server, { send = '', keepSending = '' } = {}) {
  const { port } = new URL(server.url);
  return new Promise((resolve) => {
    let text = '';
    const socket = net.connect(Number(port), '127.0.0.1', () => socket.write(send));
    const timer = keepSending && setInterval(() => socket.write(keepSending), 20);
    socket.on('data', (bytes) => (text += bytes));
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(timer);
      resolve(text);
    });
  });
}

test('/healthz answers GET and HEAD', async (t) => {
  const server = await startServer(t);
  assert.equal((await request(server.url, { path: '/healthz' })).text, 'ok\n');
  assert.equal((await request(server.url, { path: '/healthz', method: 'HEAD' })).status, 200);
});

test('SIGTERM and SIGINT end the server with 0, also with idle connections open', async (t) => {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    const server = await startServer(t);
    const idle = raw(server, { send: 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n' });
    await request(server.url, { path: '/healthz' });
    assert.deepEqual(await server.stop(signal), { code: 0, signal: null });
    assert.match(await idle, /200 OK/);
    await assert.rejects(request(server.url, { path: '/healthz' }));
  }
});

test('a request in flight is answered before the server stops', async (t) => {
  const server = await startServer(t);
  const body = JSON.stringify({ name: 'admin', password: server.admin });
  const { port } = new URL(server.url);
  const socket = net.connect(Number(port), '127.0.0.1');
  let text = '';
  socket.on('data', (bytes) => (text += bytes));
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.write(
    `POST /api/session HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: http://localhost:${port}\r\n` +
      `Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`);
  while (!text.includes('100 Continue')) await new Promise((resolve) => socket.once('data', resolve));
  const ended = server.stop();
  while (!server.log.includes('stopping')) await new Promise((resolve) => server.child.stderr.once('data', resolve));
  socket.write(body);
  await closed;
  assert.match(text, /HTTP\/1.1 200 OK/);
  assert.match(text, /Connection: close/i);
  assert.equal((await ended).code, 0);
});

test('a second server on the same folder is refused by name of the first', async (t) => {
  const server = await startServer(t);
  const second = run(['serve', '--data', server.data, '--listen', '127.0.0.1:0']);
  assert.equal(second.code, 6);
  assert.match(second.err, new RegExp(`process ${server.child.pid}`));
});

test('a port that is taken is said in words, and no admin password is lost for it', async (t) => {
  const server = await startServer(t);
  const data = makeFolder(t);
  const args = ['serve', '--data', data, '--listen', `127.0.0.1:${new URL(server.url).port}`];
  const second = run(args);
  assert.equal(second.code, 6);
  assert.match(second.err, /port is taken/);
  assert.equal(second.out, '');
  assert.deepEqual(JSON.parse(run(['user', 'list', '--json', '--data', data]).out), []);
});

test('wrong options and folders are refused with documented exit codes', async (t) => {
  const folder = makeFolder(t);
  writeFileSync(join(folder, 'file'), '');
  assert.equal(run(['serve', '--data', join(folder, 'file')]).code, 1);
  assert.equal(run(['serve']).code, 2);
  assert.equal(run(['serve', '--data', folder, '--listen', 'nonsense']).code, 3);
  assert.equal(run(['serve', '--data', folder, '--web', join(folder, 'nothing')]).code, 4);
  assert.equal(run(['serve', '--data', folder, '--tls']).code, 4);
  assert.equal(run(['nonsense']).code, 2);
  assert.equal(run(['--help']).code, 0);
  assert.match(run(['--help']).out, /Exit codes/);
  const json = run(['serve', '--json', '--data', folder, '--listen', 'nonsense']);
  assert.equal(JSON.parse(json.err).error.code, 'invalid_argument');
});

test('a folder that cannot be written is said in words', { skip: process.getuid() === 0 && 'root writes anywhere' }, (t) => {
  const folder = join(makeFolder(t), 'locked');
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  assert.match(run(['serve', '--data', folder]).err, /cannot write/);
});

test('a body that is too large is refused with 413, announced or chunked', async (t) => {
  const server = await startServer(t);
  const headers = { origin: server.url, 'content-type': 'application/json' };
  const body = 'x'.repeat(100_000);
  const announced = await request(server.url, { method: 'POST', path: '/api/session', headers: { ...headers, 'content-length': body.length }, body });
  assert.equal(announced.status, 413);
  const chunked = await request(server.url, { method: 'POST', path: '/api/session', headers: { ...headers, 'transfer-encoding': 'chunked' }, body });
  assert.equal(chunked.status, 413);
  assert.equal((await request(server.url, { path: '/healthz' })).status, 200);
});

test('headers that are too long get 431, and bytes that are no HTTP get 400', async (t) => {
  const server = await startServer(t);
  const long = await raw(server, { send: `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(40_000)}\r\n\r\n` });
  assert.match(long, /^HTTP\/1.1 431 /);
  assert.match(await raw(server, { send: 'nonsense\r\n\r\n' }), /^HTTP\/1.1 400 /);
  assert.match(await raw(server, { send: 'GET / HTTP/1.1\r\n\r\n' }), /^HTTP\/1.1 400 /, 'a Host is needed');
  assert.match(await raw(server, { send: 'GET / HTTP/1.1\r\nHost: a"b\r\n\r\n' }), /^HTTP\/1.1 400 /);
});

test('a client that sends its headers drop by drop is cut off', async (t) => {
  const server = await startServer(t, { args: ['--header-timeout-ms', '150'] });
  const text = await raw(server, { send: 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n', keepSending: 'X-Drop: 1\r\n' });
  assert.equal(text, '');
});

test('a client that sends its body drop by drop is cut off', async (t) => {
  const server = await startServer(t, { args: ['--body-timeout-ms', '150'] });
  const text = await raw(server, {
    send: `POST /api/session HTTP/1.1\r\nHost: localhost\r\nX-Genba-Client: cli\r\nContent-Length: 5000\r\n\r\n`,
    keepSending: ' ',
  });
  assert.doesNotMatch(text, / 200 /);
});

test('an idle connection is closed, and several requests share one before that', async (t) => {
  const server = await startServer(t, { args: ['--idle-timeout-ms', '150'] });
  const one = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n';
  const text = await raw(server, { send: one + one + one });
  assert.equal(text.split('200 OK').length - 1, 3);
});

test('more connections than allowed are turned away', async (t) => {
  const server = await startServer(t, { args: ['--max-connections', '1'] });
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  onEnd(t, () => agent.destroy());
  assert.equal((await request(server.url, { path: '/healthz', agent })).status, 200);
  assert.equal(await raw(server, { send: 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n' }), '');
  assert.equal((await request(server.url, { path: '/healthz', agent })).status, 200);
});
