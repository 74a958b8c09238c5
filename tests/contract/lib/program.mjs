// Starts the real program for a test, on a free port and a folder of its own, and cleans up.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onEnd } from './on_end.mjs';

export const program = process.env.GENBA_PROGRAM ?? join(dirname(fileURLToPath(import.meta.url)), '../../../build/genba');

export function makeFolder(test) {
  const folder = mkdtempSync(join(tmpdir(), 'genba-test-'));
  onEnd(test, () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a command to its end. */
export function run(args, input = '') {
  const done = spawnSync(program, args, { input, encoding: 'utf8' });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** Begins a command; resolves to what `run` gives once it has ended. `child` is its process. */
export function begin(args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '', err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, out, err })));
  return Object.assign(ended, { child });
}

/** What a command that must work has written. */
export function genba(...args) {
  const done = run(args);
  assert.equal(done.code, 0, `${args.join(' ')}: ${done.err}`);
  return done.out;
}

/** What a command that must end with `code` has said. */
export function refused(code, ...args) {
  const done = run(args);
  assert.equal(done.code, code, `${args.join(' ')}: ${done.err}${done.out}`);
  return done.err;
}

/** The JSON of a `run` that must have worked. */
export function json(done) {
  assert.equal(done.code, 0, done.err);
  return JSON.parse(done.out);
}

/**
 * A server that runs until the test ends; `url`, `admin` (its one-time password) and `stop()`. `at`: its
 * clock begins there, in UTC, and goes on from there.
 */
export async function startServer(test, { data = makeFolder(test), args = [], at } = {}) {
  const words = ['serve', '--json', '--data', data, '--listen', '127.0.0.1:0', ...args];
  const env = { ...process.env, TZ: 'UTC', DONT_FAKE_MONOTONIC: '1' };
  // faketime waits beside the program: both are ended, as one group.
  const child = at === undefined
    ? spawn(program, words)
    : spawn('faketime', ['-f', `@${at}`, program, ...words], { env, detached: true });
  const server = { data, child, log: '' };
  child.stderr.on('data', (bytes) => (server.log += bytes));
  server.ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  onEnd(test, () => {
    try {
      process.kill(at === undefined ? child.pid : -child.pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error; // it has ended already
    }
    return server.ended;
  });
  const first = await Promise.race([
    new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve)),
    server.ended.then(({ code }) => Promise.reject(new Error(`exit ${code}: ${server.log}`))),
  ]);
  const said = JSON.parse(first);
  server.said = said;
  server.url = said.listening;
  server.admin = said.first_admin?.one_time_password;
  server.stop = (signal = 'SIGTERM') => {
    child.kill(signal);
    return server.ended;
  };
  return server;
}

/** One request; unlike fetch it sends exactly the path and the headers that it is given. */
export function request(url, { method = 'GET', path = '/', headers = {}, body, ca, agent } = {}) {
  const { protocol, hostname, port } = new URL(url);
  const client = protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = client.request({ hostname, port, method, path, headers, ca, agent }, (response) => {
      const parts = [];
      response.on('data', (bytes) => parts.push(bytes));
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        resolve({
          status: response.statusCode,
          headers: response.headers,
          bytes,
          text: bytes.toString('utf8'),
          json: () => JSON.parse(bytes.toString('utf8')),
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A write as this server's own page would send it. */
export function post(server, path, json, headers = {}, method = 'POST') {
  return request(server.url, {
    method,
    path,
    headers: { origin: server.url, 'content-type': 'application/json', ...headers },
    body: json === undefined ? undefined : JSON.stringify(json),
  });
}

export const signIn = (server, name, password) => post(server, '/api/session', { name, password });

/** The `name=value` of the session cookie that an answer sets. */
export const cookieOf = (answer) => answer.headers['set-cookie'][0].split(';')[0];

/** Adds a user with a lasting password and signs him in; returns the Cookie header. */
export async function signedIn(server, name = 'taro', role = 'agent') {
  const password = 'correct horse battery';
  const added = run(['user', 'add', name, '--role', role, '--data', server.data, '--password-file', '-'], `${password}\n`);
  if (added.code !== 0) throw new Error(added.err);
  return cookieOf(await signIn(server, name, password));
}
