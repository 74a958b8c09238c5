// Fills a server with tickets, the way a new installation gets them: a table is imported on a device that
// works alone, which then joins.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { genba } from '../contract/lib/program.mjs';
import { addUser, password } from '../e2e/lib/product.mjs';

export const manager = { name: 'lead', password };

const cell = (value) => `"${String(value ?? '').replaceAll('"', '""')}"`;

/**
 * `mapping`: as `genba import --mapping` reads it; `rows`: of cells, without `header`. Resolves once the
 * server keeps the snapshot for new devices. `manager` may sign in then.
 */
export async function fill(server, folder, mapping, header, rows) {
  const [table, mappingFile, secret, data] = ['table.csv', 'mapping.json', 'password', 'alone'].map((name) => join(folder, name));
  writeFileSync(mappingFile, JSON.stringify(mapping));
  writeFileSync(secret, password);
  const begun = Date.now();
  writeFileSync(table, [header, ...rows].map((row) => row.map(cell).join(',')).join('\n'));
  genba('import', 'csv', table, '--mapping', mappingFile, '--data', data);
  console.error(`imported ${rows.length} tickets in ${Date.now() - begun} ms`);
  addUser(server, manager.name, 'manager');
  const pushing = Date.now();
  const said = genba('sync', '--json', '--data', data, '--server', server.url, '--user', manager.name, '--password-file', secret);
  console.error(`pushed them in ${Date.now() - pushing} ms`);
  await snapshotIsMade(server, JSON.parse(said).head);
}

// A server makes the snapshot for new devices when it has had a second without anything new.
async function snapshotIsMade(server, head) {
  const begun = Date.now();
  const newest = () => Number([...server.log.matchAll(/snapshot for new devices as of effect (\d+)/g)].at(-1)?.[1] ?? 0);
  while (newest() < head * 0.9) {
    if (Date.now() - begun > 600_000) throw new Error('the server makes no snapshot');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  console.error(`the snapshot was made ${Date.now() - begun} ms later`);
}
