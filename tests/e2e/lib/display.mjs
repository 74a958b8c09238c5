// A screen in memory for browsers that draw WebGL 2 only in a window: Xvfb.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onEnd } from '../../contract/lib/on_end.mjs';

const screen = '1440x1000x24';

/** The name of a display (":7") that is there until `owner` is done. */
export async function startDisplay(owner) {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  onEnd(owner, () => child.kill());
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`Xvfb ended with ${code}`)));
  const [number] = await Promise.race([once(child.stdio[3].setEncoding('utf8'), 'data'), ended]);
  ended.catch(() => {}); // it is ended on purpose, later
  return `:${number.trim()}`;
}
