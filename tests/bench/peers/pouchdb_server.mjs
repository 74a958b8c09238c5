// express-pouchdb over LevelDB.
import { join } from 'node:path';
import { startNode } from './children.mjs';

const program = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, 'pouchdb_serve.mjs');

export async function start(owner, { count, folder, site }) {
  const { child, match } = await startNode(owner, program, [count, site], { cwd: folder, says: /^listening on (\d+)$/ });
  return { url: `http://127.0.0.1:${match[1]}/pouchdb.html`, pid: child.pid, place: {} };
}
