import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { inSlices } from '../../../lib/core/slices.ts';
import type { Database } from '../../../lib/db/client.ts';
import { analyzeBars } from '../../../lib/stocks/analyze.ts';
import { barsToRate } from '../../../lib/stocks/bars/bars-to-rate.ts';
import type { FollowedPlan } from '../../../lib/stocks/record/follow.ts';
import { type PlanRecord, writePlans } from '../../../lib/stocks/record/write-plans.ts';
import { type Api, api, json } from '../../http/harness.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { createdJob, done, jobsContext, turn } from '../../support/jobs.ts';
import { marketData } from './bars.ts';
import { planRows, runOn, WALKS } from './world.ts';

let fresh: FreshDatabase;
let service: Api;
let db: Database;
let world: { url: string; db: Database };
beforeEach(async () => {
  fresh = await freshDatabase();
  service = api(fresh.url);
  db = service.jobs.db;
  world = { url: fresh.url, db };
});
afterEach(() => fresh.drop());

/** A day on which AAA is a buy of this strategy. */
const DAY = 281;
const STRATEGY = 'weekly_target';
const COSTS = { feePercent: 0.1, slippagePercent: 0.05 };
const give = (owner = 'ann') => runOn(world, { bars: DAY, strategy: STRATEGY, symbols: ['AAA'], owner });
/** Follows it by a run of another strategy, so many bars later. */
const followAfter = (bars: number, owner = 'ann') =>
  runOn(world, { bars: DAY + bars, symbols: ['AAA'], owner });
const given = async () => (await planRows(db)).filter(({ strategy }) => strategy === STRATEGY);

describe('a plan is kept once', () => {
  test('however many jobs give it on one day, and is of the first', async () => {
    const first = await give();
    await give();
    expect(await given()).toMatchObject([{ job_id: first, state: 'open', separate: true }]);
  });

  test('by two jobs at once', async () => {
    await Promise.all([give(), give(), give()]);
    expect(await given()).toHaveLength(1);
  });

  test('for each owner, and followed by the runs of that owner alone', async () => {
    await give('ann');
    await give('bob');
    await followAfter(40, 'bob');
    expect((await given()).map(({ owner, state }) => [owner, state === 'open'])).toEqual([
      ['ann', true],
      ['bob', false],
    ]);
  });
});

describe('a settled plan', () => {
  test('stays as it is when later runs follow it again', async () => {
    await give();
    await followAfter(40);
    const before = await given();
    expect(before).toMatchObject([{ state: expect.not.stringMatching('open'), base_n: expect.any(Number) }]);
    await followAfter(60);
    expect(await given()).toEqual(before);
  });

  test('outlives the job that gave it and those that followed it', async () => {
    await give();
    await followAfter(40);
    const before = await given();
    await db.execute(sql`delete from jobs`);
    expect(await given()).toEqual(before);
  });
});

/** Commits a step of a new job that says this, as a slice does, or under a token that finished no step. */
async function commit(says: Partial<PlanRecord>, token = 'commit'): Promise<void> {
  const bars = WALKS['AAA'];
  if (!bars) throw new Error('no walk');
  const work = analyzeBars(bars, {
    ...{ strategies: [STRATEGY], comparisons: 1, capital: 10_000, riskPercent: 2, positionCapPercent: 20 },
    ...COSTS,
  });
  const analysis = { ...(await inSlices(work, new AbortController().signal)), plan: null };
  const data = marketData(bars);
  const rated = barsToRate(data, {});
  const record = { ticker: 'AAA', analysis, data, rated, costs: COSTS, followed: [], ...says };
  const job = await createdJob(jobsContext(fresh.url), 0, { steps: [{ stage: 0, key: 'AAA' }] });
  await turn(db, job.id, { token: 'claim' });
  const writes = writePlans([{ key: 'AAA', record }], { jobId: job.id, token });
  const twice = [...writes, ...writes];
  await turn(db, job.id, {
    token: 'commit',
    outcomes: [done('AAA', 'claim')],
    writes: twice,
    claim: null,
  });
}

