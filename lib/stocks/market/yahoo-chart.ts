import { z } from 'zod';
import { parseBounded } from '../../core/bounded-json.ts';
import { PermanentError, ProviderRefusal, TransientError } from '../../core/errors.ts';
import type { Answer } from '../../core/guarded-fetch.ts';
import { dailyBars } from './bars.ts';
import { exchangeDates } from './exchange-dates.ts';
import { ListingText } from './listing-text.ts';
import type { MarketData } from './market.ts';
import type { Row } from './rows.ts';
import { marketDay, type Session, settledByDate, settledUntil } from './session.ts';
import { readEvents } from './yahoo-events.ts';

const Phrase = z.string().transform((text) => text.slice(0, 200));

const Envelope = z.object({
  chart: z.object({
    result: z.array(z.looseObject({ timestamp: z.array(z.number()).nullish() })).nullish(),
    error: z
      .object({ code: Phrase, description: Phrase.nullish().transform((text) => text ?? '') })
      .nullish(),
  }),
});

const Column = z.array(z.number().nullable()).nullish();

const Quote = z.object({ open: Column, high: Column, low: Column, close: Column, volume: Column });

/** Yahoo omits `events` if there are none in the window, and columns of which it has nothing. */
const Chart = z.object({
  meta: z.object({
    symbol: z.string().nullish(),
    currency: z.string().nullish(),
    longName: ListingText,
    shortName: ListingText,
    fullExchangeName: ListingText,
    exchangeName: ListingText,
    exchangeTimezoneName: z.string(),
    instrumentType: z.string().nullish(),
    currentTradingPeriod: z.unknown().optional(),
  }),
  timestamp: z.array(z.number()),
  events: z.unknown().optional(),
  indicators: z.object({ quote: z.array(Quote) }),
});

const COIN = 'CRYPTOCURRENCY';
/** Instruments whose bar is a whole day: of UTC for coins, of the time zone given for currencies. */
const WHOLE_DAYS: ReadonlySet<string> = new Set([COIN, 'CURRENCY']);

const Period = z.object({ regular: z.object({ start: z.number(), end: z.number() }) });

/**
 * The chart in a `/v8/finance/chart` response, or the error it stands for. `unknown_symbol` needs Yahoo's own words:
 * a bare 404 has also been an outage (https://github.com/portfolio-performance/portfolio/issues/5934).
 * @throws PermanentError `unknown_symbol`, `no_data`. @throws ProviderRefusal `market_data_rate_limited`.
 * @throws TransientError `market_data_failed`.
 */
export function heldChart(ticker: string, answer: Answer): unknown {
  const { status, retryAfterMs } = answer;
  const envelope = Envelope.safeParse(parseJson(answer.text));
  if (refusesAll(answer)) throw limited(status, retryAfterMs);
  const error = envelope.data?.chart.error;
  if (error?.code === 'Not Found') throw unknownSymbol(ticker, error.description);
  if (error?.description.startsWith("Data doesn't exist")) throw noData(ticker);
  if (error) throw failed(ticker, `${status}, ${error.code}: ${error.description}`, { retryAfterMs });
  if (status !== 200) throw failed(ticker, `status ${status}`, { retryAfterMs });
  if (!envelope.success) throw failed(ticker, 'a response that is not a chart');
  const chart = envelope.data.chart.result?.[0];
  if (!chart?.timestamp?.length) throw noData(ticker);
  return chart;
}

/** 429; 999 and 403 of its edge; 401 without a crumb. */
const REFUSALS: ReadonlySet<number> = new Set([401, 403, 429, 999]);
/** In place of what was asked for, with any status, 200 as well. */
const REFUSAL_TEXT = /^\s*(edge: )?too many requests/i;
const CONSENT_PAGE = /^\s*<[\s\S]*(consent\.yahoo\.com|guce\.)/i;

/** Whether Yahoo refuses this address, whatever it is asked. */
function refusesAll({ status, text }: Answer): boolean {
  const start = text.slice(0, 5_000);
  return REFUSALS.has(status) || REFUSAL_TEXT.test(start) || CONSENT_PAGE.test(start);
}

function limited(status: number, retryAfterMs: number | undefined): ProviderRefusal {
  const message = `Yahoo Finance takes no requests from this address for now (${status}).`;
  return new ProviderRefusal('market_data_rate_limited', message, { retryAfterMs });
}

