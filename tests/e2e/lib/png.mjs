// PNG of 8-bit RGB or RGBA without interlacing (what Chromium's screenshots are), read and written.
// Source: PNG Specification, third edition, chapters 5, 9 and 10.
import { deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

const crcTable = Uint32Array.from({ length: 256 }, (_, value) => {
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});
const crc32 = (bytes) => (bytes.reduce((crc, byte) => crcTable[(crc ^ byte) & 255] ^ (crc >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

function paeth(a, b, c) {
  const da = Math.abs(b - c);
  const db = Math.abs(a - c);
  const dc = Math.abs(a + b - 2 * c);
  return da <= db && da <= dc ? a : db <= dc ? b : c;
}

// By the number of the filter: from the bytes at the left, above, and at the left above.
const predictors = [() => 0, (a) => a, (a, b) => b, (a, b) => (a + b) >> 1, paeth];

function unfilter(bytes, width, height, size) {
  const stride = width * size;
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const from = y * (stride + 1) + 1;
    const predict = predictors[bytes[from - 1]];
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const a = x >= size ? out[at - size] : 0;
      const b = y > 0 ? out[at - stride] : 0;
      const c = x >= size && y > 0 ? out[at - stride - size] : 0;
      out[at] = bytes[from + x] + predict(a, b, c);
    }
  }
  return out;
}

/** {width, height, rgb}: three bytes a pixel, row by row. */
export function decodePng(png) {
  if (!png.subarray(0, 8).equals(signature)) throw new Error('not a PNG');
  const parts = [];
  let head;
  for (let at = 8; at < png.length;) {
    const size = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + size);
    if (type === 'IHDR') head = body;
    if (type === 'IDAT') parts.push(body);
    at += size + 12;
  }
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const size = { 2: 3, 6: 4 }[head[9]];
  if (head[8] !== 8 || size === undefined || head[12] !== 0) throw new Error('a PNG of another kind');
  const pixels = unfilter(inflateSync(Buffer.concat(parts)), width, height, size);
  if (size === 3) return { width, height, rgb: pixels };
  const rgb = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i++) pixels.copy(rgb, i * 3, i * 4, i * 4 + 3);
  return { width, height, rgb };
}

function chunk(type, body) {
  const whole = Buffer.alloc(body.length + 12);
  whole.writeUInt32BE(body.length, 0);
  whole.write(type, 4, 'latin1');
  body.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, body.length + 8)), body.length + 8);
  return whole;
}

export function encodePng({ width, height, rgb }) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const stride = width * 3;
  const rows = Buffer.alloc((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    rows[y * (stride + 1)] = 2; // what differs from the row above: most of a screen does not
    for (let x = 0; x < stride; x++) {
      const above = y > 0 ? rgb[(y - 1) * stride + x] : 0;
      rows[y * (stride + 1) + 1 + x] = (rgb[y * stride + x] - above) & 255;
    }
  }
  return Buffer.concat([
    signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0)),
  ]);
}
