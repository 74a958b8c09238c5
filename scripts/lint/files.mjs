// The files that the rules look at: those that git tracks or would track.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

// The tree to look at: the argument of a rule's program, or this repository.
export const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../..'));

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walk(path) : [path];
  });
}

// Paths from the root that match the pattern, sorted.
export function sources(pattern) {
  const paths = existsSync(join(root, '.git'))
    ? execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' })
        .split('\0')
        .filter((path) => path && existsSync(join(root, path)))
    : walk(root).map((path) => relative(root, path));
  return paths.filter((path) => pattern.test(path)).sort();
}

// Prints what was found and ends the program: with 1 when there is anything.
export function finish(rule, problems, looked) {
  for (const problem of problems) console.error(problem);
  console.log(`${rule}: ${looked} files, ${problems.length} problems`);
  process.exit(problems.length > 0 ? 1 : 0);
}
