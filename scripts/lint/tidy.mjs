// clang-tidy over the core:  node tidy.mjs [ROOT]
//
// It reads how files are compiled from build/sanitized. A file that passed once is passed again without
// a run as long as it, everything of ours that it includes and the checks are the same (build/cache).
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

const closures = new Map();
function closure(path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  if (!closures.has(path)) {
    const full = [join(root, path), join(build, 'generated', path)].find(existsSync);
    const text = full ? readFileSync(full, 'utf8') : '';
    const names = [...text.matchAll(/^\s*#\s*include\s*"([^"]+)"/gm)].map((found) => found[1]);
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

const compiled = new Set(
  JSON.parse(readFileSync(join(build, 'compile_commands.json'), 'utf8')).map(({ file }) => file),
);
const files = sources(/^core\/.*\.cpp$/).filter((path) => compiled.has(join(root, path)));
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
