// What no file may say:  node words.mjs [ROOT]
// Folders of somebody's machine, download hosts, and notes to do something later.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish, root, sources } from './files.mjs';

const rules = [
  [/(^|[\s"'(=:])\/(home|root|work|Users)\/[A-Za-z]/, 'a folder of one machine'],
  [/\b(deb\.debian|registry\.npmjs|snapshot\.debian|files\.pythonhosted)\./, 'a download host'],
  [/\b(TO[D]O|FIX[M]E|X[X]X)\b/, 'a note instead of the work'],
];

const files = sources(/\.(h|cpp|def|js|mjs|css|html|cmake|sh|md|txt|json)$|^scripts\/|^\.ci\//).filter(
  (path) => !path.startsWith('tests/golden/') && path !== 'tests/lint/lint.test.mjs',
);
const problems = [];
for (const path of files) {
  readFileSync(join(root, path), 'utf8')
    .split('\n')
    .forEach((line, i) => {
      for (const [pattern, what] of rules) {
        if (pattern.test(line)) problems.push(`${path}:${i + 1}: ${what}: ${line.trim().slice(0, 100)}`);
      }
    });
}
finish('words', problems, files.length);
