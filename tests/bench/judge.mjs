// Puts its budget beside each figure:  … | node judge.mjs
//
// A budget is for the median, or for the processor time a run where the machine was busy (more runnable
// processes than processors): a figure with "busy": true tells about the machine as much as about Genba.
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { createInterface } from 'node:readline';

const budgets = JSON.parse(readFileSync(new URL('budgets.json', import.meta.url), 'utf8'));
const processors = availableParallelism?.() ?? cpus().length;

function budgetOf(name) {
  const pattern = Object.keys(budgets).find(
    (key) => key === name || (key.endsWith('*') && name.startsWith(key.slice(0, -1))),
  );
  return budgets[pattern] ?? {};
}

const missed = [];
for await (const line of createInterface({ input: process.stdin })) {
  if (!line.startsWith('{')) {
    console.error(line);
    continue;
  }
  const figure = JSON.parse(line);
  const { at_most: most, at_least: least } = budgetOf(figure.figure);
  if (figure.load1 > processors + 0.5) figure.busy = true;
  if (most !== undefined) Object.assign(figure, { at_most: most, met: figure.median <= most });
  if (least !== undefined) Object.assign(figure, { at_least: least, met: figure.median >= least });
  if (figure.met === false) missed.push(figure);
  console.log(JSON.stringify(figure));
}
for (const { figure, build = '', median, unit, cpu_ms: cpu, busy } of missed) {
  const why = busy ? `, on a busy machine (${cpu} ms of processor time)` : '';
  console.error(`over budget: ${figure} ${build} ${median} ${unit}${why}`);
}
