import { describe, expect, test } from 'vitest';
import type { Jump } from '../../../lib/stocks/market/quality.ts';
import { planBlock } from '../../../lib/stocks/plan/blocked.ts';

const dates = Array.from({ length: 400 }, (_, i) =>
  new Date(Date.UTC(2025, 0, 1 + i)).toISOString().slice(0, 10),
);
const ago = (bars: number) => dates.at(-1 - bars) ?? '';
const jump = (date: string, looks_like: Jump['looks_like']): Jump => ({
  ...{ date, looks_like, change: -0.3, volume_times: 1, ratio: null, text: '' },
});
const blockOf = (...jumps: Jump[]) => planBlock({ dates, jumps, listingStaleSince: null });

describe('a plan is forbidden', () => {
  test('by a stale listing, before all else', () => {
    const jumps = [jump(ago(1), 'unknown')];
    expect(planBlock({ dates, jumps, listingStaleSince: ago(0) })).toBe('listing_stale');
  });

  test.each(['split_or_bonus', 'unknown'] as const)('by %s within the 250 bars of a verdict', (kind) => {
    expect([blockOf(jump(ago(249), kind)), blockOf(jump(ago(250), kind))]).toEqual([
      'unexplained_jump',
      null,
    ]);
  });

  test('by a move of the market within the 20 bars of a plan', () => {
    expect([blockOf(jump(ago(19), 'market_move')), blockOf(jump(ago(20), 'market_move'))]).toEqual([
      'unexplained_jump',
      null,
    ]);
  });

  test('by a jump of the unfinished bar, which is behind the rated ones', () => {
    expect(blockOf(jump('2026-06-01', 'market_move'))).toBe('unexplained_jump');
  });

  test('by nothing, of clean bars', () => {
    expect(blockOf()).toBeNull();
  });
});
