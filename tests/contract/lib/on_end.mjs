// What a test has started ends in the reverse order, all of it: node runs hooks in the order in which they were given
// and stops at one that fails, so a folder would go before the server that writes into it, which then ran for ever.

const endings = new WeakMap();

async function endAll(actions) {
  const errors = [];
  for (const action of actions.reverse()) {
    try {
      await action();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors.length === 1 ? errors[0] : new AggregateError(errors, 'could not clean up');
}

/** `action` runs when `owner` (a test, a suite, or what has an `after` like theirs) ends. */
export function onEnd(owner, action) {
  if (!endings.has(owner)) {
    const actions = [];
    endings.set(owner, actions);
    owner.after(() => endAll(actions));
  }
  endings.get(owner).push(action);
}

/** For what is no test: `end()` does what the end of a test does. */
export function newOwner() {
  const actions = [];
  return { after: (action) => actions.push(action), end: () => endAll(actions.splice(0)) };
}
