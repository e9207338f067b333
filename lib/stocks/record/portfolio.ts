import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../db/client.ts';
import type { DataSource } from '../market/market.ts';
import { amountUnit } from '../money/currencies.ts';
import { chosenPlans, OVERDUE } from './chosen.ts';

export interface PlanPlace {
  /** `YYYY-MM-DD` */
  givenOn: string;
  ticker: string;
  strategy: string;
  interval: string;
}

const planSchema = z.object({
  ticker: z.string(),
  currency: z.string(),
  strategy: z.string(),
  interval: z.string(),
  verdict: z.string(),
  score: z.number(),
  job_id: z.string(),
  data_source: z.string(),
  given_on: z.string(),
  entry: z.number(),
  stop: z.number(),
  target: z.number(),
  shares: z.number().nullable(),
  time_limit_bars: z.number(),
  risk: z.number().nullable(),
  separate: z.boolean(),
  entered_on: z.string().nullable(),
  entered_price: z.number().nullable(),
  followed_to: z.string().nullable(),
  overdue: z.boolean(),
});

/** An open plan, in the terms of the last bar that it was followed to. */
export type OpenPlan = z.infer<typeof planSchema>;

const totalSchema = z.object({
  currency: z.string(),
  plans: z.number(),
  risk: z.number(),
  not_sized: z.number(),
  separate_plans: z.number(),
  separate_risk: z.number(),
});

/** Open plans of one currency, and what they lose if all stops are reached. */
export type CurrencyTotal = z.infer<typeof totalSchema>;

/** Loss at the stop with both sides' costs, as the plan's shares were sized; of the price paid once it was entered. */
const RISK: SQL = sql`(p.shares * p.split_ratio * (
    coalesce(p.entered_price, p.entry / p.split_ratio) * (1 + p.slippage_percent / 100) * (1 + p.fee_percent / 100)
    - p.stop / p.split_ratio * (1 - p.slippage_percent / 100) * (1 - p.sale_fee_percent / 100)))`;

interface PortfolioRequest {
  source: DataSource | undefined;
  /** Only plans after this one; null starts at the beginning. */
  after: PlanPlace | null;
  limit: number;
}

export interface Portfolio {
  /** Newest first. */
  plans: OpenPlan[];
  /** Of all open plans, by currency. */
  totals: CurrencyTotal[];
  /** The last plan of this page if more follow, else null. */
  last: OpenPlan | null;
}

function behind({ givenOn, ticker, strategy, interval }: PlanPlace): SQL {
  return sql`and (p.given_on::text < ${givenOn} or (p.given_on::text = ${givenOn}
    and (p.ticker, p.strategy, p.interval) > (${ticker}, ${strategy}, ${interval})))`;
}

/** Prices may be in pence; what a position risks is told in pounds. */
function inMajorUnits(plan: OpenPlan): OpenPlan {
  const { perUnit = 1 } = amountUnit(plan.currency) ?? {};
  return { ...plan, risk: plan.risk === null ? null : plan.risk / perUnit };
}

function byAmount(totals: readonly CurrencyTotal[]): CurrencyTotal[] {
  const sums = new Map<string, CurrencyTotal>();
  for (const total of totals) {
    const { currency, perUnit } = amountUnit(total.currency) ?? { currency: total.currency, perUnit: 1 };
    const sum = sums.get(currency) ?? {
      currency,
      plans: 0,
      risk: 0,
      not_sized: 0,
      separate_plans: 0,
      separate_risk: 0,
    };
    sums.set(currency, {
      currency,
      plans: sum.plans + total.plans,
      risk: sum.risk + total.risk / perUnit,
      not_sized: sum.not_sized + total.not_sized,
      separate_plans: sum.separate_plans + total.separate_plans,
      separate_risk: sum.separate_risk + total.separate_risk / perUnit,
    });
  }
  return [...sums.values()];
}

/** An owner's open plans and the risk that they carry, each currency by itself. */
export async function portfolioOf(
  db: Database,
  owner: string,
  { source, after, limit }: PortfolioRequest,
): Promise<Portfolio> {
  const open = sql`${chosenPlans(owner, source)} and p.state = 'open'`;
  const [plans, totals] = await db.batch([
    db.execute(sql`select p.ticker, p.currency, p.strategy, p.interval, p.verdict, p.score, p.job_id, p.data_source,
        p.given_on::text as given_on, p.entry / p.split_ratio as entry, p.stop / p.split_ratio as stop,
        p.target / p.split_ratio as target, p.shares * p.split_ratio as shares, p.time_limit_bars, ${RISK} as risk,
        p.separate, p.entered_on::text as entered_on, p.entered_price, p.followed_to::text as followed_to,
        ${OVERDUE} as overdue
      from stock_plans p where ${open} ${after ? behind(after) : sql``}
      order by p.given_on desc, p.ticker, p.strategy, p.interval limit ${limit + 1}::int`),
    db.execute(sql`select p.currency, count(*)::int as plans, coalesce(sum(${RISK}), 0) as risk,
        (count(*) filter (where p.shares is null))::int as not_sized,
        (count(*) filter (where p.separate))::int as separate_plans,
        coalesce(sum(${RISK}) filter (where p.separate), 0) as separate_risk
      from stock_plans p where ${open} group by p.currency order by p.currency`),
  ]);
  const found = z.array(planSchema).parse(plans.rows).map(inMajorUnits);
  const page = found.slice(0, limit);
  return {
    plans: page,
    totals: byAmount(z.array(totalSchema).parse(totals.rows)),
    last: found.length > limit ? (page.at(-1) ?? null) : null,
  };
}
