import { describe, expect, test } from 'vitest';
import { NO_TRADE, tradeEveryDay } from '../../../lib/stocks/evidence/trades.ts';
import { type Asked, type Bar, QUIET, requestOf, walk } from './bars.ts';

/** The trade that the close of bar 0 decides: the first bar is quiet, the entry is the open of the second. */
function trade(bars: readonly Bar[], asked?: Asked): { exit: number | undefined; result: number } {
  const { exit, result } = tradeEveryDay(requestOf([QUIET, ...bars], asked));
  return { exit: exit[0], result: result[0] ?? Number.NaN };
}

describe('a trade entered at 100, stop 90, target 115', () => {
  test('ends at its stop when a low touches it: -1 R', () => {
    expect(trade([QUIET, [100, 101, 90, 95]])).toEqual({ exit: 2, result: -1 });
  });

  test('ends at its target when a high touches it: 1.5 R', () => {
    expect(trade([QUIET, [100, 115, 99, 100]])).toEqual({ exit: 2, result: 1.5 });
  });

  test('ends at the stop on a bar that touches stop and target', () => {
    expect(trade([QUIET, [100, 120, 80, 110]])).toEqual({ exit: 2, result: -1 });
  });

  test('can end on the bar of its entry', () => {
    expect(trade([[100, 101, 89, 95]])).toEqual({ exit: 1, result: -1 });
  });

  test('ends at the open that gaps through the stop: worse than -1 R', () => {
    expect(trade([QUIET, [84, 120, 80, 110]])).toEqual({ exit: 2, result: -1.6 });
  });

  test('ends at the open that gaps over the target: better than 1.5 R, whatever the low', () => {
    expect(trade([QUIET, [118, 120, 80, 110]])).toEqual({ exit: 2, result: 1.8 });
  });

  test('just short of stop and target goes on to its time limit, and ends there at the close', () => {
    const almost: Bar = [100, 114.99, 90.01, 100];
    expect(trade([almost, almost, almost, [100, 101, 99, 104], [100, 200, 99, 100]])).toEqual({
      exit: 4,
      result: 0.4,
    });
  });

  test('looks at its stop before its time limit on the last bar', () => {
    expect(trade([QUIET, QUIET, QUIET, [100, 101, 90, 104]])).toEqual({ exit: 4, result: -1 });
  });

  test('has no result while the data end before it does', () => {
    expect(trade([QUIET, QUIET, QUIET])).toEqual({ exit: 4, result: Number.NaN });
    expect(trade([])).toEqual({ exit: 1, result: Number.NaN });
  });

  test('measures its stop with the ATR of the bar that decided it', () => {
    expect(trade([[100, 101, 94, 100], QUIET], { atr: [3, 9, 9] })).toEqual({ exit: 1, result: -1 });
  });
});

describe('dividends', () => {
  const bars: Bar[] = [QUIET, QUIET, QUIET, [100, 101, 99, 100], QUIET];

  test('count from the day after the entry to the day of the exit', () => {
    // Entry on bar 1, exit at 100 on bar 4: 2 + 3 of cash over a risk of 10.
    expect(trade(bars, { dividends: { 0: 50, 1: 50, 2: 2, 4: 3, 5: 50 } }).result).toBe(0.5);
  });

  test('are received by who sells at the open of the ex-date', () => {
    expect(trade([QUIET, [88, 89, 87, 88]], { dividends: { 2: 4 } }).result).toBeCloseTo(-1.2 + 0.4, 12);
  });
});

describe('costs', () => {
  test('slippage of 1 % buys dearer and sells cheaper, and moves stop and target with the entry', () => {
    // Entry 100 × 1.01 = 101, stop 91, target 116: sold for 116 × 0.99.
    const { result } = trade([QUIET, [100, 116, 99, 100]], { costs: { slippagePercent: 1 } });
    expect(result).toBeCloseTo((116 * 0.99 - 101) / 10, 12);
    expect(trade([QUIET, [100, 115.9, 91.1, 100]], { costs: { slippagePercent: 1 } }).exit).toBe(3);
  });

  test('a fee of 0.5 % is paid on what is paid and on what is received', () => {
    const { result } = trade([QUIET, [100, 115, 99, 100]], { costs: { feePercent: 0.5 } });
    expect(result).toBeCloseTo((115 * 0.995 - 100 * 1.005) / 10, 12);
  });

  test('both together', () => {
    const { result } = trade([QUIET, [100, 101, 80, 100]], {
      costs: { feePercent: 0.5, slippagePercent: 1 },
    });
    expect(result).toBeCloseTo((91 * 0.99 * 0.995 - 101 * 1.005) / 10, 12);
  });
});

describe('no trade is possible', () => {
  test.each([
    ['before the ATR has a value', Number.NaN],
    ['where prices do not move', 0],
    ['with a stop at 0', 50],
  ])('%s', (_, atr) => {
    expect(trade([QUIET, [100, 120, 80, 100]], { atr: [atr] })).toEqual({
      exit: NO_TRADE,
      result: Number.NaN,
    });
  });

  test('before the first bar that has a verdict', () => {
    const { exit } = tradeEveryDay({ ...requestOf(walk(1, 30)), firstBar: 7 });
    expect([...exit.slice(0, 7)]).toEqual(new Array(7).fill(NO_TRADE));
    expect(exit[7]).toBeGreaterThan(7);
  });
});

describe('what a trade reads', () => {
  const bars = walk(7, 120);
  const asked: Asked = { dividends: { 30: 1, 60: 2 }, costs: { feePercent: 0.1, slippagePercent: 0.1 } };
  const whole = tradeEveryDay(requestOf(bars, asked));
  const garbage: Bar = [7, 700, 0.07, 70];

  test('no bar after its exit', () => {
    for (const [t, exit] of whole.exit.entries()) {
      if (exit === bars.length) continue;
      const changed = bars.map((bar, i) => (i > exit ? garbage : bar));
      const again = tradeEveryDay(
        requestOf(changed, { ...asked, dividends: { ...asked.dividends, [exit + 1]: 9 } }),
      );
      expect([again.exit[t], again.result[t]]).toEqual([exit, whole.result[t]]);
    }
  });

  test('no bar before the one of its entry but the ATR of its decision', () => {
    for (const t of whole.exit.keys()) {
      const changed = bars.map((bar, i) => (i <= t ? garbage : bar));
      const again = tradeEveryDay(requestOf(changed, asked));
      expect([again.exit[t], again.result[t]]).toEqual([whole.exit[t], whole.result[t]]);
    }
  });

  test('and the bars between do matter', () => {
    const t = whole.exit.findIndex((exit, i) => exit > i + 1 && exit < bars.length);
    const changed = bars.map((bar, i) => (i === t + 1 ? ([bar[0], bar[1], 0.01, bar[3]] as const) : bar));
    expect(tradeEveryDay(requestOf(changed, asked)).exit[t]).toBe(t + 1);
  });
});
