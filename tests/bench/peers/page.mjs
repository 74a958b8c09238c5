// The half of a peer that runs in the browser, as the suite (measure.mjs) drives it: window.bench. What a
// peer has to give is in README.md; the clock is read here, alike for all of them.

/** Milliseconds since 1970, by a clock that other pages of this machine read alike. */
export const wallMs = () => performance.timeOrigin + performance.now();

const seen = new Map(); // the text of an edit → when it was here

/** Said by a peer: this text of somebody else's edit is here now. */
export function saw(symptom) {
  if (!seen.has(symptom)) seen.set(symptom, wallMs());
}

async function timed(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Makes `peer` the one that this page measures. */
export function measureHere(peer) {
  window.bench = {
    open: (place) => peer.open(place),
    load: (count) => timed(() => peer.load(count)),
    prepare: () => timed(() => peer.prepare()),
    /** A store that was filled before, in a new process: until the first screen, and until a search knows everything. */
    async coldOpen(place, limit) {
      const begun = performance.now();
      await peer.open(place);
      const first = await peer.firstOpen(limit);
      const firstMs = performance.now() - begun;
      await peer.makeSearchable();
      return { first, firstMs, searchableMs: performance.now() - begun };
    },
    search: (term) => peer.search(term),
    watch: () => peer.watch(),
    goOffline: () => peer.goOffline(),
    async editOffline(edits) {
      for (const [index, symptom] of edits) await peer.edit(index, symptom);
      await peer.saved();
    },
    async push() {
      const begun = wallMs();
      await peer.push();
      return { begun, ms: wallMs() - begun };
    },
    goLive: () => peer.goLive(),
    /** Resolves to when the edit began. */
    async edit(index, symptom) {
      await peer.find?.(index);
      const begun = wallMs();
      await peer.edit(index, symptom);
      return begun;
    },
    seenAt: (symptom) => seen.get(symptom) ?? 0,
    seen(prefix) {
      const times = [...seen].filter(([symptom]) => symptom.startsWith(prefix)).map(([, at]) => at);
      return { count: times.length, last: Math.max(0, ...times) };
    },
  };
}

/** The first of those that are due, as plain rows. */
export function firstByDue(open, limit) {
  open.sort((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1));
  return open.slice(0, limit);
}
