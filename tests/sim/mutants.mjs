// Holds the simulator to its word:  node mutants.mjs [--check] [NAME...]
//
// Each file of mutants/ breaks one line of the product. For each a copy of the tree is built and
// simulated until a promise is found broken. Fails when fewer than 95 % are found.
// --check only looks whether each still fits: its text stands exactly once in its file.
// Without names a few stand for all; GENBA_FULL=1 runs all.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const tree = join(root, 'build/mutants');
// Of the layers each, and quickly compiled.
const few = ['torn_tail_accepted', 'loss_not_sent', 'fork_not_seen', 'cursor_of_anybody'];
const leastCaught = 0.95;

function readMutant(name) {
  const text = readFileSync(join(here, 'mutants', `${name}.mutant`), 'utf8');
  const match = /^(.+)\nfile: (.+)\n--- find\n([^]+)\n--- put\n([^]*)$/.exec(text);
  if (!match) throw new Error(`${name}: not a mutant`);
  const [, what, file, find, put] = match;
  const source = readFileSync(join(root, file), 'utf8');
  const count = source.split(find).length - 1;
  if (count !== 1) throw new Error(`${name}: its text stands ${count} times in ${file}`);
  const broken = source.replace(find, () => put.replace(/\n$/, ''));
  return { name, what, file, broken };
}

// Copies what is new or another, so that the build does no more than it must.
function mirror(path) {
  const from = join(root, path);
  const to = join(tree, path);
  if (!statSync(from).isDirectory()) {
    const old = statSync(to, { throwIfNoEntry: false }) && readFileSync(to);
    if (!old || !old.equals(readFileSync(from))) cpSync(from, to);
    return;
  }
  mkdirSync(to, { recursive: true });
  const names = readdirSync(from);
  for (const name of readdirSync(to)) {
    if (!names.includes(name)) rmSync(join(to, name), { recursive: true });
  }
  for (const name of names) mirror(join(path, name));
}

function build() {
  const done = spawnSync('cmake', ['--build', 'build/native', '--target', 'genba_sim'], {
    cwd: tree,
    encoding: 'utf8',
  });
  return done.status === 0 ? null : `it does not compile:\n${done.stdout.slice(-4000)}`;
}

// What the simulator says: null when it found nothing.
function simulate(seeds, steps) {
  const program = join(tree, 'build/native/tests/sim/genba_sim');
  const done = spawnSync(program, ['--seeds', `1..${seeds}`, '--steps', steps], {
    encoding: 'utf8',
    timeout: 300_000,
  });
  if (done.status === 0) return null;
  if (done.status === 1) return done.stdout.split('\n')[0];
  return `it ended by ${done.signal ?? `code ${done.status}`}`;
}

const options = process.argv.slice(2);
const all = readdirSync(join(here, 'mutants')).map((file) => file.replace(/\.mutant$/, ''));
if (options[0] === '--check') {
  for (const name of all) readMutant(name);
  if (all.length < 30) throw new Error('fewer than 30 mutants');
  console.log(`${all.length} mutants fit`);
  process.exit(0);
}

const isFull = process.env.GENBA_FULL === '1';
const chosen = options.length > 0 ? options : isFull ? all : few;
for (const path of ['CMakeLists.txt', 'core', 'scripts', 'sync-server', 'tests', 'wasm']) mirror(path);
execFileSync('cmake', ['-S', '.', '-B', 'build/native', '-G', 'Ninja'], { cwd: tree, stdio: 'ignore' });
const sane = build() ?? simulate(20, '300');
if (sane) throw new Error(`without a mutant: ${sane}`);

let caught = 0;
for (const name of chosen) {
  const { what, file, broken } = readMutant(name);
  writeFileSync(join(tree, file), broken);
  const unfit = build();
  const found = unfit ? null : simulate(400, '300');
  mirror(file);
  if (found) ++caught;
  console.log(`${found ? 'caught  ' : 'SURVIVED'} ${name}: ${found ?? unfit ?? what}`);
}
console.log(`${caught} of ${chosen.length} mutants caught`);
process.exit(caught >= leastCaught * chosen.length ? 0 : 1);
