// The content of attachments over HTTP: sent in chunks by whoever added them, read by whoever sees them.
import assert from 'node:assert/strict';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';

import { makeDevice } from './lib/device.mjs';
import { genba, makeFolder, request, signedIn, startServer } from './lib/program.mjs';

const chunk = 256 * 1024;
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** A server on which yuki, a requester, has attached `content` to her ticket, and sent none of it yet. */
async function attached(t, { content = randomBytes(700_000), name = '現場 1.jpg' } = {}) {
  const server = await startServer(t);
  const cookies = {};
  for (const [who, role] of [['yuki', 'requester'], ['mallory', 'requester'], ['taro', 'agent'], ['hana', 'agent']]) {
    cookies[who] = await signedIn(server, who, role);
  }
  const device = makeDevice(t, 'yuki');
  device.sync(server);
  const ticket = JSON.parse(genba('ticket', 'new', '--json', '--data', device.data, '--title', 'プリンター')).label;
  const attach = (bytes, as) => {
    const file = join(makeFolder(t), as);
    writeFileSync(file, bytes);
    const list = JSON.parse(genba('attachment', 'add', ticket, file, '--json', '--data', device.data));
    rmSync(join(device.data, 'attachments', sha256(bytes)));
    device.sync(server);
    return list.at(-1).id;
  };
  const id = attach(content, name);
  const ask = (who, path = '', options = {}) => request(server.url, {
    path: `/api/attachments/${options.id ?? id}${path}`, ...options,
    headers: { origin: server.url, ...(cookies[who] ? { cookie: cookies[who] } : {}), ...options.headers },
  });
  const put = (who, offset, body, of = id) => ask(who, `?offset=${offset}`, { method: 'PUT', body, id: of });
  const sendAll = async (who = 'yuki', of = id, bytes = content) => {
    for (let at = 0; at < bytes.length; at += chunk) {
      assert.equal((await put(who, at, bytes.subarray(at, at + chunk), of)).status, 200);
    }
  };
  return { server, cookies, attach, id, content, ask, put, sendAll };
}

test('content goes up in chunks, goes on where it was cut off, and comes down as it was', async (t) => {
  const { content, ask, put, server, id, cookies } = await attached(t);
  assert.deepEqual((await ask('yuki', '/state')).json(), { received: 0, size: 700_000, thumbnail: false, whole: false });
  assert.equal((await ask('yuki')).status, 404, 'nothing arrived yet');
  assert.equal((await put('yuki', 0, content.subarray(0, chunk))).status, 200);

  // The answer was lost: the same again is told where to go on.
  const again = await put('yuki', 0, content.subarray(0, chunk));
  assert.equal(again.status, 409);
  assert.equal(again.json().received, chunk);
  assert.equal(again.json().error.code, 'out_of_order');

  // A request that was cut in its middle left nothing.
  const { port } = new URL(server.url);
  await new Promise((resolve) => {
    const socket = net.connect(Number(port), '127.0.0.1', () => {
      const head = [`PUT /api/attachments/${id}?offset=${chunk} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Origin: ${server.url}`, `Cookie: ${cookies.yuki}`, `Content-Length: ${chunk}`, '', ''];
      socket.write(head.join('\r\n'));
      socket.write(content.subarray(chunk, chunk + 1000), () => socket.destroy());
    });
    socket.on('close', resolve);
  });
  assert.equal((await ask('yuki', '/state')).json().received, chunk);
  assert.equal((await put('yuki', chunk, content.subarray(chunk, 2 * chunk))).status, 200);
  const last = await put('yuki', 2 * chunk, content.subarray(2 * chunk));
  assert.deepEqual(last.json(), { received: 700_000, size: 700_000, thumbnail: false, whole: true });
  // Whoever did not hear that it is whole is told so again.
  assert.equal((await put('yuki', 2 * chunk, content.subarray(2 * chunk))).json().whole, true);

  const all = await ask('taro');
  assert.equal(all.status, 200);
  assert.ok(all.bytes.equals(content));
});

