// The message catalogue and its use agree:  node messages.mjs [ROOT]
// Every message is said somewhere, is there in both languages, and has the same place holders in both.
// That none is missing, the compiler sees.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish, root, sources } from './files.mjs';

const row = /^\s*X\((\w+), "((?:[^"\\]|\\.)*)", "((?:[^"\\]|\\.)*)"\)/;
const catalogues = sources(/^core\/text\/messages[^/]*\.def$/);
const used = new Set();
for (const path of sources(/^(core|wasm|sync-server)\/.*\.(h|cpp)$/)) {
  for (const [, name] of readFileSync(join(root, path), 'utf8').matchAll(/Message::k(\w+)/g)) used.add(name);
}
const places = (text) => [...new Set([...text.matchAll(/\{(\d)/g)].map((found) => found[1]))].sort().join();
const problems = [];
let count = 0;
for (const path of catalogues) {
  readFileSync(join(root, path), 'utf8').split('\n').forEach((line, i) => {
    const found = row.exec(line);
    if (!found) return;
    count++;
    const [, name, ja, en] = found;
    const complain = (what) => problems.push(`${path}:${i + 1}: ${name} ${what}`);
    if (!used.has(name)) complain('is said nowhere');
    if (ja === '' || en === '') complain('is missing in a language');
    // English may repeat argument 0 for its plural.
    if (places(ja) !== places(en)) complain(`has other place holders in Japanese (${places(ja)}) than in English (${places(en)})`);
  });
}
finish('messages', problems, count);
