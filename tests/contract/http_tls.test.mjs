import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import tls from 'node:tls';
import { cookieOf, makeFolder, post, request, run, startServer } from './lib/program.mjs';

const init = (data, ...hosts) => run(['tls', 'init', '--json', '--data', data, ...hosts.flatMap((host) => ['--host', host])]);
const readCert = (data, name) => new X509Certificate(readFileSync(join(data, 'tls', name)));

test('tls init makes an authority for ten years and a certificate for at most 398 days', (t) => {
  const data = makeFolder(t);
  const made = init(data, 'genba.example', '127.0.0.1', '::1');
  assert.equal(made.code, 0, made.err);
  const ca = readCert(data, 'ca.crt');
  const server = readCert(data, 'server.crt');
  assert.ok(ca.ca && !server.ca);
  assert.ok(server.checkIssued(ca) && server.verify(ca.publicKey));
  assert.equal(ca.publicKey.asymmetricKeyDetails.namedCurve, 'prime256v1');
  assert.ok(server.checkHost('genba.example') && server.checkIP('127.0.0.1') && server.checkIP('::1'));
  assert.equal(server.checkHost('other.example'), undefined);
  const days = (certificate) => (new Date(certificate.validTo) - new Date(certificate.validFrom)) / 86_400_000;
  assert.ok(days(server) <= 398 && days(server) > 390);
  assert.ok(days(ca) > 3600 && days(ca) < 3700);
  for (const key of ['ca.key', 'server.key']) assert.equal(statSync(join(data, 'tls', key)).mode & 0o077, 0, key);
  assert.equal(JSON.parse(made.out).ca_sha256, ca.fingerprint256);
});

test('running it again renews the certificate and keeps authority and names', (t) => {
  const data = makeFolder(t);
  init(data, 'genba.example', '192.0.2.1');
  const before = [readCert(data, 'ca.crt').fingerprint256, readCert(data, 'server.crt').fingerprint256];
  assert.equal(init(data).code, 0);
  assert.equal(readCert(data, 'ca.crt').fingerprint256, before[0]);
  assert.notEqual(readCert(data, 'server.crt').fingerprint256, before[1]);
  assert.ok(readCert(data, 'server.crt').checkIP('192.0.2.1'));
});

test('tls init refuses what is no host, and needs one', (t) => {
  const data = makeFolder(t);
  assert.equal(init(data).code, 3);
  for (const host of ['a b', 'x,IP:1.2.3.4', 'https://x', '']) assert.notEqual(init(data, host).code, 0, host);
});

test('https is served with that certificate, and signing in over it works', async (t) => {
  const data = makeFolder(t);
  init(data, 'localhost', '127.0.0.1');
  const server = await startServer(t, { data, args: ['--tls'] });
  assert.match(server.url, /^https:/);
  const ca = readFileSync(join(data, 'tls', 'ca.crt'));
  const health = await request(server.url, { path: '/healthz', ca });
  assert.equal(health.status, 200);
  assert.match(health.headers['strict-transport-security'], /max-age=\d+/);
  await assert.rejects(request(server.url, { path: '/healthz' }), /certificate/);

  const answer = await request(server.url, {
    ca, method: 'POST', path: '/api/session', headers: { origin: server.url, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'admin', password: server.admin }),
  });
  assert.equal(answer.status, 200);
  const who = await request(server.url, { ca, path: '/api/session', headers: { cookie: cookieOf(answer) } });
  assert.equal(who.json().name, 'admin');
  const plain = await post({ url: server.url }, '/api/session', {}, { origin: server.url.replace('https', 'http') }).catch((e) => e);
  assert.ok(plain instanceof Error || plain.status === 403);
  assert.equal((await server.stop()).code, 0);
});

