// A WebSocket client for the live channel, small enough to show what the server really sends.
import { randomBytes } from 'node:crypto';
import http from 'node:http';

/**
 * Opens /api/live. Resolves to { status } when refused, else to { status: 101, next(), socket }:
 * next() waits for { text } or { close: code }; socket is the connection below.
 */
export function openLive(url, headers) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = http.request({
      hostname, port, path: '/api/live',
      headers: {
        connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13',
        'sec-websocket-key': randomBytes(16).toString('base64'), ...headers,
      },
    });
    sent.on('response', (response) => {
      response.resume();
      resolve({ status: response.statusCode });
    });
    sent.on('upgrade', (response, socket, head) => resolve(reader(socket, head)));
    sent.on('error', reject);
    sent.end();
  });
}

function reader(socket, head) {
  const frames = [];
  const waiting = [];
  let bytes = head;
  const deliver = (frame) => (waiting.length ? waiting.shift()(frame) : frames.push(frame));
  const parse = () => {
    while (bytes.length >= 2 && bytes.length >= 2 + (bytes[1] & 0x7f)) {
      const [first, size] = bytes;
      const payload = bytes.subarray(2, 2 + size);
      bytes = bytes.subarray(2 + size);
      if ((first & 15) === 1) deliver({ text: payload.toString('utf8') });
      if ((first & 15) === 8) deliver({ close: payload.readUInt16BE(0) });
    }
  };
  socket.on('data', (more) => {
    bytes = Buffer.concat([bytes, more]);
    parse();
  });
  socket.on('error', () => {});
  parse();
  const next = () => (frames.length ? Promise.resolve(frames.shift()) : new Promise((resolve) => waiting.push(resolve)));
  return { status: 101, next, socket };
}
