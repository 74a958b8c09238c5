// Each rule passes a clean tree and names the file and line of a planted violation.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');
const made = [];
after(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function lint(rule, files) {
  const folder = mkdtempSync(join(tmpdir(), 'genba-lint-'));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const name of ['.clang-format', '.clang-tidy']) copyFileSync(join(repository, name), join(folder, name));
  const run = spawnSync(process.execPath, [join(repository, `scripts/lint/${rule}.mjs`), folder], {
    encoding: 'utf8',
  });
  return { status: run.status, text: run.stdout + run.stderr };
}

function refuses(rule, files, pattern) {
  const { status, text } = lint(rule, files);
  assert.equal(status, 1, text);
  assert.match(text, pattern);
}

function passes(rule, files) {
  const { status, text } = lint(rule, files);
  assert.equal(status, 0, text);
}

const forbidden = [
  ['core/model/a.cpp', '#include "wasm/ui/ui.h"'],
  ['core/model/a.cpp', '#include "sync-server/http/server.h"'],
  ['core/model/a.cpp', '#include "result.h"'],
  ['core/model/a.cpp', '#include <nlohmann/json.hpp>'],
  ['core/model/a.cpp', '#include <thread>'],
  ['core/model/a.cpp', '#include <sqlite3.h>'],
  ['wasm/ui/a.cpp', '#include "wasm/views/list_view.h"'],
  ['wasm/ui/a.cpp', '#include "wasm/platform/files.h"'],
  ['wasm/ui/a.cpp', '#include <emscripten.h>'],
  ['wasm/views/a.cpp', '#include "wasm/platform/files.h"'],
  ['wasm/views/a.cpp', '#include "wasm/app/app.h"'],
  ['wasm/platform/a.cpp', '#include "wasm/views/list_view.h"'],
  ['sync-server/a.cpp', '#include "wasm/ui/ui.h"'],
  ['tests/unit/model/a_test.cpp', '#include "sync-server/http/server.h"'],
];
for (const [path, line] of forbidden) {
  test(`includes: ${path} may not say ${line}`, () => {
    refuses('includes', { [path]: `// A file.\n${line}\n` }, new RegExp(`${path}:2: `));
  });
}

test('includes: what the layers allow passes', () => {
  passes('includes', {
    'core/sync/a.cpp': '#include <nlohmann/json.hpp>\n#include <string>\n#include "core/model/ids.h"\n',
    'wasm/views/a.cpp': '#include "wasm/ui/ui.h"\n#include "core/model/ids.h"\n',
    'wasm/platform/a.cpp': '#include <emscripten/html5.h>\n#include "wasm/ui/ui.h"\n',
    'wasm/app/a.cpp': '#include "wasm/platform/files.h"\n#include "wasm/views/list_view.h"\n',
    'sync-server/a.cpp': '#include <boost/asio.hpp>\n#include "core/model/ids.h"\n',
  });
});

test('length: a file of 401 lines is refused, one of 400 is not', () => {
  refuses('length', { 'core/a.cpp': '//\n'.repeat(401) }, /core\/a\.cpp: 401 lines/);
  passes('length', { 'core/a.cpp': '//\n'.repeat(400) });
});

test('format: a file that clang-format would change is refused', () => {
  refuses('format', { 'core/a.cpp': 'int  a ;\n' }, /core\/a\.cpp:1:4: error/);
  passes('format', { 'core/a.cpp': 'int a;\n' });
});

test('words: folders of a machine, download hosts and postponed work are refused', () => {
  refuses('words', { 'core/a.cpp': 'auto p = "/home/someone/x";\n' }, /core\/a\.cpp:1: a folder/);
  refuses('words', { 'docs/a.md': 'see registry.npmjs.org\n' }, /docs\/a\.md:1: a download host/);
  refuses('words', { 'core/a.cpp': '\n// TODO later\n' }, /core\/a\.cpp:2: a note/);
  passes('words', { 'core/a.cpp': '// The homework of /usr/share is done.\n' });
});

test('messages: one that is said nowhere, lacks a language or differs in its place holders is refused', () => {
  const row = (name, ja, en) => ({ 'core/text/messages.def': `#define M(X) \\\n  X(${name}, "${ja}", "${en}")\n` });
  const use = { 'core/a.cpp': 'auto m = Message::kHello;\n' };
  passes('messages', { ...row('Hello', '{0}件', '{0} {0|hit|hits}'), ...use });
  refuses('messages', row('Hello', 'やあ', 'Hello'), /messages\.def:2: Hello is said nowhere/);
  refuses('messages', { ...row('Hello', '', 'Hello'), ...use }, /missing in a language/);
  refuses('messages', { ...row('Hello', '{0}件', 'hits'), ...use }, /other place holders/);
});

function tidyTree(text) {
  // The rule reads the sanitized build's commands, which name files by their full path.
  const folder = mkdtempSync(join(tmpdir(), 'genba-tidy-'));
  made.push(folder);
  const file = join(folder, 'core/model/a.cpp');
  mkdirSync(dirname(file), { recursive: true });
  mkdirSync(join(folder, 'build/sanitized'), { recursive: true });
  writeFileSync(file, text);
  copyFileSync(join(repository, '.clang-tidy'), join(folder, '.clang-tidy'));
  writeFileSync(
    join(folder, 'build/sanitized/compile_commands.json'),
    JSON.stringify([{ directory: folder, file, command: `clang++-14 -std=c++20 -c ${file}` }]),
  );
  const run = spawnSync(process.execPath, [join(repository, 'scripts/lint/tidy.mjs'), folder], { encoding: 'utf8' });
  return { status: run.status, text: run.stdout + run.stderr };
}

test('tidy: a name against the style and a use after move are refused', () => {
  const named = tidyTree('int BadName() { return 1; }\n');
  assert.equal(named.status, 1, named.text);
  assert.match(named.text, /a\.cpp:1:5: error: invalid case style for function 'BadName'/);

  const moved = tidyTree(
    '#include <string>\n#include <utility>\nstd::string f(std::string s) {\n' +
      '  std::string t = std::move(s);\n  return t + s;\n}\n',
  );
  assert.equal(moved.status, 1, moved.text);
  assert.match(moved.text, /'s' used after it was moved/);

  const clean = tidyTree('int good_name() { return 1; }\n');
  assert.equal(clean.status, 0, clean.text);
});

test('promises: a test or mutant that has gone, and one that is forgotten, are refused', () => {
  const section = (number) => `## ${number}. A promise\n\n| its test | \`tests/a.mjs\` |\n\nMutants: \`broken\`.\n`;
  const page = Array.from({ length: 16 }, (_, at) => section(at + 1)).join('\n');
  const tree = { 'tests/PROMISES.md': page, 'tests/a.mjs': "test('its test', () => {});\n", 'tests/sim/mutants/broken.mutant': '' };
  passes('promises', tree);
  refuses('promises', { ...tree, 'tests/a.mjs': "test('another', () => {});\n" }, /PROMISES\.md:3: tests\/a\.mjs has no test named: its test/);
  refuses('promises', { ...tree, 'tests/PROMISES.md': page.replaceAll('a.mjs', 'b.mjs') }, /there is no tests\/b\.mjs/);
  refuses('promises', { ...tree, 'tests/PROMISES.md': page.replace('`broken`', '`gone`') }, /there is no mutant gone/);
  refuses('promises', { ...tree, 'tests/sim/mutants/more.mutant': '' }, /the mutant more belongs to no promise/);
  refuses('promises', { ...tree, 'tests/PROMISES.md': page.replace('## 7.', '## Seven') }, /promise 7 names no test/);
});
