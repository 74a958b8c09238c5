// A real PostgreSQL server for a test (postgres.sh), gone when the test ends.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onEnd } from './on_end.mjs';

const script = fileURLToPath(new URL('postgres.sh', import.meta.url));

/** `address` of its database; `restart()`, `stop()` and `start()`, the first two by a crash. */
export async function startPostgres(test) {
  const child = spawn(script, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  onEnd(test, () => {
    child.stdin.end();
    return ended;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error('PostgreSQL did not start');
    return value;
  };
  const order = async (word) => {
    child.stdin.write(`${word}\n`);
    await line();
  };
  return { address: await line(), restart: () => order('restart'), stop: () => order('stop'), start: () => order('start') };
}
