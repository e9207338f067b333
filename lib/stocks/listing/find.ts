import { PermanentError, TransientError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { reasonOf } from '../../db/error-text.ts';
import type { MarketData, MarketSource } from '../market/market.ts';
import { candidates, tickerOf } from '../symbols.ts';
import { hint } from './hint.ts';
import type { OtherListing } from './other-listing.ts';

export interface Wanted {
  symbol: string;
  /** The configured exchange of bare symbols, e.g. `.NS`; may be empty. */
  suffix: string;
  /** All symbols of the request. */
  given: readonly string[];
  years: number;
}

export interface FoundListing {
  ticker: string;
  data: MarketData;
  /** What else the symbol can mean, if that exists too. */
  others: OtherListing[];
  /** What else it can mean, if the source did not say whether that exists. */
  unchecked: string | null;
}

interface Reader {
  market: MarketSource;
  context: { signal: AbortSignal; log: Log };
}

type Answer =
  | { ticker: string; data: MarketData }
  | { ticker: string; error: PermanentError | TransientError };

/**
 * The bars of what a symbol means: the first of its candidates that the source knows. A second one is looked up as
 * well, so that the result can name it.
 * @throws the source's errors; where nothing is there, with a hint if the spelling looks like another provider's.
 */
export async function findListing(reader: Reader, wanted: Wanted): Promise<FoundListing> {
  const { symbol, years } = wanted;
  const [first = symbol, second] = tickersOf(reader.market, wanted);
  const preferred = await ask(reader, first, years);
  if (second === undefined) return { ...known(preferred, symbol), others: [], unchecked: null };
  if ('data' in preferred) {
    // It stands as it is only beside the other one, which then has a result of its own.
    if (first === symbol) return { ...preferred, others: [], unchecked: null };
    return { ...preferred, ...(await lookedUp(reader, second, years)) };
  }
  const other = await ask(reader, second, years);
  if (isUnknown(preferred.error)) return { ...known(other, symbol, first), others: [], unchecked: null };
  // Offline, the sample can have what the preferred exchange would have been asked for.
  if ('data' in other && other.data.stale) return { ...other, others: [], unchecked: first };
  throw preferred.error;
}

/** Simulated data exist for every ticker, so they cannot tell what a symbol means. */
function tickersOf(market: MarketSource, { symbol, suffix, given }: Wanted): string[] {
  return market.provider === 'simulated' ? [tickerOf(symbol)] : candidates(symbol, suffix, given);
}

const NOTHING_THERE: ReadonlySet<string> = new Set(['unknown_symbol', 'no_data']);

/** Whether the source has nothing under that ticker, as of a listing that has ended. */
const isUnknown = (error: Error): boolean => error instanceof PermanentError && NOTHING_THERE.has(error.code);

/** Errors after which another candidate may be tried: nothing is there, or the source is out of reach. */
function allowsAnother(error: unknown): error is PermanentError | TransientError {
  if (!(error instanceof PermanentError || error instanceof TransientError)) return false;
  return isUnknown(error) || error.code === 'market_data_unreachable';
}

async function ask({ market, context }: Reader, ticker: string, years: number): Promise<Answer> {
  try {
    return { ticker, data: await market.dailyBars({ ticker, years, ...context }) };
  } catch (error) {
    if (context.signal.aborted || !allowsAnother(error)) throw error;
    return { ticker, error };
  }
}

/** @param before what was asked for first, and is unknown too. */
function known(answer: Answer, symbol: string, before?: string): { ticker: string; data: MarketData } {
  if ('data' in answer) return answer;
  const { error } = answer;
  if (!isUnknown(error)) throw error;
  const neither = before === undefined ? '' : `Neither ${before} nor ${answer.ticker} has bars. `;
  throw new PermanentError(error.code, neither + error.message + hint(symbol), { cause: error });
}

/** Never costs the result that was found: what cannot be looked up is named as that. */
async function lookedUp(
  { market, context }: Reader,
  ticker: string,
  years: number,
): Promise<Pick<FoundListing, 'others' | 'unchecked'>> {
  try {
    const { listing, bars } = await market.dailyBars({ ticker, years, ...context });
    return { others: [{ ticker, ...listing, currency: bars.currency }], unchecked: null };
  } catch (error) {
    if (context.signal.aborted || !(error instanceof PermanentError || error instanceof TransientError))
      throw error;
    if (isUnknown(error)) return { others: [], unchecked: null };
    context.log.warn('other_listing_not_checked', { ticker, why: reasonOf(error) });
    return { others: [], unchecked: ticker };
  }
}
