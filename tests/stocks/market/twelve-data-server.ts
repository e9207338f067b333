import type { RequestListener } from 'node:http';
import { type LocalProvider, startProvider } from './provider-server.ts';

export const KEY = 'k3y-of-twelve-data';

/** A real fetch whose requests to Twelve Data's host reach a local server instead. */
export function startTwelveData(handler: RequestListener): Promise<LocalProvider> {
  return startProvider('https://api.twelvedata.com', handler);
}

type Value = Record<string, unknown>;

/** Days up to `last`, one a calendar day, numbers as text as Twelve Data writes them. */
export function plainValues(count: number, last = '2026-01-05'): Value[] {
  return Array.from({ length: count }, (_, i): Value => {
    const datetime = new Date(Date.parse(last) - (count - 1 - i) * 86_400_000).toISOString().slice(0, 10);
    const price = 100 + i;
    const text = (value: number) => value.toFixed(5);
    return {
      datetime,
      open: text(price),
      high: text(price + 2),
      low: text(price - 2),
      close: text(price + 1),
      volume: String(1000 + i),
    };
  });
}

/** A body in the documented shape of Twelve Data's `/time_series`. */
export function seriesBody(values: readonly Value[], meta: Record<string, unknown> = {}) {
  return {
    meta: {
      symbol: 'AAPL',
      interval: '1day',
      currency: 'USD',
      exchange_timezone: 'America/New_York',
      exchange: 'NASDAQ',
      mic_code: 'XNGS',
      type: 'Common Stock',
      ...meta,
    },
    values,
    status: 'ok',
  };
}

export function errorBody(code: number, message: string) {
  return { code, message, status: 'error' };
}
