import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import type { Interval } from '../bars/intervals.ts';
import { normalQuantile } from '../evidence/normal.ts';
import { wilsonInterval } from '../evidence/proportions.ts';
import { ERROR_RATE, findingOf, Z_95 } from '../evidence/walk-forward.ts';
import type { DataSource } from '../market/market.ts';
import { chosenPlans, OVERDUE } from './chosen.ts';

const BY = ['all', 'strategy', 'verdict', 'score'] as const;

/** Counts of a group of plans. `ended` are those that were entered and have ended. */
const countsSchema = z.object({
  by: z.enum(BY),
  value: z.string(),
  plans: z.number(),
  open: z.number(),
  overdue: z.number(),
  notEntered: z.number(),
  hit: z.number(),
  stopped: z.number(),
  timedOut: z.number(),
  ended: z.number(),
  wins: z.number(),
  total: z.number(),
  /** Days on which separate plans that have ended were given. */
  days: z.number(),
  /** The same of plans whose base rate is known. */
  comparedPlans: z.number(),
  comparedEnded: z.number(),
  comparedWins: z.number(),
  comparedDays: z.number(),
  baseN: z.number(),
  baseWins: z.number(),
  baseTotal: z.number(),
});

type Counts = z.infer<typeof countsSchema>;

/** A group's figures; rates are 0 to 1, results in units of risk, all at most 4 decimals and null without a trade. */
export interface RecordGroup
  extends Pick<Counts, 'by' | 'value' | 'plans' | 'open' | 'overdue' | 'notEntered'>,
    Pick<Counts, 'hit' | 'stopped' | 'timedOut'> {
  winRate: number | null;
  winRateLow: number | null;
  winRateHigh: number | null;
  /** As if every overdue plan had lost. */
  winRateWorst: number | null;
  expectancyR: number | null;
  effectiveN: number;
  base: {
    plans: number;
    planWinRate: number | null;
    winRate: number | null;
    expectancyR: number | null;
    n: number;
  };
  finding: 'better' | 'no_edge' | 'too_few';
}

/** Score buckets are ten points wide; 100 belongs to the last. */
async function countsOf(db: Database, owner: string, { source, interval }: RecordChoice): Promise<Counts[]> {
  const { rows } = await db.execute(sql`with p as (
      select p.*, result_r is not null as ended, result_r > 0 as won,
        base_n is not null as compared, ${OVERDUE} as overdue,
        least(90, floor(p.score / 10) * 10)::int as bucket
      from stock_plans p where ${chosenPlans(owner, source)} and p.interval = ${interval}
    )
    select case when grouping(strategy) = 0 then 'strategy' when grouping(verdict) = 0 then 'verdict'
        when grouping(bucket) = 0 then 'score' else 'all' end as by,
      coalesce(strategy, verdict, bucket || '-' || (bucket + 10), 'all') as value,
      count(*)::int as plans,
      (count(*) filter (where state = 'open'))::int as open,
      (count(*) filter (where overdue))::int as overdue,
      (count(*) filter (where state = 'not_entered'))::int as "notEntered",
      (count(*) filter (where state = 'hit'))::int as hit,
      (count(*) filter (where state = 'stopped'))::int as stopped,
      (count(*) filter (where state = 'timed_out'))::int as "timedOut",
      (count(*) filter (where ended))::int as ended,
      (count(*) filter (where won))::int as wins,
      coalesce(sum(result_r), 0) as total,
      (count(distinct given_on) filter (where ended and separate))::int as days,
      (count(*) filter (where compared))::int as "comparedPlans",
      (count(*) filter (where compared and ended))::int as "comparedEnded",
      (count(*) filter (where compared and won))::int as "comparedWins",
      (count(distinct given_on) filter (where compared and ended and separate))::int as "comparedDays",
      coalesce(sum(base_n), 0)::int as "baseN",
      coalesce(sum(base_wins), 0)::int as "baseWins",
      coalesce(sum(base_total_r), 0) as "baseTotal"
    from p group by grouping sets ((), (strategy), (verdict), (bucket))
    order by grouping(strategy, verdict, bucket) = 7 desc, grouping(strategy, verdict, bucket), value`);
  return z.array(countsSchema).parse(rows);
}

/** Which plans: those of one source, or without it of live data; and of one length of bars. */
export interface RecordChoice {
  source: DataSource | undefined;
  interval: Interval;
}

const ratio = (part: number, of: number) => (of > 0 ? Math.round((part / of) * 10_000) / 10_000 : null);

function winInterval({ wins, ended, days }: Counts) {
  if (days === 0) return { winRateLow: null, winRateHigh: null };
  const { low, high } = wilsonInterval({ share: wins / ended, n: days }, Z_95);
  return { winRateLow: ratio(low, 1), winRateHigh: ratio(high, 1) };
}

function groupOf(counts: Counts, comparisons: number): RecordGroup {
  const { by, value, plans, open, overdue, notEntered, hit, stopped, timedOut } = counts;
  const { ended, wins, comparedEnded, comparedWins, comparedDays: n, baseN, baseWins } = counts;
  const own = { share: comparedWins / comparedEnded, n };
  const base = { share: baseWins / baseN, n };
  return {
    ...{ by, value, plans, open, overdue, notEntered, hit, stopped, timedOut },
    winRate: ratio(wins, ended),
    ...winInterval(counts),
    winRateWorst: ratio(wins, ended + overdue),
    expectancyR: ratio(counts.total, ended),
    effectiveN: counts.days,
    base: {
      plans: counts.comparedPlans,
      planWinRate: ratio(comparedWins, comparedEnded),
      winRate: ratio(baseWins, baseN),
      expectancyR: ratio(counts.baseTotal, baseN),
      n: baseN,
    },
    finding: findingOf(own, base, -normalQuantile(ERROR_RATE / comparisons)),
  };
}

/**
 * What became of an owner's plans: all together, by strategy, by verdict and by score. A win rate is of every plan
 * that was entered and has ended. Its interval counts the days on which separate plans were given: plans of one day
 * move together, and plans whose lives overlap share their bars. The finding compares plans whose window is over with
 * the same strategies' orders on all days of their windows, corrected for the groups shown.
 */
export async function forwardRecord(
  db: Database,
  owner: string,
  choice: RecordChoice,
): Promise<RecordGroup[]> {
  const counts = await countsOf(db, owner, choice);
  const shown = counts.filter(({ plans }) => plans > 0);
  return shown.map((each) => groupOf(each, shown.length));
}
