// Writes the tables of core/text/unicode_data.cpp from the Unicode Character Database.
//
//   node unicode.mjs UNICODE_DIR OUTPUT.inc
//
// UNICODE_DIR is Debian's /usr/share/unicode (package unicode-data). The output is one byte string,
// made to be small after compression; its form, every number an unsigned LEB128 varint, "zigzag"
// when it can be negative, "gap" counted from the end of the entry before:
//
//   classes      n, n × (gap, count, combining class)        code points with a class above 0
//   pairs        n, n × (gap, zigzag(first − c), second, composes?)  canonical decompositions in two
//   singletons   n, n × (gap, zigzag(target − c))             canonical decompositions in one
//   extenders    n, n × (gap, count)     class 0, yet they may compose with what stands before
//   foldings     n, n × (gap, count, stride, length, length × zigzag(delta))
//
// A folding maps `count` code points, `stride` apart, to sequences of `length` code points whose
// first one lies delta from the mapped one and each other one delta from the one before it. For a
// run (count > 1) the length is 1 and the delta is the same for all, or the length is 0.
//
// Search folding is NFKC_Casefold (Unicode Standard, chapter 3, D144; the last step, NFC, is done
// by the program), and katakana → hiragana on top.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [directory, output] = process.argv.slice(2);
if (!output) {
  console.error('usage: unicode.mjs UNICODE_DIR OUTPUT.inc');
  process.exit(2);
}

function rows(file) {
  return readFileSync(join(directory, file), 'utf8')
    .split('\n')
    .map((line) => line.split('#')[0].split(';').map((cell) => cell.trim()))
    .filter((cells) => cells.length > 1);
}

const hex = (text) => parseInt(text, 16);
const sequence = (text) => (text ? text.split(/\s+/).map(hex) : []);
function each(range, visit) {
  const [first, last = first] = range.split('..').map(hex);
  for (let c = first; c <= last; c++) visit(c);
}

const classes = new Map();
const pairs = new Map();
const singletons = new Map();
for (const [code, , , combiningClass, , decomposition] of rows('UnicodeData.txt')) {
  const c = hex(code);
  if (combiningClass !== '0') classes.set(c, Number(combiningClass));
  if (!decomposition || decomposition.startsWith('<')) continue;
  const target = sequence(decomposition);
  if (target.length === 2) pairs.set(c, target);
  else singletons.set(c, target[0]);
}

const excluded = new Set();
const extenders = new Set();
const folding = new Map();
for (const [range, property, value] of rows('DerivedNormalizationProps.txt')) {
  if (property === 'Full_Composition_Exclusion') each(range, (c) => excluded.add(c));
  if (property === 'NFC_QC' && value === 'M') each(range, (c) => classes.has(c) || extenders.add(c));
  if (property === 'NFKC_CF') each(range, (c) => folding.set(c, sequence(value)));
}

function hiragana(c) {
  if (c >= 0x30a1 && c <= 0x30f6) return [c - 0x60];
  if (c === 0x30fd || c === 0x30fe) return [c - 0x60]; // iteration marks
  if (c >= 0x30f7 && c <= 0x30fa) return [[0x308f, 0x3090, 0x3091, 0x3092][c - 0x30f7], 0x3099];
  if (c >= 0x1b164 && c <= 0x1b166) return [c - 0x14]; // small wi, we, wo
  return [c];
}
for (let c = 0; c < 0x20000; c++) {
  const target = (folding.get(c) ?? [c]).flatMap(hiragana);
  if (target.length !== 1 || target[0] !== c) folding.set(c, target);
}

const bytes = [];
function put(value) {
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  bytes.push(value);
}
const zigzag = (value) => (value < 0 ? -value * 2 - 1 : value * 2);
const sorted = (map) => [...map.keys()].sort((a, b) => a - b);

// Runs of code points `stride` apart for which `same(first, c)` holds.
function runs(points, strides, same) {
  const found = [];
  for (let i = 0; i < points.length; ) {
    let best = { first: points[i], count: 1, stride: 1 };
    for (const stride of strides) {
      let count = 1;
      while (points[i + count] === points[i] + count * stride && same(points[i], points[i + count])) {
        count++;
      }
      if (count > best.count) best = { first: points[i], count, stride };
    }
    found.push(best);
    i += best.count;
  }
  return found;
}

function putRuns(found, details) {
  put(found.length);
  let end = 0;
  for (const run of found) {
    put(run.first - end);
    put(run.count);
    details(run);
    end = run.first + (run.count - 1) * run.stride + 1;
  }
}

putRuns(
  runs(sorted(classes), [1], (a, b) => classes.get(a) === classes.get(b)),
  ({ first }) => put(classes.get(first)),
);
put(pairs.size);
let end = 0;
for (const c of sorted(pairs)) {
  const [first, second] = pairs.get(c);
  put(c - end);
  put(zigzag(first - c));
  put(second);
  put(excluded.has(c) ? 0 : 1);
  end = c + 1;
}
put(singletons.size);
end = 0;
for (const c of sorted(singletons)) {
  put(c - end);
  put(zigzag(singletons.get(c) - c));
  end = c + 1;
}
putRuns(runs(sorted(extenders), [1], () => true), () => {});

const sameFolding = (a, b) => {
  const [x, y] = [folding.get(a), folding.get(b)];
  return x.length === y.length && (x.length === 0 || (x.length === 1 && x[0] - a === y[0] - b));
};
putRuns(runs(sorted(folding), [1, 2], sameFolding), ({ first, stride }) => {
  const target = folding.get(first);
  put(stride);
  put(target.length);
  target.forEach((c, i) => put(zigzag(c - (i === 0 ? first : target[i - 1]))));
});

const lines = [];
for (let i = 0; i < bytes.length; i += 24) lines.push(bytes.slice(i, i + 24).join(',') + ',');
writeFileSync(
  output,
  `// Made by scripts/generate/unicode.mjs from the Unicode Character Database.\n${lines.join('\n')}\n`,
);