test('a chunk of the wrong length, and content that is not what was announced, are refused in words', async (t) => {
  const { content, ask, put } = await attached(t);
  const short = await put('yuki', 0, content.subarray(0, 1000));
  assert.equal(short.status, 400);
  assert.match(short.json().error.message, /262144/);
  assert.equal((await put('yuki', 0, Buffer.alloc(chunk + 1))).status, 413);
  assert.equal((await put('yuki', 'x', content.subarray(0, chunk))).status, 409);
  await put('yuki', 0, content.subarray(0, chunk));
  await put('yuki', chunk, Buffer.alloc(chunk));
  const wrong = await put('yuki', 2 * chunk, content.subarray(2 * chunk));
  assert.equal(wrong.status, 422);
  assert.equal(wrong.json().error.code, 'wrong_content');
  assert.equal((await ask('yuki', '/state')).json().received, 0);
});

test('ranges are those of the content', async (t) => {
  const { content, ask, sendAll } = await attached(t);
  await sendAll();
  const range = async (value) => ask('yuki', '', { headers: { range: value } });
  for (const [value, from, until] of [['bytes=0-0', 0, 1], ['bytes=262140-262150', 262140, 262151], ['bytes=699999-', 699999, 700_000], ['bytes=-10', 699_990, 700_000], ['bytes=5-999999999', 5, 700_000]]) {
    const answer = await range(value);
    assert.equal(answer.status, 206, value);
    assert.equal(answer.headers['content-range'], `bytes ${from}-${until - 1}/700000`);
    assert.ok(answer.bytes.equals(content.subarray(from, until)), value);
  }
  const beyond = await range('bytes=700000-');
  assert.equal(beyond.status, 416);
  assert.equal(beyond.headers['content-range'], 'bytes */700000');
  for (const value of ['bytes=', 'bytes=9-5', 'lines=1-2', 'bytes=0-1,5-6', 'bytes=--5']) {
    assert.equal((await range(value)).status, 200, value);
  }
});

test('no browser shows what was attached: it saves it, under its own name', async (t) => {
  const page = Buffer.from('<script>alert(1)</script>');
  const { ask, sendAll, attach } = await attached(t, { content: page, name: '見積"; filename=x.html' });
  await sendAll('yuki', undefined, page);
  const answer = await ask('taro');
  assert.equal(answer.headers['content-type'], 'application/octet-stream');
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  assert.equal(answer.headers['cache-control'], 'no-store');
  assert.match(answer.headers['content-security-policy'], /default-src 'none'/);
  assert.equal(answer.headers['content-disposition'],
    `attachment; filename="_____filename_x.html"; filename*=UTF-8''%E8%A6%8B%E7%A9%8D%22%3B%20filename%3Dx.html`);
  const photo = randomBytes(1000);
  const id = attach(photo, 'a.jpg');
  await sendAll('yuki', id, photo);
  assert.equal((await ask('taro', '', { id })).headers['content-type'], 'image/jpeg');
});

test('what one may not see and what there is not are one and the same', async (t) => {
  const { ask, put, sendAll, content, server } = await attached(t);
  await sendAll();
  const plain = ({ status, text }) => ({ status, text });
  const unknown = randomUUID();
  for (const path of ['', '/state', '/thumbnail']) {
    const missing = plain(await ask('mallory', path, { id: unknown }));
    assert.equal(missing.status, 404);
    assert.deepEqual(plain(await ask('mallory', path)), missing);
    assert.deepEqual(plain(await ask('mallory', path, { id: 'no-id' })), missing);
    assert.equal((await ask(undefined, path)).status, 401);
  }
  for (const id of [undefined, unknown]) {
    assert.equal((await put('mallory', 0, content.subarray(0, chunk), id)).text, (await put('mallory', 0, content.subarray(0, chunk), unknown)).text);
  }
  // Who sees it and did not add it reads it, and changes nothing.
  assert.equal((await put('taro', 0, content.subarray(0, chunk))).status, 403);
  assert.equal((await ask('taro', '/thumbnail', { method: 'PUT', body: Buffer.from([255, 216, 255, 217]) })).status, 403);
  // By its hash it cannot be asked for at all.
  assert.equal((await request(server.url, { path: `/api/attachments/${sha256(content)}` })).status, 401);
  assert.equal((await ask('taro', '', { id: sha256(content) })).status, 404);
  assert.equal((await ask('taro', '/other')).status, 404);
});

