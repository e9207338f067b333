import { z } from 'zod';
import { parseBounded } from '../../core/bounded-json.ts';
import { PermanentError, ProviderRefusal, TransientError } from '../../core/errors.ts';
import type { Answer } from '../../core/guarded-fetch.ts';
import type { Row } from './rows.ts';
import type { TwelveDataSymbol } from './twelve-data-symbol.ts';

const Fault = z.object({ status: z.literal('error'), code: z.number(), message: z.string() });

const Cell = z.union([z.string(), z.number(), z.null()]).optional();

const Series = z.object({
  status: z.literal('ok'),
  meta: z.object({
    symbol: z.string(),
    interval: z.literal('1day'),
    currency: z.string().nullish(),
    exchange: z.string().nullish(),
    exchange_timezone: z.string().nullish(),
  }),
  values: z.array(
    z.object({
      datetime: z.string().regex(/^\d{4}-\d{2}-\d{2}/),
      open: Cell,
      high: Cell,
      low: Cell,
      close: Cell,
      volume: Cell,
    }),
  ),
});

export type TwelveDataSeries = z.output<typeof Series>;

/**
 * Reads a `/time_series` response. Errors have a status of their own or 200, always with `{ code, message, status:
 * "error" }`. Their messages may quote the key and are not passed on.
 * @param now Unix milliseconds; credits are renewed each minute.
 * @throws PermanentError `unknown_symbol`, `no_data`, `market_data_refused`.
 * @throws ProviderRefusal `market_data_rate_limited`. @throws TransientError `market_data_failed`.
 * @see https://twelvedata.com/docs#errors
 */
export function readAnswer(
  ticker: string,
  { expected }: TwelveDataSymbol,
  answer: Answer,
  now: number,
): TwelveDataSeries {
  const body = parseJson(answer.text);
  const fault = Fault.safeParse(body).data;
  if (fault || answer.status !== 200) throw errorOf(ticker, answer, fault, now);
  const { data, error } = Series.safeParse(body);
  if (!data) throw failed(ticker, 'a response in an unexpected format', { cause: error });
  if (!isSame(data.meta, expected)) throw failed(ticker, 'the prices of another security');
  return data;
}

/** Rows in the order of `values`. All numbers arrive as text; cells that are not numbers become null. */
export function rowsOf({ values }: TwelveDataSeries): Row[] {
  return values.map((value) => ({
    date: value.datetime.slice(0, 10),
    open: numberOf(value.open),
    high: numberOf(value.high),
    low: numberOf(value.low),
    close: numberOf(value.close),
    volume: numberOf(value.volume),
  }));
}

function numberOf(cell: z.output<typeof Cell>): number | null {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(cell) ? Number(cell) : null;
}

function isSame(meta: TwelveDataSeries['meta'], expected: TwelveDataSymbol['expected']): boolean {
  const exchange = expected.exchange ?? meta.exchange;
  return (
    meta.symbol.toUpperCase() === expected.symbol &&
    meta.exchange === exchange &&
    (meta.currency ?? expected.currency) === expected.currency
  );
}

type FaultBody = z.output<typeof Fault> | undefined;

function errorOf(ticker: string, answer: Answer, fault: FaultBody, now: number): Error {
  const code = fault?.code ?? answer.status;
  const said = fault?.message ?? '';
  if (code === 429) return rateLimited(answer.retryAfterMs ?? untilNextMinute(said, now));
  if (code === 401 || code === 403) {
    return refused(`Twelve Data does not accept the key (${code}). Check TWELVE_DATA_API_KEY.`);
  }
  if (fault && /available starting with|plan\b/i.test(said)) {
    return refused(`The plan of the Twelve Data key does not include ${ticker}.`);
  }
  if (fault && /^no data/i.test(said)) return noData(ticker);
  if (fault && (code === 404 || code === 400) && /symbol.*(not found|missing|invalid)/is.test(said)) {
    return unknownSymbol(ticker);
  }
  return failed(ticker, fault ? `the error ${code}` : `status ${code}`, {
    retryAfterMs: answer.retryAfterMs,
  });
}

/** "You have run out of API credits for the current minute": wait for the next minute. */
function untilNextMinute(said: string, now: number): number | undefined {
  return /current minute/i.test(said) ? 60_000 - (now % 60_000) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return parseBounded(text);
  } catch {
    // No JSON, or too much of it: the schema check will report market_data_failed.
    return undefined;
  }
}

function rateLimited(retryAfterMs: number | undefined): ProviderRefusal {
  const message = 'The Twelve Data key has no credits left for now (429).';
  return new ProviderRefusal('market_data_rate_limited', message, { retryAfterMs });
}

function refused(message: string): PermanentError {
  return new PermanentError('market_data_refused', message);
}

function unknownSymbol(ticker: string): PermanentError {
  const message = `Twelve Data does not know ${ticker}, or not for the plan of its key. Check the spelling and the exchange suffix: .NS for NSE, .BO for BSE, none for US shares.`;
  return new PermanentError('unknown_symbol', message);
}

export function noData(ticker: string): PermanentError {
  const message = `Twelve Data has no usable daily bars of the present for ${ticker}. Check that it is still traded under this ticker.`;
  return new PermanentError('no_data', message);
}

/** The message never quotes the body, which may be megabytes of HTML. */
export function failed(
  ticker: string,
  what: string,
  options?: { cause?: unknown; retryAfterMs?: number | undefined },
): TransientError {
  return new TransientError('market_data_failed', `Twelve Data gave ${what} for ${ticker}.`, options);
}
