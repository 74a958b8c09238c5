// Writes the lines of a text file as string literals, for tests that have no files to read.
//
//   node text_lines.mjs INPUT OUTPUT.inc
//
// One literal a line, its line end included; the input is UTF-8.
import { readFileSync, writeFileSync } from 'node:fs';

const [input, output] = process.argv.slice(2);
if (!output) {
  console.error('usage: text_lines.mjs INPUT OUTPUT.inc');
  process.exit(2);
}

const escapes = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\', '?': '\\?' };
const lines = readFileSync(input, 'utf8').match(/[^\n]*\n|[^\n]+$/g) ?? [];
const literals = lines.map((line) => `"${line.replace(/[\n\r\t"\\?]/g, (c) => escapes[c])}",`);
writeFileSync(output, `// Made by scripts/generate/text_lines.mjs.\n${literals.join('\n')}\n`);
