// Puts its budget beside each figure:  … | node judge.mjs
//
// A budget is for the median ("p95_at_most": for the 95th percentile), or for the processor time a run
// where the machine was busy (more runnable processes than processors): a figure with "busy": true tells
// about the machine as much as about Genba.
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
  const { at_most: most, at_least: least, p95_at_most: mostOfP95 } = budgetOf(figure.figure);
  if (figure.load1 > processors + 0.5) figure.busy = true;
  if (most !== undefined) Object.assign(figure, { at_most: most, met: figure.median <= most });
  if (least !== undefined) Object.assign(figure, { at_least: least, met: figure.median >= least });
  if (mostOfP95 !== undefined) Object.assign(figure, { p95_at_most: mostOfP95, met: figure.p95 <= mostOfP95 });
  if (figure.met === false) missed.push(figure);
  console.log(JSON.stringify(figure));
}
for (const { figure, build = '', median, p95, p95_at_most: ofP95, unit, cpu_ms: cpu, busy } of missed) {
  const why = busy ? `, on a busy machine (${cpu} ms of processor time)` : '';
  console.error(`over budget: ${figure} ${build} ${ofP95 === undefined ? median : `p95 ${p95}`} ${unit}${why}`);
}
