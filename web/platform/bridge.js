// The border to WebAssembly: strings and bytes in and out, exported and provided functions.
// The heap is read anew each time, because it moves when memory grows.

export const wasm = (globalThis.Module = globalThis.Module ?? {});
wasm.genba = {};

const encoder = new TextEncoder();
const decoder = new TextDecoder();

// Functions that the C++ side calls by name.
export function provide(functions) {
  Object.assign(wasm.genba, functions);
}

// Calls the exported C function gb_<name>.
export function call(name, ...args) {
  return wasm[`_gb_${name}`](...args);
}

export function readBytes(pointer, length) {
  return wasm.HEAPU8.slice(pointer, pointer + length);
}

export function readText(pointer, length) {
  return length === 0 ? '' : decoder.decode(wasm.HEAPU8.subarray(pointer, pointer + length));
}

// Copies bytes into memory for the time of `use(pointer, length)`.
export function withBytes(bytes, use) {
  const pointer = call('malloc', bytes.length + 1);
  wasm.HEAPU8.set(bytes, pointer);
  try {
    return use(pointer, bytes.length);
  } finally {
    call('free', pointer);
  }
}

/** The same with bytes that nobody needs afterwards: their memory is free at once, not when the browser collects it. */
export function handOver(bytes, use) {
  try {
    return withBytes(bytes, use);
  } finally {
    bytes.buffer.transfer?.(0);
  }
}

export function withText(text, use) {
  return withBytes(encoder.encode(text), use);
}

// A text that the C++ side frees: its length as int32, then its bytes.
export function giveText(text) {
  const bytes = encoder.encode(text);
  const pointer = call('malloc', bytes.length + 4);
  wasm.HEAP32[pointer >> 2] = bytes.length;
  wasm.HEAPU8.set(bytes, pointer + 4);
  return pointer;
}