/** What a chart says, without where it came from. */
export type ReadChart = Omit<MarketData, 'source' | 'stale' | 'provenance'>;

/**
 * Reads `chart.result[0]`, received at `now`. Uses `indicators.quote`, which Yahoo adjusts for splits, and not
 * `adjclose`, which is also adjusted for dividends. A missing currency becomes `XXX`.
 * @throws PermanentError `no_data` if no row is usable. @throws TransientError `market_data_failed` for another
 * shape.
 */
export function readChart(ticker: string, result: unknown, now: number): ReadChart {
  const parsed = Chart.safeParse(result);
  if (!parsed.success) throw failed(ticker, 'a chart in an unexpected format', { cause: parsed.error });
  const { meta, events } = parsed.data;
  const timeZone = meta.instrumentType === COIN ? 'UTC' : meta.exchangeTimezoneName;
  const dateOf = datesIn(ticker, timeZone);
  const { bars, quality } = dailyBars({
    ticker: meta.symbol ?? ticker.toUpperCase(),
    currency: meta.currency ?? 'XXX',
    rows: rowsOf(ticker, parsed.data, dateOf),
    ...readEvents(events, dateOf),
    today: dateOf(now),
  });
  const lastDate = bars.dates.at(-1);
  if (lastDate === undefined) throw noData(ticker);
  const session = sessionOf(meta.currentTradingPeriod);
  const wholeDays = WHOLE_DAYS.has(meta.instrumentType ?? '');
  const day = marketDay({ now, lastDate, timeZone, session, wholeDays });
  const settled = session ? settledUntil(now, session) : settledByDate(now, lastDate, dateOf(now));
  const listing = {
    name: meta.longName ?? meta.shortName,
    exchange: meta.fullExchangeName ?? meta.exchangeName,
  };
  return { bars, quality, listing, settledUntil: day.unfinishedUntil === null ? settled : null, day };
}

function rowsOf(ticker: string, chart: z.output<typeof Chart>, dateOf: (ms: number) => string): Row[] {
  const { timestamp } = chart;
  const { open, high, low, close, volume } = chart.indicators.quote[0] ?? {};
  const columns = [open, high, low, close, volume].filter((column) => column != null);
  if (columns.some((column) => column.length !== timestamp.length)) {
    throw failed(ticker, 'a chart whose columns differ in length');
  }
  // Of currencies and funds nobody counts what is traded; a hole among numbers is a hole.
  const hasVolume = volume?.some((cell) => cell !== null) ?? false;
  return timestamp.map((seconds, i) => ({
    date: dateOf(seconds * 1000),
    open: open?.[i] ?? null,
    high: high?.[i] ?? null,
    low: low?.[i] ?? null,
    close: close?.[i] ?? null,
    volume: hasVolume ? (volume?.[i] ?? null) : 0,
  }));
}

/** The session Yahoo reports as current: the latest one or, from some hour on, the next. */
function sessionOf(period: unknown): Session | null {
  const { data } = Period.safeParse(period);
  return data ? { start: data.regular.start * 1000, end: data.regular.end * 1000 } : null;
}

function datesIn(ticker: string, timeZone: string): (ms: number) => string {
  try {
    return exchangeDates(timeZone);
  } catch (cause) {
    throw failed(ticker, `the unknown time zone ${timeZone.slice(0, 40)}`, { cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return parseBounded(text);
  } catch {
    // No JSON, or too much of it: the schema check will report market_data_failed.
    return undefined;
  }
}

function unknownSymbol(ticker: string, said: string): PermanentError {
  return new PermanentError(
    'unknown_symbol',
    `Yahoo Finance does not know ${ticker} ("${said}"). Check the spelling and the exchange suffix: .NS for NSE, .BO for BSE, none for US shares. A delisted or renamed company loses its history there.`,
  );
}

function noData(ticker: string): PermanentError {
  return new PermanentError(
    'no_data',
    `Yahoo Finance has no usable daily bars for ${ticker} in the requested period. Check that it is still traded under this ticker.`,
  );
}

/** The message never quotes the body, which may be megabytes of HTML. */
export function failed(
  ticker: string,
  what: string,
  options?: { cause?: unknown; retryAfterMs?: number | undefined },
): TransientError {
  return new TransientError('market_data_failed', `Yahoo Finance gave ${what} for ${ticker}.`, options);
}
