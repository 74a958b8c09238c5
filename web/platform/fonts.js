// Glyphs from the browser's own fonts, for the atlas of the canvas.
import {call, provide, wasm} from './bridge.js';
import {state} from './frame.js';

export const family = '"Noto Sans JP","Hiragino Sans","Yu Gothic UI","Meiryo","Noto Sans CJK JP",system-ui,sans-serif';

// In the document, because a canvas takes the shapes of kanji from its language.
const canvas = document.getElementById('glyphs');
canvas.width = canvas.height = 256;
const context = canvas.getContext('2d', {willReadFrequently: true});
const padding = 1;
let current = '';
let buffer = 0;
let bufferSize = 0;

function setFont(weight, pixels) {
  const font = `${weight} ${pixels}px ${family}`;
  if (font === current) return;
  context.font = font;
  current = font;
}

// How far the page's text must move down to stand where the canvas draws it: both centre a line, but
// the canvas by the ink of 国 and H.
export function lineShift(em, line, ratio) {
  setFont(400, em);
  const ink = context.measureText('国H');
  const box = ink.fontBoundingBoxAscent + ink.fontBoundingBoxDescent;
  const page = (line - box) / 2 + ink.fontBoundingBoxAscent;
  const ours = line / 2 + (ink.actualBoundingBoxAscent - ink.actualBoundingBoxDescent) / 2;
  return Math.floor(ours * ratio + 0.5) / ratio - page;
}

function measureGlyph(weight, pixels, code) {
  setFont(weight, pixels);
  const text = String.fromCodePoint(code);
  const measured = context.measureText(text);
  const x = Math.floor(-measured.actualBoundingBoxLeft) - padding;
  const y = Math.floor(-measured.actualBoundingBoxAscent) - padding;
  const empty = measured.actualBoundingBoxRight + measured.actualBoundingBoxLeft <= 0;
  return {
    text, x, y, advance: measured.width,
    width: empty ? 0 : Math.ceil(measured.actualBoundingBoxRight) + padding - x,
    height: empty ? 0 : Math.ceil(measured.actualBoundingBoxDescent) + padding - y,
  };
}

function drawGlyph(glyph, weight, pixels) {
  if (canvas.width < glyph.width || canvas.height < glyph.height) {
    canvas.width = Math.max(canvas.width, glyph.width);
    canvas.height = Math.max(canvas.height, glyph.height);
    current = '';
    setFont(weight, pixels);
  }
  context.clearRect(0, 0, glyph.width, glyph.height);
  context.fillStyle = '#fff';
  context.textBaseline = 'alphabetic';
  context.fillText(glyph.text, -glyph.x, -glyph.y);
  return context.getImageData(0, 0, glyph.width, glyph.height).data;
}

// A colour font ignores the white it was asked for.
function isColored(pixels) {
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i + 3] > 40 && (pixels[i] < 200 || pixels[i + 1] < 200 || pixels[i + 2] < 200)) return true;
  }
  return false;
}

function keep(pixels) {
  if (pixels.length > bufferSize) {
    if (buffer !== 0) call('free', buffer);
    bufferSize = pixels.length;
    buffer = call('malloc', bufferSize);
  }
  wasm.HEAPU8.set(pixels, buffer);
}

provide({
  fontMetrics(weight, pixels, out) {
    setFont(weight, pixels);
    const ink = context.measureText('国H');
    wasm.HEAPF32[out >> 2] = ink.actualBoundingBoxAscent;
    wasm.HEAPF32[(out >> 2) + 1] = ink.actualBoundingBoxDescent;
  },
  glyphAdvance(weight, pixels, code) {
    setFont(weight, pixels);
    return context.measureText(String.fromCodePoint(code)).width;
  },
  // Address of the pixels (RGBA), valid until the next glyph.
  glyph(weight, pixels, code, out) {
    const glyph = measureGlyph(weight, pixels, code);
    const at = out >> 2;
    wasm.HEAPF32.set([glyph.advance, glyph.x, glyph.y, glyph.width, glyph.height, 0], at);
    if (glyph.width === 0) return 0;
    const image = drawGlyph(glyph, weight, pixels);
    const colored = isColored(image);
    keep(image);
    wasm.HEAPF32[at + 5] = colored ? 1 : 0;
    if (!colored) {
      const words = new Uint32Array(wasm.HEAPU8.buffer, buffer, image.length >> 2);
      for (let i = 0; i < words.length; i++) words[i] |= 0x00ffffff;
    }
    state.glyphs = (state.glyphs ?? 0) + 1;
    return buffer;
  },
});
