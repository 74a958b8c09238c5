// How a browser's bench says a figure: one JSON line (README.md).
import { loadavg } from 'node:os';

const round = (value) => Math.round(value * 10) / 10;
const ordered = (samples) => [...samples].sort((a, b) => a - b);

/** The sample below which that share of them lies. */
export const quantile = (samples, share) => ordered(samples)[Math.min(samples.length - 1, Math.floor(samples.length * share))];

export function figureOf(figure, unit, samples, details = {}) {
  return {
    figure,
    median: round(quantile(samples, 0.5)),
    unit,
    min: round(Math.min(...samples)),
    max: round(Math.max(...samples)),
    samples: samples.length,
    load1: Math.round(loadavg()[0] * 100) / 100,
    ...details,
  };
}

export const say = (...figure) => console.log(JSON.stringify(figureOf(...figure)));