const SETTLED: FollowedPlan = {
  strategy: STRATEGY,
  givenOn: WALKS['AAA']?.dates[DAY - 1] ?? '',
  splitRatio: 1,
  followedTo: '2024-12-01',
  enteredOn: '2024-11-30',
  enteredPrice: 1,
  state: 'hit',
  settledOn: '2024-12-01',
  settledPrice: 2,
  result: 99,
  base: { to: '2024-12-01', n: 9, wins: 9, total: 99 },
};

test('no plan is kept of a bar that may still change, but that of the finished one before it is', async () => {
  const underWay = (bars: number) => ({
    ...{ bars, strategy: STRATEGY, symbols: ['AAA'] },
    day: { timeZone: 'UTC', today: WALKS['AAA']?.dates[bars - 1] ?? '', closesAt: 1_440, unfinishedUntil: 1 },
  });
  await runOn(world, { ...underWay(DAY), options: { bar: 'latest' } });
  expect(await given()).toEqual([]);
  await runOn(world, underWay(DAY + 1));
  expect(await given()).toMatchObject([{ given_on: WALKS['AAA']?.dates[DAY - 1] }]);
});

describe('a commit', () => {
  test('settles an open plan once, however often its statements run', async () => {
    await give();
    await commit({ followed: [SETTLED] });
    const settled = { state: 'hit', settled_on: '2024-12-01', result_r: 99, base_n: 9 };
    expect(await given()).toMatchObject([settled]);
    await commit({ followed: [{ ...SETTLED, state: 'stopped', result: -1, base: null }] });
    expect(await given()).toMatchObject([settled]);
    await commit({ followed: [{ ...SETTLED, base: { to: '2024-12-01', n: 1, wins: 0, total: -1 } }] });
    expect(await given()).toMatchObject([settled]);
  });

  test('that has lost its steps settles nothing', async () => {
    await give();
    await commit({ followed: [SETTLED] }, 'lost');
    expect(await given()).toMatchObject([{ state: 'open', base_n: null }]);
  });

  test('of bars that end earlier than those already seen changes nothing', async () => {
    await give();
    const open = { state: 'open', settledOn: null, settledPrice: null, result: null, base: null } as const;
    await commit({ followed: [{ ...SETTLED, ...open, followedTo: '2024-11-20' }] });
    await commit({ followed: [{ ...SETTLED, followedTo: '2024-11-19' }] });
    expect(await given()).toMatchObject([{ state: 'open' }]);
  });
});

