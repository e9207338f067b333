import { describe, expect, test } from 'vitest';
import { tradeEveryDay } from '../../../lib/stocks/evidence/trades.ts';
import { followOrder, type Order } from '../../../lib/stocks/record/order.ts';
import { type Bar, requestOf, walk } from '../evidence/bars.ts';

const FREE = { feePercent: 0, slippagePercent: 0 };
const ORDER: Order = { entry: 100, stop: 90, target: 115, maxBars: 3 };
const DECIDED: Bar = [100, 101, 99, 100];
/** Stays above the entry. */
const ABOVE: Bar = [103, 104, 101, 102];
/** Stays between stop and target, below the entry. */
const BELOW: Bar = [98, 99, 95, 97];

function follow(bars: readonly Bar[], order = ORDER, costs = FREE) {
  return followOrder(requestOf([DECIDED, ...bars]), 0, order, costs);
}

describe('the entry of an order at 100', () => {
  test('is the open of the first bar that opens at or below it', () => {
    expect(follow([ABOVE, [99, 100, 98, 99]])).toEqual({ state: 'open', entered: { bar: 2, price: 99 } });
    expect(follow([[100, 101, 99, 100]])).toMatchObject({ entered: { bar: 1, price: 100 } });
  });

  test('is 100 on a bar that comes down to it', () => {
    expect(follow([ABOVE, [103, 104, 100, 101]])).toMatchObject({ entered: { bar: 2, price: 100 } });
  });

  test('is not the close that decided it', () => {
    expect(follow([])).toEqual({ state: 'open', entered: null });
  });

  test('can come on the last of its bars, and not after it', () => {
    expect(follow([ABOVE, ABOVE, BELOW])).toMatchObject({ entered: { bar: 3, price: 98 } });
    expect(follow([ABOVE, ABOVE, ABOVE, BELOW])).toEqual({ state: 'not_entered', entered: null, bar: 3 });
    expect(follow([ABOVE, ABOVE])).toEqual({ state: 'open', entered: null });
  });

  test('does not come with prices that run away to the target', () => {
    expect(follow([[103, 120, 102, 119], ABOVE, ABOVE])).toMatchObject({ state: 'not_entered' });
  });
});

describe('the end of an order', () => {
  test.each<[string, Bar[], object]>([
    ['its target', [BELOW, [100, 115, 99, 100]], { state: 'hit', exit: { bar: 2, price: 115 }, result: 1.7 }],
    ['its stop', [BELOW, [98, 99, 90, 95]], { state: 'stopped', exit: { bar: 2, price: 90 }, result: -0.8 }],
    ['the stop, where a bar has both', [BELOW, [98, 120, 80, 95]], { state: 'stopped', result: -0.8 }],
    ['an open below the stop', [BELOW, [85, 120, 80, 95]], { state: 'stopped', exit: { bar: 2, price: 85 } }],
    ['an open above the target', [BELOW, [118, 120, 80, 95]], { state: 'hit', exit: { bar: 2, price: 118 } }],
    [
      'its time limit, the bar of the entry included',
      [ABOVE, BELOW, BELOW, [98, 99, 95, 96]],
      { state: 'timed_out', exit: { bar: 4, price: 96 }, result: -0.2 },
    ],
  ])('is %s', (_, bars, expected) => {
    const outcome = follow(bars);
    const { result, ...rest } = { result: undefined, ...expected };
    expect(outcome).toMatchObject(rest);
    if (result !== undefined) expect(outcome).toHaveProperty('result', expect.closeTo(result, 12));
  });

  test('is not known while it is held', () => {
    expect(follow([BELOW, BELOW])).toMatchObject({ state: 'open', entered: { bar: 1 } });
  });
});

describe('the bar of the entry', () => {
  test('below its open can stop the order: the low comes after the entry', () => {
    expect(follow([[103, 104, 89, 95]])).toMatchObject({ state: 'stopped', exit: { bar: 1, price: 90 } });
  });

  test('below its open cannot reach the target: the high may have come before the entry', () => {
    expect(follow([[103, 116, 99, 100], BELOW, BELOW])).toMatchObject({
      state: 'timed_out',
      exit: { bar: 3 },
    });
    expect(follow([[118, 119, 99, 100]])).toMatchObject({ state: 'open' });
  });

  test('from its open on can reach both', () => {
    expect(follow([[99, 116, 98, 100]])).toMatchObject({ state: 'hit', exit: { bar: 1, price: 115 } });
    expect(follow([[99, 116, 89, 100]])).toMatchObject({ state: 'stopped', exit: { bar: 1, price: 90 } });
  });

  test('that opens below the stop ends where it begins, and costs what the two sides cost', () => {
    const outcome = follow([[85, 95, 80, 90]], ORDER, { feePercent: 1, slippagePercent: 0 });
    expect(outcome).toMatchObject({ state: 'stopped', entered: { price: 85 }, exit: { price: 85 } });
    expect(outcome).toHaveProperty('result', expect.closeTo(-0.17, 12));
  });

  test('is the last of an order for one bar', () => {
    const one = { ...ORDER, maxBars: 1 };
    expect(follow([[103, 104, 99, 101]], one)).toMatchObject({ state: 'timed_out', exit: { price: 101 } });
    expect(follow([[99, 104, 98, 101]], one)).toMatchObject({ state: 'timed_out', exit: { price: 101 } });
  });
});

test('an order filled at the next open has the trade of the walk-forward', () => {
  const request = requestOf(walk(11, 400), {
    exit: { maxBars: 6 },
    costs: { feePercent: 0.1, slippagePercent: 0.05 },
    dividends: { 90: 1, 200: 2, 201: 2 },
  });
  const trades = tradeEveryDay(request);
  let compared = 0;
  for (let t = 0; t < 390; t++) {
    const open = request.open[t + 1] ?? Number.NaN;
    const entry = open * 1.0005;
    const order: Order = { entry, stop: entry - 10, target: entry + 15, maxBars: 6 };
    const outcome = followOrder(request, t, order, request.costs);
    if (outcome.state === 'open' || outcome.state === 'not_entered') throw new Error(`open at ${t}`);
    expect(outcome.exit.bar).toBe(trades.exit[t]);
    expect(outcome.result).toBeCloseTo(trades.result[t] ?? Number.NaN, 10);
    compared++;
  }
  expect(compared).toBe(390);
});
