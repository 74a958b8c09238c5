// Writes the table of core/process/time_zone_table.cpp from the system's compiled time zones.
//
//   node time_zones.mjs ZONEINFO/tzdata.zi OUTPUT.inc
//
// Every zone beside tzdata.zi (Debian: package tzdata) is read as TZif (RFC 8536), cut to the time
// since 1970, freed of the transitions that its footer repeats, and written once however many names
// it has. The output is one row of bytes, made to be small after compression. Its form, every number
// an unsigned LEB128 varint, "zigzag" when it can be negative, text a length and its bytes:
//
//   version   text                                       release of the time zone database
//   zones     n, n × (bytes, footer text, zigzag offset s, n, n × (gap, zigzag offset change s))
//   names     n, n × (bytes shared with the name before, text of the rest, number of its zone)
//
// An offset is seconds east of Greenwich. A gap is the time since the transition before (the first:
// since 1970): twice the quarter hours, or, when it is not whole quarters, twice the seconds plus 1.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const [database, output] = process.argv.slice(2);
if (!output) {
  console.error('usage: time_zones.mjs ZONEINFO/tzdata.zi OUTPUT.inc');
  process.exit(2);
}
const root = dirname(database);
// Copies of the database for other purposes, and what is no place's time.
const notZones = new Set(['posix', 'right', 'localtime', 'posixrules', 'Factory']);

function zoneNames(folder, prefix = '') {
  const names = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (prefix === '' && notZones.has(entry.name)) continue;
    const name = prefix + entry.name;
    if (entry.isDirectory()) names.push(...zoneNames(join(folder, entry.name), `${name}/`));
    else if (readFileSync(join(root, name)).subarray(0, 4).toString() === 'TZif') names.push(name);
  }
  return names;
}

// The 64-bit block of a TZif file: {footer, offset at 1970, transitions since: [[time, offset]]}.
function readZone(name) {
  const bytes = readFileSync(join(root, name));
  const counts = (at) => [20, 24, 28, 32, 36, 40].map((field) => bytes.readUInt32BE(at + field));
  const size = ([utc, standard, leap, times, types, letters], width) =>
    times * (width + 1) + types * 6 + letters + leap * (width + 4) + standard + utc;
  if (bytes[4] < 0x32) throw new Error(`${name}: a TZif file of version 1`);
  const second = 44 + size(counts(0), 4);
  const header = counts(second);
  const [, , leap, timeCount] = header;
  if (leap !== 0) throw new Error(`${name}: counts leap seconds`);
  const data = second + 44;
  const types = data + timeCount * 9;
  const offsetOf = (type) => bytes.readInt32BE(types + type * 6);
  let offset = offsetOf(0);
  const transitions = [];
  for (let i = 0; i < timeCount; i++) {
    const time = Number(bytes.readBigInt64BE(data + i * 8));
    const next = offsetOf(bytes[data + timeCount * 8 + i]);
    if (time <= 0) offset = next;
    else transitions.push([time, next]);
  }
  const footer = bytes.subarray(data + size(header, 8) + 1, bytes.length - 1).toString('latin1');
  return { footer, offset, transitions };
}

