// Runs the simulator:  node run.mjs PROGRAM
// 60 seeds of 2,000 steps, half a minute of one core: what takes long to come about is not found by
// many short ones. GENBA_FULL=1 simulates 10,000 on all cores.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

const program = process.argv[2];
const isFull = process.env.GENBA_FULL === '1';
const seeds = isFull ? 10_000 : 60;
const steps = 2000;
const jobs = isFull ? availableParallelism() : 1;

const children = [];
for (let job = 0; job < jobs; ++job) {
  const first = 1 + Math.floor((seeds * job) / jobs);
  const last = Math.floor((seeds * (job + 1)) / jobs);
  const child = spawn(program, ['--seeds', `${first}..${last}`, '--steps', steps], {
    stdio: 'inherit',
  });
  children.push(child);
  child.on('exit', (code, signal) => {
    if (code === 0) return;
    if (signal) console.log(`seeds ${first}..${last} ended by ${signal}`);
    process.exitCode = 1;
    // The first seed that breaks a promise is enough.
    for (const other of children) other.kill();
  });
}
