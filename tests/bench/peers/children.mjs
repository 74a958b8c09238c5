// Programs of a peer that run beside the benchmark, and the addresses that they get.
import { spawn } from 'node:child_process';
import http from 'node:http';
import { createReadStream, existsSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import net from 'node:net';
import { createInterface } from 'node:readline';
import { onEnd } from '../../contract/lib/on_end.mjs';

/** A Node program that runs until `owner` ends. Resolves, once it has said a line that matches, to {child, match}. */
export async function startNode(owner, file, args, { env = {}, cwd, says }) {
  const child = spawn(process.execPath, [file, ...args.map(String)], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  onEnd(owner, () => {
    child.kill('SIGKILL');
    return ended;
  });
  const match = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = says.exec(line);
      if (found) resolve(found);
    });
    ended.then((code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return { child, match };
}

/** A port of this machine that nobody listens on now. */
export const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const types = { '.html': 'text/html', '.js': 'text/javascript' };

/** Serves the files of a folder until `owner` ends; resolves to the address. */
export async function serveFolder(owner, folder) {
  const server = http.createServer((request, response) => {
    const path = join(folder, normalize(new URL(request.url, 'http://127.0.0.1').pathname));
    if (!path.startsWith(folder) || !existsSync(path)) return response.writeHead(404).end();
    response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream' });
    createReadStream(path).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  onEnd(owner, () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${server.address().port}`;
}
