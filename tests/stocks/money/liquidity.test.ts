import { describe, expect, test } from 'vitest';
import { liquidityOf } from '../../../lib/stocks/money/liquidity.ts';
import { listingOf } from '../../../lib/stocks/money/markets.ts';
import { dailyBars, pricesOnly } from '../bars.ts';

const POUNDS = { currency: 'GBP', perUnit: 100 };
const DOLLARS = { currency: 'USD', perUnit: 1 };

function traded(ticker: string, volumes: readonly number[], close: number) {
  const prices = pricesOnly(volumes.map(() => close));
  const bars = dailyBars({ ...prices, volume: Float64Array.from(volumes) });
  const unit = ticker.endsWith('.L') ? POUNDS : DOLLARS;
  return { bars, source: 'yahoo', listing: listingOf(ticker), unit } as const;
}

/** 1 to 20 after 30 days of a million. */
const RISING = [...new Array<number>(30).fill(1e6), ...Array.from({ length: 20 }, (_, i) => i + 1)];

describe('what is traded', () => {
  test('is the median of 20 days, in shares and in the major unit', () => {
    expect(liquidityOf(traded('AAPL', RISING, 200))).toEqual({ volume: 10.5, turnover: 2100 });
    expect(liquidityOf(traded('VOD.L', RISING, 200))).toEqual({ volume: 10.5, turnover: 21 });
  });

  test('is not counted where no day has a volume, and nothing where 20 days have none', () => {
    expect(liquidityOf(traded('^NSEI', new Array(50).fill(0), 200))).toEqual({
      volume: null,
      turnover: null,
    });
    const ended = [...new Array<number>(30).fill(1e6), ...new Array<number>(20).fill(0)];
    expect(liquidityOf(traded('DEAD.L', ended, 200))).toEqual({ volume: 0, turnover: 0 });
  });

  test('of a coin is given by Yahoo in the currency, not in coins', () => {
    const coin = traded('BTC-USD', new Array(50).fill(60_000_000), 60_000);
    expect(liquidityOf(coin)).toEqual({ volume: 1000, turnover: 60_000_000 });
    expect(liquidityOf({ ...coin, source: 'simulated' }).volume).toBe(60_000_000);
  });

  test('has no turnover where the currency is unknown', () => {
    expect(liquidityOf({ ...traded('AAPL', RISING, 200), unit: null })).toEqual({
      volume: 10.5,
      turnover: null,
    });
  });
});
