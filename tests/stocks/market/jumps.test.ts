import { describe, expect, test } from 'vitest';
import { dailyBars, type RawSeries } from '../../../lib/stocks/market/bars.ts';
import type { Row } from '../../../lib/stocks/market/rows.ts';

const DAYS = 60;
const JUMP = 40;
const day = (i: number) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10);

interface Move {
  /** Open of the day of the jump over the close before. */
  gap: number;
  /** Close over open of that day; default 1. */
  after?: number;
  /** Volume of that day over the usual; default 1. */
  volume?: number;
}

/** Days of one price, then of the price after the jump. */
function rowsOf({ gap, after = 1, volume = 1 }: Move, usual = 1000): Row[] {
  return Array.from({ length: DAYS }, (_, i) => {
    const open = 100 * (i < JUMP ? 1 : i === JUMP ? gap : gap * after);
    const close = i < JUMP ? 100 : 100 * gap * after;
    const [high, low] = [Math.max(open, close) * 1.01, Math.min(open, close) * 0.99];
    return { date: day(i), open, high, low, close, volume: i === JUMP ? usual * volume : usual };
  });
}

function jumpOf(move: Move, more: Partial<RawSeries> & { usual?: number } = {}) {
  const { usual, ...series } = more;
  const { quality } = dailyBars({ ticker: 'X', currency: 'INR', rows: rowsOf(move, usual), ...series });
  return { found: quality.jumps?.[0], finding: quality.findings.find((f) => f.code === 'unexplained_jump') };
}

describe('a jump that no event explains', () => {
  test.each([
    ['3:2', 2 / 3, '3:2 bonus or split (3 shares for every 2 before)'],
    ['2:1', 1 / 2, '2:1 bonus or split (2 shares for every 1 before)'],
    ['4:3', 3 / 4, '4:3 bonus or split (4 shares for every 3 before)'],
    ['5:1', 1 / 5, '5:1 bonus or split (5 shares for every 1 before)'],
    ['10:1', 1 / 10, '10:1 bonus or split (10 shares for every 1 before)'],
    ['1:5', 5, '1:5 reverse split (1 share for every 5 before)'],
    ['1:10', 10, '1:10 reverse split (1 share for every 10 before)'],
  ])('by the ratio %s is named', (ratio, gap, name) => {
    const { found, finding } = jumpOf({ gap: gap * 1.01, after: 0.98 });
    expect(found).toMatchObject({ date: day(JUMP), looks_like: 'split_or_bonus', ratio });
    expect(found?.text).toContain(`looks like an unadjusted ${name}`);
    expect(finding?.message).toContain(`${day(JUMP)}: the close moved by`);
    expect(finding?.message).toContain(name);
  });

  test('shares multiplied by ten bring ten times the volume, which is no news', () => {
    expect(jumpOf({ gap: 0.1, volume: 11 }).found?.looks_like).toBe('split_or_bonus');
  });

  test('on much volume is a move of the market, whether or not a ratio is near', () => {
    expect(jumpOf({ gap: 0.71, after: 0.98, volume: 8 }).found).toMatchObject({
      looks_like: 'market_move',
      ratio: null,
      volume_times: 8,
      text: expect.stringContaining('8 times the usual volume'),
    });
    expect(jumpOf({ gap: 2 / 3, volume: 8 }).found?.looks_like).toBe('market_move');
  });

  test('on ordinary volume and by no ratio is unknown', () => {
    expect(jumpOf({ gap: 0.71 }).found).toMatchObject({ looks_like: 'unknown', ratio: null, change: -0.29 });
  });

  test('within a day is no ratio: a split shows at the open', () => {
    expect(jumpOf({ gap: 1, after: 2 / 3 }).found).toMatchObject({ looks_like: 'unknown', ratio: null });
  });

  test('of a series without volume is judged by its ratio alone', () => {
    expect(jumpOf({ gap: 1 / 2 }, { usual: 0 }).found).toMatchObject({ ratio: '2:1', volume_times: null });
  });

  test('begins at 20 %, both ways', () => {
    expect(jumpOf({ gap: 0.8 }).found).toMatchObject({ ratio: '5:4', change: -0.2 });
    expect(jumpOf({ gap: 1.2 }).found).toBeDefined();
    expect([jumpOf({ gap: 0.81 }).found, jumpOf({ gap: 1.19 }).found]).toEqual([undefined, undefined]);
  });
});

describe('an event explains a jump:', () => {
  test('a split that is listed', () => {
    expect(jumpOf({ gap: 2 / 3 }, { splits: [{ date: day(JUMP), ratio: 1.5 }] }).found).toBeUndefined();
  });

  test('a dividend of a third of the price, but not one of a hundredth', () => {
    const paid = (amount: number) => ({ dividends: [{ date: day(JUMP), amount }] });
    expect(jumpOf({ gap: 2 / 3 }, paid(33)).found).toBeUndefined();
    expect(jumpOf({ gap: 2 / 3 }, paid(1)).found).toBeDefined();
  });
});

test('of many jumps all are counted, and the newest 20 kept', () => {
  const rows = rowsOf({ gap: 1 }).map((row, i) => {
    const price = i % 2 === 0 ? 100 : 150;
    return { ...row, open: price, high: price, low: price, close: price };
  });
  const { quality } = dailyBars({ ticker: 'X', currency: 'INR', rows });
  expect(quality.findings).toMatchObject([{ code: 'unexplained_jump', count: DAYS - 1 }]);
  expect(quality.jumps?.map(({ date }) => date)).toEqual(Array.from({ length: 20 }, (_, i) => day(40 + i)));
});
