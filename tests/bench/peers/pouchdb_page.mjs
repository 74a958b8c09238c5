// PouchDB: a document for each ticket, the idb adapter, replication over HTTP.
import PouchDB from 'pouchdb-browser';
import find from 'pouchdb-find';
import { measureHere, saw } from './page.mjs';
import { idOf } from './tickets.mjs';

PouchDB.plugin(find);

// The fastest of the sizes that were tried; the default of 100 takes half as long again.
const batches = { batch_size: 1000, batches_limit: 10 };
const dueFirst = { selector: { open: 1, due: { $gt: 0 } }, sort: ['open', 'due'] };

let local, server, live;
let count = 0;
let found = null; // the document that is about to be edited
let all = []; // what a search goes through

measureHere({
  async open() {
    local = new PouchDB('tickets', { adapter: 'idb', auto_compaction: true });
    server = new PouchDB(`${location.origin}/db/tickets`, { skip_setup: true });
    await local.info();
  },
  async load(wanted) {
    const { docs_written: written } = await local.replicate.from(server, batches);
    if (written < wanted) throw new Error(`${written} tickets came`);
    count = wanted;
  },
  // Without an index the first screen would read every document.
  async prepare() {
    await local.createIndex({ index: { fields: ['open', 'due'] } });
    await local.find({ ...dueFirst, limit: 1 });
  },
  async firstOpen(limit) {
    const { docs } = await local.find({ ...dueFirst, limit });
    return { total: null, ids: docs.map(({ _id: id }) => id), due: docs.map(({ due }) => due) };
  },
  // A query with a regular expression reads every document again for each search.
  async makeSearchable() {
    const { rows } = await local.allDocs({ include_docs: true, startkey: 'INC', endkey: 'IND' });
    all = rows.map(({ doc }) => doc);
  },
  search(term) {
    const wanted = new RegExp(term, 'i');
    return all.filter(({ title, description }) => wanted.test(title) || wanted.test(description)).length;
  },
  watch() {
    local.changes({ live: true, since: 'now', include_docs: true }).on('change', ({ doc }) => {
      if (doc.symptom) saw(doc.symptom);
    });
    return this.goLive();
  },
  goOffline: () => live?.cancel(),
  async find(index) {
    found = await local.get(idOf(index % count));
  },
  async edit(index, symptom) {
    if (found === null) await this.find(index);
    const ticket = found;
    found = null;
    ticket.urgency = 1 + (ticket.urgency % 3);
    ticket.symptom = symptom;
    await local.put(ticket);
  },
  async saved() {},
  async push() {
    await local.replicate.to(server, batches);
  },
  goLive: () =>
    new Promise((resolve) => {
      live = local.sync(server, { live: true, retry: true, batch_size: batches.batch_size });
      live.once('paused', () => resolve());
    }),
});
