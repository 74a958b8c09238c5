// What tests/PROMISES.md says exists:  node promises.mjs [ROOT]
// Each promise 1 to 16 names tests, each by a text that stands in its file, and mutants; each mutant of the simulator
// belongs to a promise.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish, root } from './files.mjs';

const page = 'tests/PROMISES.md';
const folder = join(root, 'tests/sim/mutants');
const mutants = new Set(readdirSync(folder).map((name) => name.replace(/\.mutant$/, '')));
const problems = [];
const claimed = new Set();
const promises = new Map();
let promise = null;

const complain = (line, what) => problems.push(`${page}:${line + 1}: ${what}`);

function checkTest(line, name, path) {
  const text = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null;
  if (text === null) complain(line, `there is no ${path}`);
  else if (!text.includes(name)) complain(line, `${path} has no test named: ${name}`);
  if (promise) promise.tests += 1;
}

function checkMutants(line, text) {
  const names = [...text.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name);
  if (names.length === 0) complain(line, 'names no mutant');
  for (const name of names) {
    if (!mutants.has(name)) complain(line, `there is no mutant ${name}`);
    claimed.add(name);
  }
  if (promise) promise.hasMutants = true;
}

readFileSync(join(root, page), 'utf8').split('\n').forEach((text, line) => {
  const heading = /^## (\d+)\. /.exec(text);
  if (heading) promises.set(Number(heading[1]), (promise = { tests: 0, hasMutants: false }));
  else if (text.startsWith('## ')) promise = null;
  const row = /^\| (.+?) \| `([^`]+)` \|$/.exec(text);
  if (row) checkTest(line, row[1], row[2]);
  if (text.startsWith('Mutants: ')) checkMutants(line, text);
  if (promise && text.startsWith('Mutant on the spot: ')) promise.hasMutants = true;
});
for (let number = 1; number <= 16; ++number) {
  const { tests = 0, hasMutants = false } = promises.get(number) ?? {};
  if (tests === 0) problems.push(`${page}: promise ${number} names no test`);
  if (!hasMutants) problems.push(`${page}: promise ${number} names no mutant`);
}
for (const name of mutants) {
  if (!claimed.has(name)) problems.push(`${page}: the mutant ${name} belongs to no promise`);
}
finish('promises', problems, 1);
