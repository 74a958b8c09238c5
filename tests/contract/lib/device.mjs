// A command line's folder that works with a server.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { begin, makeFolder, run } from './program.mjs';

export const password = 'correct horse battery';

/** A file with that password. */
export function makePasswordFile(test) {
  const file = join(makeFolder(test), 'password');
  writeFileSync(file, `${password}\n`);
  return file;
}

/** Adds people who may sign in, managers or [name, role], in a folder's database or another one (`--database …`). */
export function addPeople(test, data, people, ...database) {
  for (const person of people) {
    const [name, role = 'manager'] = [person].flat();
    const added = run(['user', 'add', name, '--role', role, '--data', data, ...database, '--password-file', makePasswordFile(test)]);
    assert.equal(added.code, 0, added.err);
  }
}

export function makeDevice(test, user, data = makeFolder(test)) {
  const passwordFile = makePasswordFile(test);
  const args = (server) => ['sync', '--json', '--data', data, '--server', server.url, '--user', user, '--password-file', passwordFile];
  return {
    data,
    user,
    /** Everything goes up and comes down. */
    sync(server, ...more) {
      const done = run([...args(server), ...more]);
      assert.equal(done.code, 0, done.err);
      const told = JSON.parse(done.out);
      assert.deepEqual([told.waiting, told.rejected], [0, []]);
      return told;
    },
    /** Begins to, see `begin`: code 6 when the server went away meanwhile. */
    start: (server, ...more) => begin([...args(server), ...more]),
    /** Records tickets `word 0`, `word 1`, …, without a server. Returns their titles. */
    add(count, word) {
      const titles = Array.from({ length: count }, (_, i) => `${word} ${i}`);
      const file = join(makeFolder(test), 'tickets.csv');
      writeFileSync(file, `title\n${titles.join('\n')}\n`);
      const done = run(['import', 'csv', file, '--data', data]);
      assert.equal(done.code, 0, done.err);
      return titles;
    },
    titles() {
      const done = run(['ticket', 'list', '--json', '--limit', '0', '--data', data]);
      assert.equal(done.code, 0, done.err);
      return JSON.parse(done.out).map(({ title }) => title).sort();
    },
  };
}
