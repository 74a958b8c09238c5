// What a browser and a server take of the machine.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const bytesBelow = (path) =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0);

/** Proportional set size of a page's own process, in MiB. `marker`: of its browser's command line. */
export function pageMemory(marker) {
  const processes = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8', maxBuffer: 1 << 24 }).split('\n');
  const sizes = processes
    .filter((line) => line.includes('--type=renderer') && line.includes(marker) && !/--top-chrome-webui|--extension-process/.test(line))
    .map((line) => {
      const rollup = readFileSync(`/proc/${line.trim().split(' ')[0]}/smaps_rollup`, 'utf8');
      return Number(/^Pss:\s+(\d+)/m.exec(rollup)[1]) / 1024;
    });
  return Math.max(...sizes);
}

/** Resident set size of a process, in MiB. */
export const processMemory = (pid) =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
