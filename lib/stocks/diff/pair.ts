import { Refusal } from '../../core/errors.ts';
import type { StockResult } from '../results/results.ts';

/** The two jobs whose results are compared. */
export interface JobPair {
  from: string;
  to: string;
}

const ofJob = (results: readonly StockResult[], jobId: string) =>
  results.filter((result) => result.jobId === jobId);

function missing(symbol: string, jobId: string): Refusal {
  return new Refusal('not_found', `Job ${jobId} has no result of ${symbol}.`);
}

/**
 * The results of one ticker in both jobs. A ticker that is named in full goes before those that a bare symbol matches.
 * @throws Refusal `not_found` if a job has none, `invalid_input` if the symbol stands for several or different tickers.
 */
export function pairOf(
  symbol: string,
  jobs: JobPair,
  results: readonly StockResult[],
): { from: StockResult; to: StockResult } {
  const [before, after] = [ofJob(results, jobs.from), ofJob(results, jobs.to)];
  if (before.length === 0) throw missing(symbol, jobs.from);
  if (after.length === 0) throw missing(symbol, jobs.to);
  const pairs = before.flatMap((from) => {
    const to = after.find(({ ticker }) => ticker === from.ticker);
    return to === undefined ? [] : [{ from, to }];
  });
  const named = pairs.find(({ from }) => from.ticker === symbol);
  const [only] = pairs.length === 1 ? pairs : [named];
  if (only !== undefined) return only;
  const tickers = [...new Set(results.map(({ ticker }) => ticker))].join(', ');
  const message = `${symbol} stands for ${tickers} in these jobs. Name one ticker that both have.`;
  throw new Refusal('invalid_input', message, {
    faults: [{ path: 'symbol', code: 'ambiguous_symbol', message }],
  });
}
