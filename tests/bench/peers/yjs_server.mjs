// The server of y-websocket with its LevelDB persistence, filled by a client.
import { join } from 'node:path';
import WebSocket from 'ws';
import { onEnd } from '../../contract/lib/on_end.mjs';
import { freePort, serveFolder, startNode } from './children.mjs';

const here = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const program = join(here, 'node_modules/y-websocket-server/bin/server.cjs');

export async function start(owner, { count, folder, site }) {
  const port = await freePort();
  const env = { HOST: '127.0.0.1', PORT: port, YPERSISTENCE: join(folder, 'leveldb') };
  const { child } = await startNode(owner, program, [], { env, says: /running at/ });
  const channel = `ws://127.0.0.1:${port}`;
  // Without a connection it would drop the document from memory and read it again for each page.
  const connection = new WebSocket(`${channel}/tickets`, { maxPayload: 1 << 30 });
  onEnd(owner, () => connection.terminate());
  await new Promise((resolve) => connection.once('open', resolve));
  await startNode(owner, join(here, 'yjs_seed.mjs'), [channel, count], { says: /^filled$/ });
  return { url: `${await serveFolder(owner, site)}/yjs.html`, pid: child.pid, place: { channel } };
}
