import { expect, test } from 'vitest';
import type { StockChangeJson } from '../../../lib/stocks/changes/change-json.ts';
import { CHANGE_KINDS } from '../../../lib/stocks/changes/kinds.ts';
import { STRATEGY_IDS } from '../../../lib/stocks/rating/strategies.ts';
import { PLAN_STATES } from '../../../lib/stocks/record/plan-states.ts';
import { cronInWords, cronOf } from '../../../web/stocks/cron.ts';
import { rangeOf, shownDays } from '../../../web/stocks/ranges.ts';
import { changeInWords, planStateInWords, STRATEGY_NAMES, wonEstimate } from '../../../web/stocks/words.ts';

const CHANGE: StockChangeJson = {
  id: 'chg_1',
  ticker: 'TCS.NS',
  symbol: 'TCS',
  kind: 'verdict',
  strategy: 'balanced',
  interval: '1d',
  data_source: 'sample',
  from: 'Buy',
  to: 'Neutral',
  on: '2026-01-05',
  level: 101.5,
  plan_as_of: null,
  ratio: 2,
  from_job_id: 'job_1',
  from_as_of: '2026-01-02',
  job_id: 'job_2',
  as_of: '2026-01-05',
  created_at: '2026-01-05T12:00:00Z',
};

test('every kind of change, state of a plan and strategy has words of its own', () => {
  const said = CHANGE_KINDS.map((kind) => changeInWords({ ...CHANGE, kind }));
  expect(new Set(said).size).toBe(CHANGE_KINDS.length);
  for (const text of [...said, ...PLAN_STATES.map(planStateInWords)]) expect(text).not.toContain('_');
  expect(STRATEGY_NAMES.map(([id]) => id).sort()).toEqual([...STRATEGY_IDS].sort());
});

test('a change tells what was, what is, and between which days', () => {
  expect(changeInWords(CHANGE)).toBe('Verdict Buy → Neutral (2 Jan 2026 to 5 Jan 2026).');
});

test('without a test there is no estimate', () => expect(wonEstimate(null)).toBeNull());

test('a time of day becomes a schedule, and a schedule is said as one', () => {
  expect(cronOf('09:30', 'weekdays')).toBe('30 9 * * 1-5');
  expect(cronInWords('30 9 * * 1-5')).toBe('Monday to Friday at 09:30');
  expect(cronInWords('5 0 * * *')).toBe('every day at 00:05');
  expect(cronInWords('*/5 9 1 * *')).toBe('*/5 9 1 * *');
});

test('a chart begins at a bar, and never before the first one', () => {
  const dates = ['2025-01-02', '2025-06-02', '2025-11-03', '2025-12-31'];
  expect(shownDays(dates, rangeOf('3m'))).toEqual({ from: '2025-11-03', to: '2025-12-31' });
  expect(shownDays(dates, rangeOf('5y'))).toEqual({ from: '2025-01-02', to: '2025-12-31' });
  expect(shownDays(dates, rangeOf('all'))?.from).toBe('2025-01-02');
  expect(shownDays([], rangeOf(undefined))).toBeNull();
});