test('a certificate from elsewhere is served with its key, and not without it', async (t) => {
  const made = makeFolder(t);
  init(made, 'localhost', '127.0.0.1');
  const [cert, key] = ['server.crt', 'server.key'].map((name) => join(made, 'tls', name));
  const server = await startServer(t, { args: ['--tls-cert', cert, '--tls-key', key] });
  const ca = readFileSync(join(made, 'tls', 'ca.crt'));
  assert.equal((await request(server.url, { path: '/healthz', ca })).status, 200);
  assert.equal((await request(server.url, { path: '/install-ca', ca })).status, 404, 'it is not of this server');
  const serve = (...args) => run(['serve', '--data', makeFolder(t), '--listen', '127.0.0.1:0', ...args]);
  assert.equal(serve('--tls-cert', cert).code, 2);
  assert.notEqual(serve('--tls-cert', cert, '--tls-key', join(made, 'tls', 'ca.key')).code, 0);
});

test('TLS below 1.2 is refused', async (t) => {
  const data = makeFolder(t);
  init(data, 'localhost');
  const server = await startServer(t, { data, args: ['--tls'] });
  const connect = (version) => new Promise((resolve) => {
    const socket = tls.connect({
      port: Number(new URL(server.url).port), host: '127.0.0.1', rejectUnauthorized: false,
      minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0',
    }, () => resolve(socket.getProtocol()) || socket.destroy());
    socket.on('error', () => resolve('refused'));
  });
  assert.equal(await connect('TLSv1.1'), 'refused');
  assert.equal(await connect('TLSv1.2'), 'TLSv1.2');
  assert.equal(await connect('TLSv1.3'), 'TLSv1.3');
});

test('SIGHUP takes up a renewed certificate without a restart', async (t) => {
  const data = makeFolder(t);
  init(data, 'localhost');
  const server = await startServer(t, { data, args: ['--tls'] });
  const shown = () => new Promise((resolve, reject) => {
    const socket = tls.connect({ port: Number(new URL(server.url).port), host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(socket.getPeerX509Certificate().fingerprint256);
      socket.destroy();
    });
    socket.on('error', reject);
  });
  const before = await shown();
  init(data);
  server.child.kill('SIGHUP');
  while (!server.log.includes('certificate again')) await new Promise((resolve) => server.child.stderr.once('data', resolve));
  assert.notEqual(await shown(), before);
});

test('plain http beside https offers the authority and sends the rest to https', async (t) => {
  const data = makeFolder(t);
  init(data, 'localhost');
  const server = await startServer(t, { data, args: ['--tls', '--http-listen', '127.0.0.1:0'] });
  const plain = server.said.http_listening;
  const page = await request(plain, { path: '/install-ca' });
  assert.equal(page.status, 200);
  assert.match(page.text, /証明書/);
  assert.match(page.text, /Trust this Genba server/);
  assert.ok(page.text.includes(readCert(data, 'ca.crt').fingerprint256));
  assert.doesNotMatch(page.text, /<script|style=/);
  const crt = await request(plain, { path: '/install-ca/ca.crt' });
  assert.equal(crt.headers['content-type'], 'application/x-x509-ca-cert');
  assert.equal(new X509Certificate(crt.bytes).fingerprint256, readCert(data, 'ca.crt').fingerprint256);
  const profile = await request(plain, { path: '/install-ca/genba.mobileconfig' });
  assert.equal(profile.headers['content-type'], 'application/x-apple-aspen-config');
  const der = profile.text.match(/<data>([^<]+)<\/data>/)[1];
  assert.equal(new X509Certificate(Buffer.from(der, 'base64')).fingerprint256, readCert(data, 'ca.crt').fingerprint256);

  const moved = await request(plain, { path: '/tickets' });
  assert.equal(moved.status, 308);
  assert.match(moved.headers.location, new RegExp(`^https://localhost:${new URL(server.url).port}/`));
  assert.equal((await post({ url: plain }, '/api/session', { name: 'admin', password: server.admin })).status, 403);
});

test('without an authority of its own the server offers none', async (t) => {
  const server = await startServer(t);
  for (const path of ['/install-ca', '/install-ca/ca.crt', '/install-ca/genba.mobileconfig']) {
    assert.equal((await request(server.url, { path })).status, 404, path);
  }
});
