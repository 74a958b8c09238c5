// Figures of several peers as a Markdown table, with the ratio of one of them to each other.
//   node table.mjs FILE.jsonl        the table of an earlier run
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const rows = [
  ['initial_replication', 'First load into an empty browser, until durable'],
  ['push.acknowledged', '1,000 edits made offline: until the server has acknowledged them'],
  ['push.seen', '… until another device has them'],
  ['live.p50', 'An edit until another device has it, median'],
  ['live.p95', '… 95th percentile'],
  ['cold_open.first_50', 'New browser process: from the store to the first 50 open tickets by due time'],
  ['cold_open.searchable', '… until everything can be searched'],
  ['disk', 'IndexedDB on the disk'],
  ['page_memory.loaded', "The page's process after the first load"],
  ['page_memory.cold', '… after the cold open'],
  ['server_memory', 'The server after the first load'],
];

const short = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));
const cells = (list) => `| ${list.join(' | ')} |`;

/** `figures`: of one count; `own`: the peer whose ratio to the others is told, below 1 where it needs less. */
export function tableOf(figures, own) {
  const peers = [...new Set(figures.map(({ peer }) => peer))];
  const others = peers.filter((peer) => peer !== own && peers.includes(own));
  const lines = [
    cells(['', ...peers, ...others.map((other) => `${own} ÷ ${other}`)]),
    cells(['---', ...peers.map(() => '--:'), ...others.map(() => '--:')]),
  ];
  for (const [metric, label] of rows) {
    const of = (peer) => figures.find((figure) => figure.metric === metric && figure.peer === peer);
    if (!peers.some(of)) continue;
    const values = peers.map((peer) => (of(peer) ? `${short(of(peer).median)} ${of(peer).unit}` : '–'));
    const ratios = others.map((other) => (of(own) && of(other) ? (of(own).median / of(other).median).toFixed(2) : '–'));
    lines.push(cells([label, ...values, ...ratios]));
  }
  return lines.join('\n');
}

/** A table for each count. */
export const tablesOf = (figures, own) =>
  [...new Set(figures.map(({ count }) => count))]
    .map((count) => {
      const of = figures.filter((figure) => figure.count === count);
      return `${count.toLocaleString('en')} tickets\n\n${tableOf(of, own)}\n`;
    })
    .join('\n');

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const figures = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  console.log(tablesOf(figures, 'Genba'));
}
