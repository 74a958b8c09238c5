// Writes Unicode's own normalization tests as string literals for tests/unit/text.
//
//   node unicode_test.mjs NormalizationTest.txt.bz2 OUTPUT.inc
//
// One literal a test: its five columns (source, NFC, NFD, NFKC, NFKD) in UTF-8, ended by TAB each.
// Of the 11,172 Hangul syllables, which are computed, one in sixteen is kept.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const [input, output] = process.argv.slice(2);
if (!output) {
  console.error('usage: unicode_test.mjs NormalizationTest.txt.bz2 OUTPUT.inc');
  process.exit(2);
}

const text = execFileSync('bzip2', ['-dc', input], { encoding: 'utf8', maxBuffer: 1 << 26 });
const decode = (column) =>
  String.fromCodePoint(...column.trim().split(' ').map((code) => parseInt(code, 16)));
const quote = (plain) => plain.replace(/["\\?]/g, '\\$&');

const lines = [];
for (const line of text.split('\n')) {
  if (!/^[0-9A-F]/.test(line)) continue;
  const columns = line.split(';').slice(0, 5).map(decode);
  const first = columns[0].codePointAt(0);
  if (first >= 0xac00 && first <= 0xd7a3 && columns[0].length === 1 && first % 16 !== 0) continue;
  lines.push(`"${columns.map((column) => `${quote(column)}\\t`).join('')}",`);
}
writeFileSync(output, `// Made by scripts/generate/unicode_test.mjs.\n${lines.join('\n')}\n`);
