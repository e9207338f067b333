import type { Clock } from '../../core/clock.ts';

interface BatchOptions<Item, Result> {
  clock: Clock;
  /** How long the first caller waits for company. */
  gatherMs: number;
  /** Items of one call at most. */
  atMost: number;
  run: (items: Item[]) => Promise<Result>;
}

/** One call of `run` for all who ask within a few milliseconds; each gets the whole result, or the error. */
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
