// CP932 (Windows-31J) for CSV files. Browsers only read it, so its table is turned round: every
// code is decoded once. Where two codes mean one character the first is taken, and of the IBM
// extensions those of IBM, not NEC's copies, as Windows and iconv do.

const NEC_COPIES = [0xed, 0xee];
const GETA = '〓';
let codes = null;

function buildCodes() {
  const decoder = new TextDecoder('shift_jis');
  codes = new Map();
  const add = (...bytes) => {
    const text = decoder.decode(Uint8Array.from(bytes));
    const [character, ...more] = text;
    if (more.length === 0 && character !== '\ufffd' && !codes.has(character)) codes.set(character, bytes);
  };
  for (let kana = 0xa1; kana <= 0xdf; kana++) add(kana);
  for (let lead = 0x81; lead <= 0xfc; lead++) {
    if ((lead > 0x9f && lead < 0xe0) || NEC_COPIES.includes(lead)) continue;
    for (let trail = 0x40; trail <= 0xfc; trail++) add(lead, trail);
  }
}

/** The bytes, and how many characters CP932 lacks; each of those is shown as 〓. */
export function toCp932(text) {
  if (codes === null) buildCodes();
  const bytes = [];
  let lacking = 0;
  for (const character of text) {
    if (character < '\x80') {
      bytes.push(character.charCodeAt(0));
      continue;
    }
    const code = codes.get(character);
    if (code === undefined) lacking++;
    bytes.push(...(code ?? codes.get(GETA)));
  }
  return {bytes: Uint8Array.from(bytes), lacking};
}
