let last: Promise<void> = Promise.resolve();

/**
 * Yields to the event loop; at most one caller continues per tick. This keeps the process answering the
 * network however many jobs are waiting to compute.
 */
export function ownTurn(): Promise<void> {
  last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
  return last;
}
