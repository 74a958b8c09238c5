// A server for PouchDB pages that holds its tickets; it keeps everything in the folder it is started in:
//   node pouchdb_serve.mjs COUNT SITE
import express from 'express';
import expressPouchdb from 'express-pouchdb';
import PouchDB from 'pouchdb';
import { ticket } from './tickets.mjs';

const [count, site] = [Number(process.argv[2]), process.argv[3]];
const batch = 2000;

const app = express();
app.use(express.static(site));
const Local = PouchDB.defaults({ prefix: './' });
// First of all: it takes note of databases that are made from now on.
app.use('/db', expressPouchdb(Local, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: './log.txt' }));

const database = new Local('tickets');
for (let i = 0; i < count; i += batch) {
  const documents = Array.from({ length: Math.min(batch, count - i) }, (_, k) => {
    const { id, ...fields } = ticket(i + k);
    return { _id: id, ...fields };
  });
  const answers = await database.bulkDocs(documents);
  if (answers.some(({ error }) => error)) throw new Error('a ticket was not stored');
}
const server = app.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
