import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { makeFolder, request, startServer } from './lib/program.mjs';

const script = 'console.log("現場");\n'.repeat(200);

async function serveSite(t) {
  const web = makeFolder(t);
  writeFileSync(join(web, 'index.html'), '<!doctype html><canvas></canvas>');
  writeFileSync(join(web, 'app.3f9a1c2b.js'), script);
  writeFileSync(join(web, 'app.3f9a1c2b.js.br'), brotliCompressSync(script));
  writeFileSync(join(web, 'sw.js'), script);
  writeFileSync(join(web, 'app.wasm'), Buffer.from([0, 0x61, 0x73, 0x6d]));
  writeFileSync(join(web, 'manifest.webmanifest'), '{}');
  writeFileSync(join(web, '.hidden'), 'secret');
  mkdirSync(join(web, 'icons'));
  writeFileSync(join(web, 'icons', 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const outside = makeFolder(t);
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  symlinkSync(join(outside, 'secret.txt'), join(web, 'link.txt'));
  return startServer(t, { args: ['--web', web] });
}

test('the page and every kind of file have their types', async (t) => {
  const server = await serveSite(t);
  const types = {
    '/': 'text/html; charset=utf-8',
    '/index.html': 'text/html; charset=utf-8',
    '/sw.js': 'text/javascript; charset=utf-8',
    '/app.wasm': 'application/wasm',
    '/manifest.webmanifest': 'application/manifest+json',
    '/icons/icon.svg': 'image/svg+xml',
  };
  for (const [path, type] of Object.entries(types)) {
    const answer = await request(server.url, { path });
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers['content-type'], type, path);
  }
  assert.match((await request(server.url, { path: '/' })).text, /<canvas>/);
});

test('names with a content hash are immutable, the rest is revalidated by its tag', async (t) => {
  const server = await serveSite(t);
  const hashed = await request(server.url, { path: '/app.3f9a1c2b.js' });
  assert.match(hashed.headers['cache-control'], /immutable/);
  for (const path of ['/', '/sw.js', '/manifest.webmanifest']) {
    const answer = await request(server.url, { path });
    assert.equal(answer.headers['cache-control'], 'no-cache', path);
    const again = await request(server.url, { path, headers: { 'if-none-match': answer.headers.etag } });
    assert.equal(again.status, 304, path);
    assert.equal(again.bytes.length, 0);
  }
});

test('the precompressed form is served to who accepts it, and never under its own name', async (t) => {
  const server = await serveSite(t);
  const path = '/app.3f9a1c2b.js';
  const get = (encoding) => request(server.url, { path, headers: encoding ? { 'accept-encoding': encoding } : {} });
  const br = await get('gzip, deflate, br');
  assert.equal(br.headers['content-encoding'], 'br');
  assert.equal(brotliDecompressSync(br.bytes).toString(), script);
  const gz = await get('gzip;q=0.8, br;q=0');
  assert.equal(gz.headers['content-encoding'], 'gzip');
  assert.equal(gunzipSync(gz.bytes).toString(), script);
  const plain = await get('');
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(plain.text, script);
  assert.equal(new Set([br, gz, plain].map((a) => a.headers.etag)).size, 3);
  assert.equal(br.headers.vary, 'Accept-Encoding');
  assert.equal((await request(server.url, { path: `${path}.br` })).status, 404);
});

test('HEAD answers like GET, without the body', async (t) => {
  const server = await serveSite(t);
  for (const path of ['/', '/healthz', '/api/version', '/api/session', '/nope', '/app.3f9a1c2b.js']) {
    const get = await request(server.url, { path });
    const head = await request(server.url, { path, method: 'HEAD' });
    assert.equal(head.status, get.status, path);
    assert.equal(head.bytes.length, 0, path);
    assert.equal(head.headers['content-type'], get.headers['content-type'], path);
    assert.equal(head.headers['content-length'], get.headers['content-length'], path);
  }
});

test('no path leads out of the site', async (t) => {
  const server = await serveSite(t);
  const paths = [
    '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/icons/../../secret.txt', '/.hidden', '/%2ehidden',
    '/link.txt', '//etc/passwd', '/icons/', '/icons', '/index.html%00.js', '/..\\secret.txt', '/%5c..%5csecret',
  ];
  for (const path of paths) {
    const answer = await request(server.url, { path });
    assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
    assert.doesNotMatch(answer.text, /secret|root:/);
  }
});

test('what is not there is 404, and a wrong method is 405', async (t) => {
  const server = await serveSite(t);
  assert.equal((await request(server.url, { path: '/nope.js' })).status, 404);
  const api = await request(server.url, { path: '/api/nope' });
  assert.equal(api.status, 404);
  assert.equal(api.json().error.code, 'not_found');
  const wrong = await request(server.url, { path: '/healthz', method: 'POST', headers: { 'content-length': '0' } });
  assert.equal(wrong.status, 405);
  assert.match(wrong.headers.allow, /GET/);
});

test('every answer carries the strict headers', async (t) => {
  const server = await serveSite(t);
  for (const path of ['/', '/nope', '/healthz', '/api/session', '/api/nope', '/%zz']) {
    const { headers } = await request(server.url, { path });
    const policy = headers['content-security-policy'].split('; ');
    assert.ok(policy.includes("default-src 'none'"), path);
    assert.ok(policy.includes("script-src 'self' 'wasm-unsafe-eval'"), path);
    assert.ok(policy.includes("style-src 'self'"), path);
    assert.ok(policy.includes("frame-ancestors 'none'"), path);
    assert.doesNotMatch(headers['content-security-policy'], /unsafe-inline|'unsafe-eval'/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
    assert.match(headers['permissions-policy'], /camera=\(self\)/);
    assert.equal(headers['strict-transport-security'], undefined, 'plain http promises no https');
  }
  assert.equal((await request(server.url, { path: '/api/session' })).headers['cache-control'], 'no-store');
});

test('a changed file is served without a restart', async (t) => {
  const web = makeFolder(t);
  const page = join(web, 'index.html');
  writeFileSync(page, 'one');
  const server = await startServer(t, { args: ['--web', web] });
  assert.equal((await request(server.url)).text, 'one');
  writeFileSync(page, 'second');
  assert.equal((await request(server.url)).text, 'second');
});
