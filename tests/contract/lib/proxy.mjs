// A network between a client and a server that breaks where a test says: a TCP proxy that counts bytes.
import net from 'node:net';
import { onEnd } from './on_end.mjs';

/**
 * `url` leads to the server, by default `target`; `aim(url)` leads it to another one. `passed` counts bytes `up` (to the
 * server) and `down` since the last arm(). `arm({ up | down: n }, then)` cuts every connection once n bytes have passed
 * in that direction, not one more, and takes no new ones until `mend()`; `onCut` is called at that moment. `speaks()`
 * resolves with the next bytes up.
 */
export async function startProxy(test, target) {
  const pairs = new Set();
  const waiting = [];
  const cut = () => {
    for (const socket of [...pairs].flat()) socket.destroy();
    pairs.clear();
  };
  const proxy = {
    passed: { up: 0, down: 0 },
    isCut: false,
    aim(url) {
      target = url;
    },
    arm(limit, onCut = () => {}) {
      Object.assign(proxy, { passed: { up: 0, down: 0 }, limit: { up: Infinity, down: Infinity, ...limit }, onCut, isCut: false });
    },
    mend: () => proxy.arm({}),
    speaks: () => new Promise((resolve) => waiting.push(resolve)),
  };
  proxy.mend();
  const pass = (direction, bytes, to) => {
    if (proxy.isCut) return;
    if (direction === 'up') for (const resolve of waiting.splice(0)) resolve();
    const room = proxy.limit[direction] - proxy.passed[direction];
    proxy.passed[direction] += Math.min(bytes.length, room);
    if (bytes.length < room) return void to.write(bytes);
    proxy.isCut = true;
    // The last bytes arrive before the end does.
    to.write(bytes.subarray(0, room), cut);
    proxy.onCut();
  };
  const server = net.createServer((near) => {
    if (proxy.isCut) return near.destroy();
    const { hostname, port } = new URL(target);
    const far = net.connect(Number(port), hostname);
    const pair = [near, far];
    pairs.add(pair);
    for (const [from, to, direction] of [[near, far, 'up'], [far, near, 'down']]) {
      from.setNoDelay(true);
      from.on('error', () => {});
      from.on('data', (bytes) => pass(direction, bytes, to));
      from.on('end', () => to.end());
      from.on('close', () => {
        to.destroy();
        pairs.delete(pair);
      });
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  onEnd(test, () => {
    cut();
    server.close();
  });
  proxy.url = `http://127.0.0.1:${server.address().port}`;
  return proxy;
}
