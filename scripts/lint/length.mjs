// Files are one thing each:  node length.mjs [ROOT]
// More than 400 lines fail, more than 300 are named.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish, root, sources } from './files.mjs';

const files = sources(/\.(h|cpp|def|js|mjs|css|cmake|sh)$|(^|\/)CMakeLists\.txt$|^scripts\/[^.]+$/);
const problems = [];
for (const path of files) {
  const count = readFileSync(join(root, path), 'utf8').split('\n').length - 1;
  if (count > 400) problems.push(`${path}: ${count} lines, more than 400`);
  else if (count > 300) console.log(`${path}: ${count} lines`);
}
finish('length', problems, files.length);