describe('the portfolio', () => {
  const portfolio = async (query = '') => {
    const shape = z.object({
      plans: z.array(
        z.looseObject({
          ticker: z.string(),
          currency: z.string(),
          risk: z.number().nullable(),
          separate: z.boolean(),
        }),
      ),
      totals: z.array(
        z.looseObject({ currency: z.string(), plans: z.number(), risk: z.number(), not_sized: z.number() }),
      ),
      next_cursor: z.string().nullable(),
      disclaimer: z.string(),
    });
    return shape.parse(await json(await service.get(`/api/v1/stocks/portfolio${query}`)));
  };

  /** Plans on several days, none of them followed yet by later bars of theirs. */
  const giveSome = async () => {
    for (let bars = 270; bars < 276; bars++) await runOn(world, { bars, strategy: STRATEGY });
  };

  test('has every open plan once, newest first, in pages', async () => {
    await giveSome();
    const whole = await portfolio();
    const open = (await given()).filter(({ state }) => state === 'open');
    expect(whole.plans).toHaveLength(open.length);
    expect(open.length).toBeGreaterThan(2);
    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await portfolio(`?limit=1${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.plans);
      cursor = page.next_cursor;
    }
    expect(paged).toEqual(whole.plans);
  });

  test('sums the risk at the stops by currency: what a share costs less what it brings there', async () => {
    await giveSome();
    const { plans, totals } = await portfolio();
    const sums = new Map<string, number>();
    for (const plan of plans) sums.set(plan.currency, (sums.get(plan.currency) ?? 0) + (plan.risk ?? 0));
    expect(totals.map(({ currency, risk }) => [currency, risk])).toEqual(
      [...sums].toSorted().map(([currency, risk]) => [currency, expect.closeTo(risk, 6)]),
    );
    // This market has no rate for what is quoted in another currency than the capital.
    const unsized = plans.filter(({ risk }) => risk === null);
    expect(unsized.every(({ currency }) => currency === 'INR')).toBe(true);
    expect(totals.map((total) => total.not_sized).reduce((sum, n) => sum + n)).toBe(unsized.length);
    expect(plans.length).toBeGreaterThan(unsized.length);
    for (const plan of plans.filter(({ risk }) => risk !== null)) {
      const { shares, stop, entry, entered_price } = z.record(z.string(), z.unknown()).parse(plan);
      const paid = Number(entered_price ?? entry) * 1.0005 * 1.001;
      const risk = Number(shares) * (paid - Number(stop) * 0.9995 * 0.999);
      expect(plan.risk).toBeCloseTo(risk, 6);
    }
  });

  test('is in the terms of the bars after a split', async () => {
    await give();
    const [before] = (await portfolio()).plans;
    const open = { state: 'open', settledOn: null, settledPrice: null, result: null, base: null } as const;
    await commit({ followed: [{ ...SETTLED, ...open, splitRatio: 2, enteredOn: null, enteredPrice: null }] });
    const [after] = (await portfolio()).plans;
    expect(after).toMatchObject({
      entry: expect.closeTo(Number(before?.['entry']) / 2, 9),
      shares: Number(before?.['shares']) * 2,
      risk: expect.closeTo(before?.risk ?? Number.NaN, 6),
    });
  });

  test('is empty of plans that are settled, of others, and of data that are not live', async () => {
    await give('bob');
    await give();
    await followAfter(40);
    await db.execute(sql`update stock_plans set stale = true, data_source = 'sample' where owner = 'bob'`);
    await db.execute(sql`update stock_plans set owner = 'ann' where owner = 'bob' and stale`);
    const live = (await portfolio()).plans.filter((plan) => plan['strategy'] === STRATEGY);
    expect(live).toEqual([]);
    expect((await portfolio('?data_source=sample')).plans).toMatchObject([{ data_source: 'sample' }]);
  });

  test.each([
    '?data_source=bloomberg',
    '?limit=0',
    `?cursor=${Buffer.from('2025-99-99').toString('base64url')}`,
  ])('refuses %s', async (query) => {
    expect((await service.get(`/api/v1/stocks/portfolio${query}`)).status).toBe(422);
  });

  test('takes a cursor whose day is none', async () => {
    const cursor = Buffer.from('2025-99-99 AAA balanced 1d').toString('base64url');
    expect((await portfolio(`?cursor=${cursor}`)).plans).toEqual([]);
  });
});

test('a plan that is open long after its longest life is overdue, and counts as lost in the worst rate', async () => {
  await give();
  const record = async () => {
    const shape = z.object({ groups: z.array(z.looseObject({ overdue: z.number() })) });
    return shape.parse(await json(await service.get('/api/v1/stocks/record'))).groups[0];
  };
  expect(await record()).toMatchObject({ plans: 1, open: 1, overdue: 1, win_rate: null, win_rate_worst: 0 });
  // The longest life of five bars is nine bars: eighteen days.
  await db.execute(sql`update stock_plans set given_on = (now() at time zone 'UTC')::date - 18`);
  expect(await record()).toMatchObject({ plans: 1, open: 1, overdue: 0 });
});