test('naming the hash of what somebody else sent gives nothing: one’s own bytes must be sent', async (t) => {
  const { server, content, sendAll, cookies } = await attached(t);
  await sendAll();
  const device = makeDevice(t, 'mallory');
  device.sync(server);
  const ticket = JSON.parse(genba('ticket', 'new', '--json', '--data', device.data, '--title', 'mine')).label;
  const file = join(makeFolder(t), 'guess');
  writeFileSync(file, content);
  const [{ id }] = JSON.parse(genba('attachment', 'add', ticket, file, '--json', '--data', device.data));
  rmSync(join(device.data, 'attachments', sha256(content)));
  device.sync(server);
  const headers = { origin: server.url, cookie: cookies.mallory };
  const state = await request(server.url, { path: `/api/attachments/${id}/state`, headers });
  assert.deepEqual(state.json(), { received: 0, size: content.length, thumbnail: false, whole: false });
  assert.equal((await request(server.url, { path: `/api/attachments/${id}`, headers })).status, 404);
  const wrong = await request(server.url, { method: 'PUT', path: `/api/attachments/${id}?offset=0`, headers, body: Buffer.alloc(chunk) });
  assert.equal(wrong.json().received, chunk, 'no answer tells that the content is known');
});

test('an internal attachment is for the desk; one that was removed for nobody', async (t) => {
  const { server, ask } = await attached(t);
  const device = makeDevice(t, 'taro');
  device.sync(server);
  const content = randomBytes(5000);
  const file = join(makeFolder(t), 'notes.txt');
  writeFileSync(file, content);
  const ticket = JSON.parse(genba('ticket', 'list', '--json', '--data', device.data))[0].label;
  const list = JSON.parse(genba('attachment', 'add', ticket, file, '--internal', '--json', '--data', device.data));
  const { id } = list.at(-1);
  device.sync(server);
  assert.ok((await ask('hana', '', { id })).bytes.equals(content));
  assert.equal((await ask('yuki', '', { id })).status, 404);
  assert.equal((await ask('yuki', '/state', { id })).status, 404);
  genba('attachment', 'remove', id, '--data', device.data);
  device.sync(server);
  assert.equal((await ask('hana', '', { id })).status, 404);
  genba('attachment', 'remove', id, '--undo', '--data', device.data);
  device.sync(server);
  assert.equal((await ask('hana', '', { id })).status, 200);
});

test('a small picture comes first, is a JPEG, and stays', async (t) => {
  const { ask } = await attached(t);
  const jpeg = Buffer.from([255, 216, 255, 224, 1, 2, 3, 255, 217]);
  const put = (body) => ask('yuki', '/thumbnail', { method: 'PUT', body });
  assert.equal((await ask('taro', '/thumbnail')).status, 404);
  assert.equal((await put(Buffer.from('<svg/>'))).status, 400);
  assert.equal((await put(Buffer.alloc(70_000))).status, 413);
  assert.equal((await put(jpeg)).status, 204);
  assert.equal((await put(Buffer.from([255, 216, 255, 0, 255, 217]))).status, 204);
  const got = await ask('taro', '/thumbnail');
  assert.equal(got.headers['content-type'], 'image/jpeg');
  assert.ok(got.bytes.equals(jpeg));
  assert.equal((await ask('taro', '/state')).json().thumbnail, true);
});
