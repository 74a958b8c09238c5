// clang-tidy over the core:  node tidy.mjs [ROOT]
//
// It reads how files are compiled from build/sanitized, where most are compiled by the dozen. What passed
// once is passed again without a run as long as it, everything of ours that it includes and the checks
// are the same (build/cache).
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { finish, root, sources } from './files.mjs';

const build = join(root, 'build/sanitized');
const cache = join(root, 'build/cache/tidy');
mkdirSync(cache, { recursive: true });
const checks = readFileSync(join(root, '.clang-tidy'));

const relative = (path) => (path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path);

const closures = new Map();
function closure(path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  if (!closures.has(path)) {
    const full = [join(root, path), join(build, 'generated', path)].find(existsSync);
    const text = full ? readFileSync(full, 'utf8') : '';
    const names = [...text.matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)].map((found) => relative(found[1]));
    closures.set(path, { text, names });
  }
  for (const name of closures.get(path).names) closure(name, seen);
  return seen;
}

function key(path) {
  const sum = createHash('sha256').update(checks);
  for (const name of [...closure(path)].sort()) sum.update(name).update(closures.get(name).text);
  return sum.digest('hex');
}

function tidy(path) {
  return new Promise((resolve, reject) => {
    const child = spawn('clang-tidy-14', ['-p', build, '--quiet', path], { cwd: root });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.resume();
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? '' : output || `${path}: clang-tidy failed`));
  });
}

const commands = JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8'));
const files = commands.map(({ file }) => relative(file)).filter((path) => /^(build\/sanitized\/)?core\/.*\.c(pp|xx)$/.test(path));
const covered = new Set(files.flatMap((path) => [...closure(path)]));
const forgotten = sources(/^core\/.*\.cpp$/).filter((path) => !covered.has(path));
if (forgotten.length > 0) throw new Error(`not compiled in build/sanitized: ${forgotten.join(', ')}`);
const problems = [];
const waiting = files.filter((path) => !existsSync(join(cache, key(path))));
console.log(`tidy: ${files.length - waiting.length} files known to pass, ${waiting.length} to run`);

async function worker() {
  for (let path = waiting.shift(); path; path = waiting.shift()) {
    const problem = await tidy(path);
    if (problem) problems.push(problem);
    else writeFileSync(join(cache, key(path)), path);
  }
}
const workers = Number(process.env.GENBA_JOBS) || availableParallelism?.() || cpus().length;
await Promise.all(Array.from({ length: workers }, worker));
finish('tidy', problems, files.length);
