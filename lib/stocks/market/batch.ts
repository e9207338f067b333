import type { Clock } from '../../core/clock.ts';

interface BatchOptions<Item, Result> {
  clock: Clock;
  /** How long the first caller waits for others. */
  gatherMs: number;
  /** Maximum items per call. */
  atMost: number;
  run: (items: Item[]) => Promise<Result>;
}

/**
 * Batches calls made within a few milliseconds into one call of `run`; each caller gets the whole result or the
 * error.
 */
export function batched<Item, Result>(options: BatchOptions<Item, Result>): (item: Item) => Promise<Result> {
  let gathering: { items: Item[]; result: Promise<Result> } | null = null;
  return (item) => {
    if (gathering && gathering.items.length < options.atMost) {
      gathering.items.push(item);
      return gathering.result;
    }
    const items = [item];
    const result = options.clock.sleep(options.gatherMs).then(() => {
      if (gathering?.items === items) gathering = null;
      return options.run(items);
    });
    gathering = { items, result };
    return result;
  };
}
