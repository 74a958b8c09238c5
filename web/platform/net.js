// Requests and the live channel, to our own origin only.
import {call, handOver, provide, readBytes, readText, withBytes, withText} from './bridge.js';

const sockets = new Map();

/** Seconds; -1 when the answer does not say. */
export function retryAfter(response) {
  const value = response.headers.get('Retry-After');
  if (value === null) return -1;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, Math.ceil(seconds));
  const date = Date.parse(value);
  return Number.isNaN(date) ? -1 : Math.max(0, Math.ceil((date - Date.now()) / 1000));
}

function finish(id, status, type, retryAfterSeconds, bytes) {
  withText(type, (typePointer, typeLength) =>
    handOver(bytes, (pointer, length) =>
      call('fetched', id, status, typePointer, typeLength, retryAfterSeconds, pointer, length)));
}

async function request(id, url, options, timeoutMs) {
  const controller = new AbortController();
  const timer = timeoutMs > 0 ? setTimeout(() => controller.abort(), timeoutMs) : 0;
  try {
    const response = await fetch(url, {
      ...options, credentials: 'same-origin', cache: 'no-store', signal: controller.signal,
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    finish(id, response.status, response.headers.get('Content-Type') ?? '', retryAfter(response), bytes);
  } catch {
    finish(id, 0, '', -1, new Uint8Array());
  } finally {
    clearTimeout(timer);
  }
}

function openSocket(id, url) {
  const address = new URL(url, location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  sockets.set(id, socket);
  socket.addEventListener('open', () => call('socket_event', id, 0, 0, 0));
  socket.addEventListener('message', (event) => {
    const bytes = typeof event.data === 'string' ? new TextEncoder().encode(event.data) : new Uint8Array(event.data);
    withBytes(bytes, (pointer, length) => call('socket_event', id, 1, pointer, length));
  });
  socket.addEventListener('close', (event) => {
    sockets.delete(id);
    call('socket_event', id, 2, 0, event.code);
  });
}

provide({
  fetch(id, method, methodLength, url, urlLength, type, typeLength, body, length, timeoutMs) {
    const options = {method: readText(method, methodLength)};
    if (typeLength > 0) options.headers = {'Content-Type': readText(type, typeLength)};
    if (length > 0) options.body = readBytes(body, length);
    request(id, readText(url, urlLength), options, timeoutMs);
  },
  socketOpen(id, url, length) {
    const address = readText(url, length);
    // Never within the call: the caller does not have the handle yet.
    setTimeout(() => openSocket(id, address));
  },
  socketSend(id, pointer, length) {
    const socket = sockets.get(id);
    if (socket?.readyState === WebSocket.OPEN) socket.send(readText(pointer, length));
  },
  socketClose(id) {
    sockets.get(id)?.close();
  },
});
