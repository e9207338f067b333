import { systemClock } from '../lib/core/clock.ts';
import { silentLog } from '../lib/core/log.ts';
import { atOnce } from '../lib/core/slices.ts';
import { analyzeBars } from '../lib/stocks/analyze.ts';
import { createStocksAnalyzer } from '../lib/stocks/analyzer.ts';
import type { MarketData, MarketSource } from '../lib/stocks/market/market.ts';
import { simulatedSource } from '../lib/stocks/market/simulated.ts';
import { PLAN_DEFAULTS } from '../lib/stocks/plan/plan.ts';
import type { Figure } from './figures.ts';

const SYMBOLS = 2_200;
const BARS = 520;
/** Steps that a slice runs at once. */
const AT_ONCE = 25;
const ROUNDS = 5;

const signal = new AbortController().signal;

async function series(): Promise<Map<string, MarketData>> {
  const market = simulatedSource({ clock: systemClock, latencyMs: 0, bars: BARS });
  const all = new Map<string, MarketData>();
  for (let i = 0; i < SYMBOLS; i++) {
    const ticker = `SIM${i}`;
    all.set(ticker, await market.dailyBars({ ticker, years: 2, signal, log: silentLog }));
  }
  return all;
}

/** The pure work in a plain loop. */
function plainLoop(all: ReadonlyMap<string, MarketData>): void {
  const options = { ...PLAN_DEFAULTS, strategies: ['balanced'] as const, comparisons: SYMBOLS };
  for (const { bars } of all.values()) atOnce(analyzeBars(bars, { ...options, capital: 100_000 }));
}

/** The same as steps of a job: in slices, bars packed, statements made; without a database. */
function stepsOf(all: ReadonlyMap<string, MarketData>): () => Promise<void> {
  const market: MarketSource = {
    provider: 'simulated',
    dailyBars: async ({ ticker }) => {
      const data = all.get(ticker);
      if (!data) throw new Error(`there are no bars of ${ticker}`);
      return data;
    },
  };
  const keys = [...all.keys()];
  const outside = { universe: async () => keys, pendingPlans: async () => [] };
  const analyzer = createStocksAnalyzer({ market, suffix: '', limits: null, ...outside });
  const stage = analyzer.resume({ symbols: keys })?.stages[0];
  if (!stage) throw new Error('a stock job has a stage');
  const context = { jobId: 'job_bench', epoch: 1, signal, log: silentLog };
  const step = async (key: string) => {
    const { record } = await stage.run({ key, input: null }, context);
    return { key, record };
  };
  return async () => {
    for (let i = 0; i < keys.length; i += AT_ONCE) {
      const records = await Promise.all(keys.slice(i, i + AT_ONCE).map(step));
      stage.write(records, { jobId: 'job_bench', token: 'bench' });
    }
  };
}

/** Processor time in milliseconds, that of other threads (zlib, garbage collection) included. */
async function processorMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What the steps of a screen cost beside a plain loop of the same analyses: the median of rounds, turn about. */
export async function benchSymbols(): Promise<Figure[]> {
  const all = await series();
  const steps = stepsOf(all);
  plainLoop(all);
  await steps();
  const rounds: { plain: number; job: number }[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    rounds.push({ plain: await processorMs(() => plainLoop(all)), job: await processorMs(steps) });
  }
  rounds.sort((a, b) => a.job / a.plain - b.job / b.plain);
  const { plain, job } = rounds[(ROUNDS - 1) / 2] ?? { plain: Number.NaN, job: Number.NaN };
  const what = `${SYMBOLS} symbols × ${BARS} bars, with evidence`;
  return [
    { name: `${what}: a plain loop`, value: Math.round(plain), unit: 'ms processor' },
    { name: `${what}: as steps`, value: Math.round(job), unit: 'ms processor' },
    { name: 'steps over the plain loop', value: job / plain, unit: 'times', budget: 1.3 },
  ];
}
