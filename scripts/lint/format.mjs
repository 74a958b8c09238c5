// clang-format has nothing to change:  node format.mjs [ROOT]
import { spawnSync } from 'node:child_process';
import { finish, root, sources } from './files.mjs';

const files = sources(/^(core|wasm|sync-server|tests)\/.*\.(h|cpp)$/);
const problems = [];
for (let at = 0; at < files.length; at += 50) {
  const run = spawnSync('clang-format-14', ['--dry-run', '-Werror', ...files.slice(at, at + 50)], {
    cwd: root,
    encoding: 'utf8',
  });
  if (run.error) throw run.error;
  problems.push(...run.stderr.split('\n').filter((line) => /: error:/.test(line)));
  if (run.status !== 0 && problems.length === 0) problems.push(run.stderr);
}
finish('format', problems, files.length);
