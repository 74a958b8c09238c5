// Fills the shared document through a client:  node yjs_seed.mjs CHANNEL COUNT
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { ticket } from './tickets.mjs';

const [channel, count] = [process.argv[2], Number(process.argv[3])];
const batch = 500;
const mostWaiting = 4e6; // bytes that the socket has not sent yet

// The whole state of 100,000 tickets is 141 MiB in one message, above what ws takes by default.
class LargeWebSocket extends WebSocket {
  constructor(url, protocols) {
    super(url, protocols, { maxPayload: 1 << 30 });
  }
}

async function connect() {
  const document = new Y.Doc();
  const provider = new WebsocketProvider(channel, 'tickets', document, { WebSocketPolyfill: LargeWebSocket, disableBc: true });
  await new Promise((resolve) => provider.once('sync', resolve));
  return { document, provider };
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function put(tickets, i) {
  const { comments, ...fields } = ticket(i);
  const map = new Y.Map(Object.entries(fields));
  map.set('comments', Y.Array.from(comments));
  tickets.set(fields.id, map);
}

const { document, provider } = await connect();
const tickets = document.getMap('tickets');
for (let i = 0; i < count; i += batch) {
  document.transact(() => {
    for (let k = i; k < Math.min(count, i + batch); k += 1) put(tickets, k);
  });
  do await sleep(1);
  while (provider.ws.bufferedAmount > mostWaiting);
}

// Another client is told everything once the server has taken it.
const other = await connect();
while (other.document.getMap('tickets').size < count) await sleep(50);
console.log('filled');
process.exit(0);
