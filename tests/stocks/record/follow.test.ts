import { describe, expect, test } from 'vitest';
import { finishedBars } from '../../../lib/stocks/record/finished-bars.ts';
import { followPlans, type PendingPlan } from '../../../lib/stocks/record/follow.ts';
import { type Bar, QUIET } from '../evidence/bars.ts';
import { dailyBarsOf, pendingPlan } from './bars.ts';

/** Twenty quiet bars, the last of them of the plan's day. */
const PAST: Bar[] = Array.from({ length: 20 }, () => QUIET);
const HIT: Bar = [100, 115, 99, 114];

function follow(
  later: readonly Bar[],
  plan: Partial<PendingPlan> = {},
  bars = dailyBarsOf([...PAST, ...later]),
) {
  return followPlans(bars, [pendingPlan(plan)])[0];
}

describe('a plan followed by later bars', () => {
  test('is settled on the day and at the price of its end', () => {
    expect(follow([QUIET, HIT])).toMatchObject({
      state: 'hit',
      splitRatio: 1,
      followedTo: '2024-01-22',
      enteredOn: '2024-01-21',
      enteredPrice: 100,
      settledOn: '2024-01-22',
      settledPrice: 115,
      result: 1.5,
    });
  });

  test('that was not entered has a day, but neither price nor result', () => {
    const above: Bar = [110, 112, 108, 110];
    expect(follow([above, above, above])).toMatchObject({
      state: 'not_entered',
      settledOn: '2024-01-23',
      settledPrice: null,
      result: null,
    });
  });

  test('reads no bar of its own day or before', () => {
    const past: Bar[] = [...PAST.slice(0, 18), [100, 130, 80, 100], [100, 130, 80, 100]];
    expect(follow([], {}, dailyBarsOf([...past, QUIET]))).toMatchObject({ state: 'open' });
  });

  test('is left as it is by bars that end with its day, or begin after it', () => {
    expect(follow([])).toBeUndefined();
    expect(follow([QUIET, HIT], { givenOn: '2023-12-31' })).toBeUndefined();
  });

  test('begins after the last bar before its day, where its day has no bar any more', () => {
    const bars = dailyBarsOf([...PAST, HIT]);
    bars.dates[19] = '2024-01-19T';
    expect(follow([], {}, bars)).toMatchObject({ state: 'hit', settledOn: '2024-01-21' });
  });

  test('has the same outcome when still later bars follow it again', () => {
    const { followedTo: _, base: __, ...first } = { ...follow([QUIET, HIT]) };
    expect(follow([QUIET, HIT, [50, 51, 40, 45], QUIET])).toMatchObject(first);
  });
});

describe('splits after the plan', () => {
  const halved = (bar: Bar): Bar => [bar[0] / 2, bar[1] / 2, bar[2] / 2, bar[3] / 2];
  const bars = (date: string) => dailyBarsOf([...PAST, QUIET, HIT].map(halved), [{ date, ratio: 2 }]);

  test('divide its prices, and the result stays', () => {
    expect(follow([], {}, bars('2024-01-22'))).toMatchObject({
      state: 'hit',
      splitRatio: 2,
      enteredPrice: 50,
      settledPrice: 57.5,
      result: 1.5,
    });
  });

  test('count from the day after it: those of its own day are in its prices', () => {
    const plan = { close: 50, entry: 50, stop: 45, target: 57.5 };
    expect(follow([], plan, bars('2024-01-20'))).toMatchObject({ state: 'hit', splitRatio: 1, result: 1.5 });
  });

  test('that the bars hold and do not tell settle nothing', () => {
    const untold = dailyBarsOf([...PAST, QUIET, HIT].map(halved));
    expect(follow([], {}, untold)).toBeUndefined();
  });
});

describe('bars that settle nothing', () => {
  test('are those in another currency', () => {
    const bars = { ...dailyBarsOf([...PAST, HIT]), currency: 'GBp' };
    expect(follow([], {}, bars)).toBeUndefined();
  });

  test('are those restated by more than a fifth, but a smaller change is let through', () => {
    expect(follow([HIT], { close: 126 })).toBeUndefined();
    expect(follow([HIT], { close: 124 })).toMatchObject({ state: 'hit' });
  });

  test('is a last one that may still change', () => {
    const bars = dailyBarsOf([...PAST, QUIET, HIT]);
    const latest = { bars, bar: 'unfinished' as const, present: null };
    const [plan] = followPlans(finishedBars(latest), [pendingPlan()]);
    expect(plan).toMatchObject({ state: 'open', followedTo: '2024-01-21' });
    expect(finishedBars({ ...latest, bar: 'finished' })).toBe(bars);
    // The unfinished bar has been left out already.
    expect(finishedBars({ ...latest, present: bars })).toBe(bars);
    for (const column of [bars.open, bars.high, bars.low, bars.close, bars.volume, bars.dividends]) {
      expect(column).toHaveLength(22);
    }
  });
});

describe('the base rate of a plan', () => {
  const orders = (later: readonly Bar[]) => follow(later)?.base;

  test('is of the orders of each day of its window, once all of them have ended', () => {
    const jump: Bar = [100, 120, 99, 100];
    const waiting = [jump, QUIET, QUIET, QUIET];
    expect(orders(waiting)).toBeNull();
    // The order of the plan's day reaches its target of 106; those of the two days after end at 100, their entry.
    expect(orders([...waiting, QUIET])).toEqual({
      to: '2024-01-22',
      n: 3,
      wins: 1,
      total: expect.closeTo(1.5, 12),
    });
  });

  test('leaves orders out that were not entered', () => {
    const away: Bar = [110, 125, 109, 110];
    const base = orders([QUIET, [100, 120, 99, 100], away, away, away, away]);
    expect(base).toMatchObject({ to: '2024-01-22', n: 2 });
  });

  test('waits until the plan itself has ended', () => {
    expect(follow([QUIET])?.base).toBeNull();
  });
});
