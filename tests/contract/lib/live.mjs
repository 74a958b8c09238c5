// A WebSocket client for the live channel, small enough to show what the server really sends.
import { randomBytes } from 'node:crypto';
import http from 'node:http';

/**
 * Opens /api/live. Resolves to { status } when refused, else to { status: 101, next(), socket }:
 * next() waits for { text } or { close: code }; say(text) sends; socket is the connection below.
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

/** A client's text frame of less than 64 KiB (RFC 6455 §5.2), masked with nothing. */
function frame(text) {
  const payload = Buffer.from(text);
  const isLong = payload.length > 125;
  const start = Buffer.from([0x81, 0x80 | (isLong ? 126 : payload.length)]);
  const length = Buffer.alloc(isLong ? 2 : 0);
  if (isLong) length.writeUInt16BE(payload.length);
  return Buffer.concat([start, length, Buffer.alloc(4), payload]);
}

function reader(socket, head) {
  const frames = [];
  const waiting = [];
  let bytes = head;
  const deliver = (frame) => (waiting.length ? waiting.shift()(frame) : frames.push(frame));
  const parse = () => {
    for (;;) {
      const isLong = bytes[1] === 126;
      const start = isLong ? 4 : 2;
      if (bytes.length < start) return;
      const end = start + (isLong ? bytes.readUInt16BE(2) : bytes[1]);
      if (bytes.length < end) return;
      const [first] = bytes;
      const payload = bytes.subarray(start, end);
      bytes = bytes.subarray(end);
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
  return { status: 101, next, say: (text) => socket.write(frame(text)), socket };
}
