// Who may include whom:  node includes.mjs [ROOT]
//
// views -> ui -> core; platform -> ui, core; app, gallery -> all of wasm; sync-server -> core; core -> core. Only
// wasm/platform knows Emscripten. The core has the standard library, without I/O, clocks, randomness
// and threads; JSON is for its outer edges only.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish, root, sources } from './files.mjs';

const coreAreas = 'authority|exchange|model|process|replica|reports|storage|sync|text';

// The first rule whose folder holds a file decides what it may include of ours.
const rules = [
  { folder: /^core\//, may: /^core\// },
  { folder: /^wasm\/ui\//, may: /^(core|wasm\/ui)\// },
  { folder: /^wasm\/views\//, may: /^(core|wasm\/(ui|views))\// },
  { folder: /^wasm\/platform\//, may: /^(core|wasm\/(ui|platform))\// },
  { folder: /^wasm\/(app|gallery)\//, may: /^(core|wasm)\// },
  { folder: /^sync-server\//, may: /^(core|sync-server)\// },
  { folder: new RegExp(`^tests/unit/(${coreAreas})/`), may: /^(core|tests)\// },
  { folder: /^tests\/sim\//, may: /^(core|tests)\// },
  { folder: /^tests\/fuzz\//, may: /^(core|sync-server\/(exchange|http)|tests)\// },
  { folder: /^tests\//, may: /^(core|sync-server|wasm|tests)\// },
];

const emscripten = /^(emscripten|GLES|EGL|webgl)/;
const json = /^nlohmann\//;
const jsonFolders = new RegExp(`^(core/(exchange|sync)|sync-server|tests)/`);
const standard = /^[a-z_0-9]+$/;
const impure = new Set(
  ('atomic barrier condition_variable ctime filesystem fstream future iostream latch mutex random ' +
    'semaphore shared_mutex stop_token thread').split(' '),
);

function problemOf(path, name, quoted) {
  if (quoted && !name.startsWith('doctest') && !/^im(gui|_)/.test(name)) {
    const rule = rules.find(({ folder }) => folder.test(path));
    if (!rule) return 'lies in no area that may include';
    if (!rule.may.test(name)) return 'may not be included here';
    return null;
  }
  const knowsBrowser = path.startsWith('wasm/platform/') || path.startsWith('tests/bench/');
  if (emscripten.test(name) && !knowsBrowser) return 'is for wasm/platform only';
  if (json.test(name) && !jsonFolders.test(path)) return 'is for core/exchange and core/sync only';
  if (path.startsWith('core/') && !json.test(name)) {
    if (!standard.test(name)) return 'is not of the standard library';
    if (impure.has(name)) return 'brings I/O, clocks, randomness or threads into the core';
  }
  return null;
}

const files = sources(/^(core|wasm|sync-server|tests)\/.*\.(h|cpp|def)$/);
const problems = [];
for (const path of files) {
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  lines.forEach((line, i) => {
    const found = line.match(/^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)/);
    if (!found) return;
    const name = found[1] ?? found[2];
    const problem = problemOf(path, name, found[1] !== undefined);
    if (problem) problems.push(`${path}:${i + 1}: ${name} ${problem}`);
  });
}
finish('includes', problems, files.length);