function parseSeconds(text) {
  const [hours, minutes = 0, seconds = 0] = text.replace(/^[+-]/, '').split(':').map(Number);
  return (text.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}

// The transitions of one year by a footer such as EST5EDT,M3.2.0,M11.1.0; null for other forms.
function footerRule(footer) {
  const name = '(?:[A-Za-z]+|<[^>]+>)';
  const time = '[+-]?[0-9:]+';
  const date = `M(\\d+)\\.(\\d)\\.(\\d)(?:/(${time}))?`;
  const match = new RegExp(`^${name}(${time})${name}(${time})?,${date},${date}$`).exec(footer);
  if (!match) return null;
  const standard = -parseSeconds(match[1]);
  const summer = match[2] ? -parseSeconds(match[2]) : standard + 3600;
  const at = (year, [month, week, day, clock = '2'], offset) => {
    const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    let date = 1 + ((day - first + 7) % 7) + (week - 1) * 7;
    if (date > days) date -= 7;
    return Date.UTC(year, month - 1, date) / 1000 + parseSeconds(clock) - offset;
  };
  return (year) => [
    [at(year, match.slice(3, 7), standard), summer],
    [at(year, match.slice(7, 11), summer), standard],
  ];
}

// Drops the transitions at the end that the footer gives as well.
function trim(zone) {
  const rule = footerRule(zone.footer);
  if (!rule) return;
  const repeated = new Set();
  for (let year = 1970; year < 2100; year++) rule(year).forEach((each) => repeated.add(`${each}`));
  const { transitions } = zone;
  let keep = transitions.length;
  while (keep > 0 && repeated.has(`${transitions[keep - 1]}`)) keep--;
  // From the last one kept on, the footer alone must give exactly what is dropped. One that falls
  // between two of them would be missed by the loop above.
  const start = keep > 0 ? transitions[keep - 1][0] : 0;
  const end = transitions.at(-1)?.[0] ?? 0;
  let made = 0;
  for (let year = 1970; year < 2100; year++) {
    made += rule(year).filter(([time]) => time > start && time <= end).length;
  }
  if (made === transitions.length - keep) transitions.length = keep;
}

let out = [];
function varint(value) {
  for (; value >= 128; value = Math.floor(value / 128)) out.push((value % 128) + 128);
  out.push(value);
}
const zigzag = (value) => varint(value < 0 ? -2 * value - 1 : 2 * value);
function text(value) {
  varint(value.length);
  out.push(...Buffer.from(value, 'latin1'));
}

function writeZone({ footer, offset, transitions }) {
  text(footer);
  zigzag(offset);
  varint(transitions.length);
  let [before, current] = [0, offset];
  for (const [time, next] of transitions) {
    const gap = time - before;
    varint(gap % 900 === 0 ? (gap / 900) * 2 : gap * 2 + 1);
    zigzag(next - current);
    [before, current] = [time, next];
  }
}

const zones = new Map();
const names = zoneNames(root).sort();
for (const name of names) {
  const zone = readZone(name);
  trim(zone);
  // Changes of the abbreviation or of the daylight-saving flag alone move no clock.
  const moves = zone.transitions.filter(([, next], i, all) => next !== (all[i - 1]?.[1] ?? zone.offset));
  // The footer rules only after the last transition, so that one stays even if it moves nothing.
  const last = zone.transitions.at(-1);
  if (last && moves.at(-1) !== last) moves.push(last);
  zone.transitions = moves;
  const key = JSON.stringify(zone);
  if (!zones.has(key)) zones.set(key, { zone, names: [] });
  zones.get(key).names.push(name);
}

const release = /^# version (\S+)/.exec(readFileSync(database, 'utf8'))?.[1] ?? 'unknown';
text(release);
// Zones with equal rules stand together, which compresses well.
const sorted = [...zones.values()].sort((a, b) =>
  a.zone.footer < b.zone.footer ? -1 : a.zone.footer > b.zone.footer ? 1 : 0);
varint(sorted.length);
for (const { zone } of sorted) {
  const all = out;
  out = [];
  writeZone(zone);
  const bytes = out;
  out = all;
  varint(bytes.length);
  out.push(...bytes);
}
const numberOf = new Map(sorted.flatMap((each, i) => each.names.map((name) => [name, i])));
varint(names.length);
let previous = '';
for (const name of names) {
  let shared = 0;
  while (shared < previous.length && previous[shared] === name[shared]) shared++;
  varint(shared);
  text(name.slice(shared));
  varint(numberOf.get(name));
  previous = name;
}

const rows = [];
for (let i = 0; i < out.length; i += 24) rows.push(`    ${out.slice(i, i + 24).join(', ')},`);
writeFileSync(
  output,
  `// Made by scripts/generate/time_zones.mjs from tzdata ${release}: ${names.length} names, ` +
    `${sorted.length} zones.\n` +
    `constexpr unsigned char kTimeZoneBytes[] = {\n${rows.join('\n')}\n};\n`,
);
