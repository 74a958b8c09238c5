// Chance that can be repeated.

/** A generator: `below(n)`, `pick(list)`, `chance(share)`, `fork(name)` for one of its own. */
export function seeded(seed) {
  let state = seed >>> 0;
  // mulberry32 (public domain).
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit) => Math.floor(next() * limit);
  return {
    below,
    pick: (list) => list[below(list.length)],
    chance: (share) => next() < share,
    fork: (name) => seeded([...`${seed}:${name}`].reduce((hash, letter) => Math.imul(hash ^ letter.codePointAt(0), 16777619) >>> 0, 2166136261)),
  };
}

/** GENBA_SEED, or one that nobody knows yet; told on standard output, so that a failure can be repeated. */
export function chooseSeed(test) {
  const seed = Number(process.env.GENBA_SEED ?? Date.now() % 1_000_000);
  test.diagnostic(`GENBA_SEED=${seed}`);
  return seed;
}
