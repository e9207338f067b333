import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Api, api, json } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { baseOf, figuresOf, outcomeOf } from './recompute.ts';
import { type PlanRow, planRows, runOn, WALKS } from './world.ts';

/** Bars at the last run; BBB is a buy then. */
const LAST = 323;

let fresh: FreshDatabase;
let service: Api;
let plans: PlanRow[];
beforeAll(async () => {
  fresh = await freshDatabase();
  service = api(fresh.url);
  const world = { url: fresh.url, db: service.jobs.db };
  const strategies = ['weekly_target', 'mean_reversion'];
  for (let bars = 270; bars < 310; bars++) {
    await runOn(world, { bars, strategy: strategies[bars % 2] ?? '' });
  }
  for (const strategy of ['balanced', ...strategies]) {
    await runOn(world, { bars: LAST, symbols: ['AAA', 'BBB'], strategy });
  }
  plans = await planRows(service.jobs.db);
}, 300_000);
afterAll(() => fresh.drop());

/** Bars of a ticker up to its last run, and the bar of the plan's day. */
function knownOf({ ticker, given_on }: PlanRow) {
  const all = WALKS[ticker];
  if (!all) throw new Error(`no walk for ${ticker}`);
  const bars = ticker === 'CCC' ? 309 : LAST;
  const cut = Object.fromEntries(
    (['open', 'high', 'low', 'close'] as const).map((name) => [name, all[name].slice(0, bars)]),
  );
  return { bars: { ...all, ...cut, dates: all.dates.slice(0, bars) }, day: all.dates.indexOf(given_on) };
}

const close = (number: number | null) => (number === null ? null : expect.closeTo(number, 9));

test('the world has plans of every kind', () => {
  expect(new Set(plans.map(({ state }) => state))).toEqual(
    new Set(['open', 'hit', 'stopped', 'timed_out', 'not_entered']),
  );
  expect(plans.filter(({ base_n }) => base_n === null).length).toBeGreaterThan(0);
  expect(plans.filter(({ separate }) => !separate).length).toBeGreaterThan(5);
});

describe('worked out anew from bars and plans alone', () => {
  test('each plan has the outcome that is stored', () => {
    for (const plan of plans) {
      const { bars, day } = knownOf(plan);
      const { state, bar, price, result } = outcomeOf(bars, day, plan, plan.time_limit_bars);
      expect(plan).toMatchObject({
        state,
        settled_on: state === 'open' ? null : bars.dates[bar],
        settled_price: close(price),
        result_r: close(result),
      });
    }
  });

  test('each base rate is the one that is stored', () => {
    for (const plan of plans) {
      const { bars, day } = knownOf(plan);
      const base = plan.state === 'open' ? null : baseOf(bars, day, plan);
      expect(plan).toMatchObject({
        base_n: base?.n ?? null,
        base_wins: base?.wins ?? null,
        base_total_r: close(base?.total ?? null),
        base_to: base === null ? null : bars.dates[day + plan.time_limit_bars - 1],
      });
    }
  });

  test('separate plans are those given when no earlier separate one was open', () => {
    const busyUntil = new Map<string, string>();
    for (const plan of plans) {
      const name = `${plan.ticker} ${plan.strategy}`;
      const separate = (busyUntil.get(name) ?? '') <= plan.given_on;
      expect(plan.separate).toBe(separate);
      if (separate) busyUntil.set(name, plan.settled_on ?? '9999-12-31');
    }
  });

  test('the record has the figures of each group', async () => {
    const answer = await json(await service.get('/api/v1/stocks/record'));
    const groups = z.looseObject({ groups: z.array(z.looseObject({ by: z.string(), value: z.string() })) });
    const shown = groups.parse(answer).groups;
    const bucket = (score: number) => Math.min(90, Math.floor(score / 10) * 10);
    const nameOf = {
      all: () => 'all',
      strategy: (plan: PlanRow) => plan.strategy,
      verdict: (plan: PlanRow) => plan.verdict,
      score: (plan: PlanRow) => `${bucket(plan.score)}-${bucket(plan.score) + 10}`,
    };
    const expected = Object.entries(nameOf).flatMap(([by, name]) =>
      [...new Set(plans.map(name))]
        .sort()
        .map((value) => ({ by, value, ...figuresOf(plans.filter((plan) => name(plan) === value)) })),
    );
    expect(shown.map(({ finding: _, ...figures }) => figures)).toEqual(expected);
    expect(shown.every(({ finding }) => finding === 'too_few')).toBe(true);
  });
});
