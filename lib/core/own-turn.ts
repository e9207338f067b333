let last: Promise<void> = Promise.resolve();

/**
 * Resolves alone in a turn of the event loop: what the caller computes then shares that turn with no other caller's
 * work. A process that runs many jobs at once so answers the network between any two pieces of work, however many wait.
 */
export function ownTurn(): Promise<void> {
  last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
  return last;
}
