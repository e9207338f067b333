import { z } from 'zod';
import { PermanentError, TransientError } from '../../core/errors.ts';
import type { Answer } from '../../core/guarded-fetch.ts';
import { dailyBars } from './bars.ts';
import type { DailyBars } from './market.ts';

const Phrase = z.string().transform((text) => text.slice(0, 200));

const Envelope = z.object({
  chart: z.object({
    result: z.array(z.object({ timestamp: z.array(z.number()).optional() })).nullish(),
    error: z.object({ code: Phrase, description: Phrase }).nullish(),
  }),
});

const Column = z.array(z.number().nullable());

const Chart = z.object({
  meta: z.object({ symbol: z.string(), currency: z.string().nullish(), exchangeTimezoneName: z.string() }),
  timestamp: z.array(z.number()),
  indicators: z.object({
    quote: z.tuple([z.object({ open: Column, high: Column, low: Column, close: Column, volume: Column })]),
  }),
});

/**
 * Accepts an answer of Yahoo's `/v8/finance/chart` that holds bars, else says what it means.
 * `unknown_symbol` needs Yahoo's own words: a bare 404 has also been an outage
 * (https://github.com/portfolio-performance/portfolio/issues/5934).
 * @throws PermanentError `unknown_symbol`, `no_data`. @throws TransientError `market_data_rate_limited`, `market_data_failed`.
 */
export function assertHoldsBars(ticker: string, answer: Answer): void {
  const { status, retryAfterMs } = answer;
  if (status === 429) {
    const message = `Yahoo Finance is limiting requests from this address (429); ${ticker} was not read.`;
    throw new TransientError('market_data_rate_limited', message, { retryAfterMs });
  }
  const envelope = Envelope.safeParse(parseJson(answer.text));
  const error = envelope.data?.chart.error;
  if (error?.code === 'Not Found') throw unknownSymbol(ticker, error.description);
  if (error?.description.startsWith("Data doesn't exist")) throw noData(ticker);
  if (error) throw failed(ticker, `${status}, ${error.code}: ${error.description}`, { retryAfterMs });
  if (status !== 200) throw failed(ticker, `status ${status}`, { retryAfterMs });
  if (!envelope.success) throw failed(ticker, 'an answer that is not a chart');
  if (!envelope.data.chart.result?.[0]?.timestamp?.length) throw noData(ticker);
}

/**
 * Reads `chart.result[0]` into bars. Prices are `indicators.quote`, which Yahoo adjusts for splits;
 * `adjclose`, adjusted for dividends too, is not used. Without a currency: `XXX`, ISO 4217 for none.
 * @throws PermanentError `no_data` when no row is usable. @throws TransientError `market_data_failed` for another shape.
 */
export function readChart(ticker: string, result: unknown): DailyBars {
  const parsed = Chart.safeParse(result);
  if (!parsed.success) throw failed(ticker, 'a chart of another shape', { cause: parsed.error });
  const { meta, timestamp, indicators } = parsed.data;
  const { open, high, low, close, volume } = indicators.quote[0];
  if ([open, high, low, close, volume].some((column) => column.length !== timestamp.length)) {
    throw failed(ticker, 'a chart whose columns differ in length');
  }
  const dateOf = exchangeDates(ticker, meta.exchangeTimezoneName);
  const rows = timestamp.map((seconds, i) => ({
    date: dateOf(seconds),
    open: open[i] ?? null,
    high: high[i] ?? null,
    low: low[i] ?? null,
    close: close[i] ?? null,
    volume: volume[i] ?? null,
  }));
  const bars = dailyBars(meta.symbol, meta.currency ?? 'XXX', rows);
  if (bars.dates.length === 0) throw noData(ticker);
  return bars;
}

/** Unix seconds → the ISO date on the exchange's own calendar, daylight saving time included. */
function exchangeDates(ticker: string, timeZone: string): (seconds: number) => string {
  const format = dateFormat(ticker, timeZone);
  return (seconds) => {
    const parts = format.formatToParts(seconds * 1000);
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((p) => p.type === type)?.value ?? '';
    return `${part('year')}-${part('month')}-${part('day')}`;
  };
}

function dateFormat(ticker: string, timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  } catch (cause) {
    throw failed(ticker, `the unknown time zone ${timeZone}`, { cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is a finding, not a fault here: the envelope check turns it into market_data_failed.
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
    `Yahoo Finance has no usable daily bars for ${ticker} in the last two years. Check that it is still traded under this ticker.`,
  );
}

/** The message never quotes a body: it can be megabytes of somebody's HTML. */
export function failed(
  ticker: string,
  what: string,
  options?: { cause?: unknown; retryAfterMs?: number | undefined },
): TransientError {
  return new TransientError('market_data_failed', `Yahoo Finance gave ${what} for ${ticker}.`, options);
}
