// Genba beside other libraries that hold a desk's tickets in a browser and keep them in step with a server.
//
//   node run.mjs --engine FOLDER [--sizes 10000,…] [--peers yjs,pouchdb,genba] [--out FILE]
//
// FOLDER holds engine.js and engine.wasm. Prints a Markdown table; `--out` gets one JSON line a figure.
import { appendFileSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { newOwner } from '../../contract/lib/on_end.mjs';
import { genba, makeFolder } from '../../contract/lib/program.mjs';
import { figureOf } from '../figure.mjs';
import * as genbaServer from './genba_server.mjs';
import { measure } from './measure.mjs';
import * as pouchdbServer from './pouchdb_server.mjs';
import { tablesOf } from './table.mjs';
import * as yjsServer from './yjs_server.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    sizes: { type: 'string', default: '10000' },
    peers: { type: 'string', default: 'yjs,pouchdb,genba' },
    out: { type: 'string' },
  },
});

const version = (name) => JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8')).version;
const versions = (...names) => () => names.map((name) => `${name} ${version(name)}`).join(', ');
const peers = {
  yjs: { name: 'Yjs', ...yjsServer, versions: versions('yjs', 'y-indexeddb', 'y-websocket', 'y-websocket-server', 'y-leveldb') },
  pouchdb: { name: 'PouchDB', ...pouchdbServer, versions: versions('pouchdb-browser', 'express-pouchdb', 'leveldown') },
  genba: { name: 'Genba', ...genbaServer, versions: () => genba('--version').trim() },
};

async function buildSite(folder, names) {
  for (const name of names) {
    await build({
      entryPoints: [join(here, `${name}_page.mjs`)],
      outfile: join(folder, `${name}.js`),
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'chrome120',
      define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
      logLevel: 'error',
    });
    writeFileSync(join(folder, `${name}.html`), `<!doctype html><meta charset="utf-8"><script type="module" src="/${name}.js"></script>`);
  }
  if (!names.includes('genba')) return;
  for (const file of ['engine.js', 'engine.wasm']) copyFileSync(join(values.engine, file), join(folder, file));
}

/** All figures of a peer at one size. */
async function figuresOf(peer, count, site) {
  const owner = newOwner();
  const samples = new Map();
  const say = (metric, unit, value) => {
    if (!samples.has(metric)) samples.set(metric, { unit, list: [] });
    samples.get(metric).list.push(value);
    console.error(`  ${metric}: ${value.toFixed(1)} ${unit}`);
  };
  try {
    await measure(await peer.start(owner, { count, folder: makeFolder(owner), site }), count, say);
  } finally {
    await owner.end();
  }
  return [...samples].map(([metric, { unit, list }]) => ({
    ...figureOf(`peers.${metric}.${count}`, unit, list),
    metric,
    count,
    peer: peer.name,
    version: peer.versions(),
  }));
}

const run = newOwner();
const figures = [];
try {
  const names = values.peers.split(',');
  const site = makeFolder(run);
  await buildSite(site, names);
  if (values.out) rmSync(values.out, { force: true });
  for (const count of values.sizes.split(',').map(Number)) {
    for (const name of names) {
      console.error(`${peers[name].name}, ${count} tickets`);
      const made = await figuresOf(peers[name], count, site);
      figures.push(...made);
      if (values.out) appendFileSync(values.out, made.map((each) => `${JSON.stringify(each)}\n`).join(''));
    }
  }
} finally {
  await run.end();
}
console.log(tablesOf(figures, 'Genba'));
