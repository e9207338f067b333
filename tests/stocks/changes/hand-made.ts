import type { Split } from '../../../lib/stocks/market/market.ts';
import type { Verdict } from '../../../lib/stocks/rating/rate.ts';
import type { StockRecord } from '../../../lib/stocks/results/write.ts';
import { writeStocks } from '../../../lib/stocks/results/write.ts';
import { createdJob, done, type jobsContext, turn } from '../../support/jobs.ts';
import { recordOf } from './play.ts';

type Context = ReturnType<typeof jobsContext>;

/** Of a day: open, high, low. */
export type HandBar = readonly [open: number, high: number, low: number];

export interface HandMade {
  ticker?: string;
  owner?: string;
  verdict?: Verdict;
  /** Entry, stop, target; its time limit is five bars. */
  plan?: readonly [entry: number, stop: number, target: number];
  /** From 2 March 2026 on, a bar each day; the last one is the result's. */
  bars: readonly HandBar[];
  splits?: Split[];
  live?: boolean;
  strategy?: StockRecord['analysis']['strategy'];
  finding?: 'too_few' | 'no_edge';
  /** Since when the listing has stopped trading. */
  staleSince?: string;
}

/** The day of bar `n`, counted from 0. */
export const dayOf = (n: number) => new Date(Date.UTC(2026, 2, 2 + n)).toISOString().slice(0, 10);

const TEMPLATE = await recordOf('AAPL');

function recordFrom({ ticker = 'HAND', bars, splits = [], live = true, ...given }: HandMade): StockRecord {
  const { analysis, data, rated, packed } = TEMPLATE;
  const [entry = 0, stop = 0, target = 0] = given.plan ?? [];
  const plan = {
    ...{ entry, stop, target, riskReward: 1.5, breakEven: entry, timeLimitBars: 5, shares: 1 },
    ...{ sharesReason: null, perShare: { paid: entry, lost: entry - stop } },
    ...{ entryReason: { code: 'close' as const, text: '' }, limitedBy: 'risk' as const },
  };
  const [evidence] = analysis.evidence;
  if (!evidence) throw new Error('the template has evidence');
  const column = (place: 0 | 1 | 2) => Float64Array.from(bars, (bar) => bar[place]);
  const made = {
    ...data.bars,
    ...{ ticker, splits, dates: bars.map((_, n) => dayOf(n)) },
    ...{ open: column(0), high: column(1), low: column(2), close: column(0) },
  };
  return {
    ...TEMPLATE,
    ticker,
    packed,
    analysis: {
      ...analysis,
      asOf: dayOf(bars.length - 1),
      verdict: given.verdict ?? 'Neutral',
      strategy: given.strategy ?? 'balanced',
      evidence: [{ ...evidence, finding: given.finding ?? 'too_few' }],
      plan: given.plan ? plan : null,
    },
    data: { ...data, bars: made, stale: !live, source: live ? 'yahoo' : 'sample' },
    rated: { ...rated, bars: made, listingStaleSince: given.staleSince ?? null },
  };
}

/** Who is told of a run, and whether more steps are left when its result is committed. */
interface Told {
  callbackUrl?: string;
  ownEvent?: string;
  more?: boolean;
}

/** A job with one hand-made result, and its commit, which may be sent again. */
export async function handMadeRun(context: Context, made: HandMade, { more = false, ...told }: Told = {}) {
  const record = recordFrom(made);
  const key = record.ticker;
  const steps = [key, ...(more ? ['LATER'] : [])].map((each) => ({ stage: 0, key: each }));
  const { id } = await createdJob(context, 0, { steps, owner: made.owner ?? 'ann', ...told });
  const [held, token] = [`claim-${id}`, `commit-${id}`];
  await turn(context.db, id, { token: held });
  const commit = () =>
    turn(context.db, id, {
      token,
      outcomes: [done(key, held)],
      writes: writeStocks([{ key, record }], { jobId: id, token }),
      claim: null,
    });
  return { id, commit };
}

/** The job of a committed hand-made result. */
export async function ran(context: Context, made: HandMade): Promise<string> {
  const { id, commit } = await handMadeRun(context, made);
  await commit();
  return id;
}
