// Yjs: one document, a Y.Map for each ticket, y-indexeddb and y-websocket.
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as syncProtocol from 'y-protocols/sync';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { firstByDue, measureHere, saw } from './page.mjs';
import { idOf } from './tickets.mjs';

const syncMessage = 0; // y-websocket's number of a message of y-protocols/sync

let tickets, store, server;
let count = 0;

// Transactions of one store complete in order: this one after everything that was written before.
const stored = () =>
  new Promise((resolve, reject) => {
    const transaction = store.db.transaction('updates', 'readwrite');
    transaction.objectStore('updates').count();
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });

const synced = () =>
  new Promise((resolve) => {
    server.once('sync', resolve);
    server.connect();
  });

// Yjs acknowledges nothing. What comes nearest: a second question on the same channel is answered, so the
// server has applied what was sent before it.
function answered() {
  const socket = server.ws;
  return new Promise((resolve) => {
    socket.addEventListener('message', function look({ data }) {
      const message = decoding.createDecoder(new Uint8Array(data));
      if (decoding.readVarUint(message) !== syncMessage) return;
      if (decoding.readVarUint(message) !== syncProtocol.messageYjsSyncStep2) return;
      socket.removeEventListener('message', look);
      resolve();
    });
    const question = encoding.createEncoder();
    encoding.writeVarUint(question, syncMessage);
    syncProtocol.writeSyncStep1(question, server.doc);
    socket.send(encoding.toUint8Array(question));
  });
}

measureHere({
  async open({ channel }) {
    const document = new Y.Doc();
    tickets = document.getMap('tickets');
    store = new IndexeddbPersistence('tickets', document);
    await store.whenSynced;
    count = tickets.size;
    server = new WebsocketProvider(channel, 'tickets', document, { connect: false, disableBc: true });
  },
  async load(wanted) {
    await synced();
    if (tickets.size !== wanted) throw new Error(`${tickets.size} tickets came`);
    count = wanted;
    await stored();
  },
  async prepare() {},
  firstOpen(limit) {
    const open = [];
    tickets.forEach((ticket, id) => {
      if (ticket.get('open') === 1) open.push({ id, due: ticket.get('due') });
    });
    const rows = firstByDue(open, limit).map(({ id }) => tickets.get(id).toJSON());
    return { total: open.length, ids: rows.map(({ id }) => id), due: rows.map(({ due }) => due) };
  },
  makeSearchable() {}, // everything is in memory
  search(term) {
    const wanted = new RegExp(term, 'i');
    let hits = 0;
    tickets.forEach((ticket) => {
      if (wanted.test(ticket.get('title')) || wanted.test(ticket.get('description'))) hits += 1;
    });
    return hits;
  },
  watch() {
    tickets.observeDeep((events) => {
      for (const { path, keysChanged, target } of events) {
        if (path.length === 1 && keysChanged?.has('symptom')) saw(target.get('symptom'));
      }
    });
  },
  goOffline: () => server.disconnect(),
  edit(index, symptom) {
    const ticket = tickets.get(idOf(index % count));
    ticket.doc.transact(() => {
      ticket.set('urgency', 1 + (ticket.get('urgency') % 3));
      ticket.set('symptom', symptom);
    });
  },
  saved: stored,
  async push() {
    await synced();
    await answered();
  },
  goLive() {}, // it is connected
});
