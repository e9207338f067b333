import { PermanentError } from '../../core/errors.ts';
import { reasonOf } from '../../db/error-text.ts';
import type { DataSource, MarketData, MarketSource } from '../market/market.ts';
import type { SharesReason } from './size.ts';

/** Units of `to` for one unit of `from`, at the last close that the market source has. */
export interface Rate {
  /** The source's ticker of the pair. */
  pair: string;
  rate: number;
  /** Date of that close. */
  as_of: string;
  source: DataSource;
  /** True for sample and simulated data. */
  stale: boolean;
  provenance: string;
}

/** `why` is a sentence for the reader. */
export type FoundRate = { rate: Rate } | { missing: { reason: SharesReason; why: string } };

/** A step has 20 s, most of which its own bars may need. */
const PATIENCE_MS = 5_000;
const YEARS = 2;
const DAY_MS = 86_400_000;
const OLDEST_DAYS = 10;

type Ask = Omit<Parameters<MarketSource['dailyBars']>[0], 'ticker' | 'years'>;

function readRate(pair: string, data: MarketData, inverse: boolean): Rate {
  const close = data.bars.close.at(-1) ?? Number.NaN;
  return {
    pair,
    rate: inverse ? 1 / close : close,
    as_of: data.bars.dates.at(-1) ?? '',
    source: data.source,
    stale: data.stale,
    provenance: data.provenance,
  };
}

/** Asks for `INRUSD=X`, and for `USDINR=X` where the source does not have that. */
async function readPair(market: MarketSource, from: string, to: string, ask: Ask): Promise<Rate> {
  const pair = `${from}${to}=X`;
  try {
    return readRate(pair, await market.dailyBars({ ...ask, ticker: pair, years: YEARS }), false);
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    const inverse = `${to}${from}=X`;
    return readRate(inverse, await market.dailyBars({ ...ask, ticker: inverse, years: YEARS }), true);
  }
}

/**
 * The rate, or why there is none: a plan without shares is worth more than no analysis. Bounded to 5 s.
 * @param log told when there is none.
 */
export async function findRate(
  market: MarketSource,
  [from, to]: readonly [from: string, to: string],
  log: Ask['log'],
): Promise<FoundRate> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    return { rate: await readPair(market, from, to, { signal, log }) };
  } catch (error) {
    const told = signal.aborted ? `no answer within ${PATIENCE_MS / 1000} s.` : reasonOf(error);
    log.warn('rate_not_found', { from, to, why: told });
    return { missing: { reason: 'no_rate', why: `There is no rate from ${from} to ${to}: ${told}` } };
  }
}

/** Refuses a rate that is too old for prices of a day. @param asOf date of the last price. */
export function fresh(found: FoundRate, asOf: string): FoundRate {
  if ('missing' in found) return found;
  const { as_of, pair } = found.rate;
  if (Date.parse(asOf) - Date.parse(as_of) <= OLDEST_DAYS * DAY_MS) return found;
  const why = `The last rate ${pair} is of ${as_of}, more than ${OLDEST_DAYS} days before the prices.`;
  return { missing: { reason: 'rate_too_old', why } };
}
