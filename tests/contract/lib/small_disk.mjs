// A file system of a few megabytes for a test, where this machine allows one.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onEnd } from './on_end.mjs';

/**
 * `folder` on a disk of `megabytes`; `fill(left)` leaves so many bytes free, `free()` gives the others back. null where
 * nothing may be mounted: only root may.
 */
export function makeSmallDisk(test, megabytes) {
  const folder = mkdtempSync(join(tmpdir(), 'genba-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'genba-test', folder], { encoding: 'utf8' });
  onEnd(test, () => {
    if (mounted.status === 0) spawnSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true });
  });
  if (mounted.status !== 0) {
    test.diagnostic(`NOT ON A REAL DISK: ${mounted.stderr ?? mounted.error}`);
    return null;
  }
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill(left) {
      const file = openSync(ballast, 'w');
      const page = Buffer.alloc(4096, 1);
      const { bavail, bsize } = statfsSync(folder);
      for (let bytes = bavail * bsize - left; bytes >= page.length; bytes -= page.length) writeSync(file, page);
      closeSync(file);
    },
    free: () => rmSync(ballast),
  };
}

/** Runs a program whose files may not grow beyond `bytes` from now on: the nearest to a full disk that works everywhere. */
export const limitFiles = (process, bytes) => spawnSync('prlimit', ['--pid', process.pid, `--fsize=${bytes}:`]);
