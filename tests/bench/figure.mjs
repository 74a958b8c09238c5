// How a browser's bench says a figure: one JSON line (README.md).
import { loadavg } from 'node:os';

export function say(figure, unit, samples, details = {}) {
  const sorted = [...samples].sort((a, b) => a - b);
  const round = (value) => Math.round(value * 10) / 10;
  console.log(
    JSON.stringify({
      figure,
      median: round(sorted[Math.floor(sorted.length / 2)]),
      unit,
      min: round(sorted[0]),
      max: round(sorted.at(-1)),
      samples: sorted.length,
      load1: Math.round(loadavg()[0] * 100) / 100,
      ...details,
    }),
  );
}
