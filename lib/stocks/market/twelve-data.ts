import { PermanentError, ProviderSilence } from '../../core/errors.ts';
import { type Answer, type Fetch, guardedFetch, NoAnswer } from '../../core/guarded-fetch.ts';
import { dailyBars } from './bars.ts';
import { exchangeDates, yearsBefore } from './exchange-dates.ts';
import { ListingText } from './listing-text.ts';
import type { MarketData, MarketRequest, MarketSource } from './market.ts';
import { marketDay, settledByDate } from './session.ts';
import { assertTicker } from './ticker.ts';
import { failed, noData, readAnswer, rowsOf, type TwelveDataSeries } from './twelve-data-answer.ts';
import { type TwelveDataSymbol, twelveDataSymbol } from './twelve-data-symbol.ts';

const URL_OF_SERIES = 'https://api.twelvedata.com/time_series';
const MAX_BODY_BYTES = 5_000_000;
/** Maximum bars per call: 19 years. */
const MAX_BARS = 5000;
/** Weekdays in the longest year. */
const BARS_A_YEAR = 262;
/** If the last bar is older, the security is delisted or renamed. */
const PRESENT_DAYS = 30;

interface TwelveDataDeps {
  fetch: Fetch;
  now: () => number;
  /** From https://twelvedata.com/account/api-keys; null disables the source. */
  key: string | null;
  /** For the provenance, if not Twelve Data itself is asked: " through prices.example.com". */
  through?: string;
}

/**
 * Daily bars of NSE, BSE and US shares from Twelve Data, a licensed provider; one credit per call. No dividends or
 * splits (they need a larger plan). The key is sent in a header to keep it out of URLs.
 * @throws PermanentError `unknown_symbol`, `no_data`, `market_data_refused`.
 * @throws TransientError `market_data_unreachable`, `market_data_rate_limited`, `market_data_failed`.
 * @see https://twelvedata.com/docs#time-series
 */
export function twelveDataSource(deps: TwelveDataDeps): MarketSource {
  const { now, key, through = '' } = deps;
  return {
    provider: 'twelvedata',
    async dailyBars(request) {
      request.signal.throwIfAborted();
      assertTicker(request.ticker);
      if (!key) throw new PermanentError('market_data_refused', 'TWELVE_DATA_API_KEY is not set.');
      const symbol = twelveDataSymbol(request.ticker);
      if (!symbol) throw notOffered(request.ticker);
      const answer = await ask(deps, request, symbol);
      const series = readAnswer(request.ticker, symbol, answer, now());
      return labelled(request, series, { now: now(), through });
    },
  };
}

async function ask(
  { fetch, now, key }: TwelveDataDeps,
  { ticker, years, signal }: MarketRequest,
  { query }: TwelveDataSymbol,
): Promise<Answer> {
  const url = new URL(URL_OF_SERIES);
  const outputsize = String(Math.min(MAX_BARS, years * BARS_A_YEAR));
  const parameters = { ...query, interval: '1day', outputsize, order: 'asc', adjust: 'splits' };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const init = { headers: { authorization: `apikey ${key}` } };
  try {
    return await guardedFetch({ fetch, url, init, signal, now, maxBytes: MAX_BODY_BYTES });
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    if (error.reason !== 'unreachable') throw failed(ticker, `an incomplete response (${error.message})`);
    const message = `Twelve Data could not be reached (${error.detail}); ${ticker} was not read.`;
    throw new ProviderSilence('market_data_unreachable', message, { cause: error });
  }
}

function labelled(
  { ticker, years }: MarketRequest,
  series: TwelveDataSeries,
  { now, through }: { now: number; through: string },
): MarketData {
  const { currency, exchange_timezone: zone } = series.meta;
  const timeZone = zone ?? 'UTC';
  const oldest = yearsBefore(now, years).toISOString().slice(0, 10);
  const rows = rowsOf(series).filter(({ date }) => date >= oldest);
  const today = todayIn(ticker, timeZone, now);
  const { bars, quality } = dailyBars({
    ticker: ticker.toUpperCase(),
    currency: currency ?? 'XXX',
    rows,
    today,
  });
  const present = new Date(now - PRESENT_DAYS * 86_400_000).toISOString().slice(0, 10);
  if (quality.to < present) throw noData(ticker);
  return {
    bars,
    // The endpoint gives no name.
    listing: { name: null, exchange: ListingText.parse(series.meta.exchange) },
    source: 'twelvedata',
    stale: false,
    provenance: `Twelve Data${through}, daily bars from ${quality.from} to ${quality.to}, adjusted for splits and not for dividends; does not include the dividends and splits themselves`,
    quality,
    settledUntil: settledByDate(now, quality.to, today),
    day: marketDay({ now, lastDate: quality.to, timeZone, session: null, wholeDays: false }),
  };
}

function todayIn(ticker: string, timeZone: string, now: number): string {
  try {
    return exchangeDates(timeZone)(now);
  } catch (cause) {
    throw failed(ticker, `the unknown time zone ${timeZone.slice(0, 40)}`, { cause });
  }
}

function notOffered(ticker: string): PermanentError {
  const message = `Twelve Data is only used for NSE (.NS), BSE (.BO) and US shares; ${ticker} is none of them.`;
  return new PermanentError('market_data_refused', message);
}
