import type { RequestListener } from 'node:http';
import { type LocalProvider, startProvider } from './provider-server.ts';

type Cell = number | null;
/** `[unix seconds, open, high, low, close, volume]` */
export type Bar = readonly [number, Cell, Cell, Cell, Cell, Cell];

/** A body in the shape of Yahoo's `/v8/finance/chart/{symbol}`, which has no `events` where there were none. */
export function chartBody(
  bars: readonly Bar[],
  meta: Record<string, unknown> = {},
  events?: Record<string, unknown>,
) {
  const column = (i: 1 | 2 | 3 | 4 | 5) => bars.map((bar) => bar[i]);
  const session = { timezone: 'EST', start: 1_704_465_000, end: 1_704_488_400, gmtoffset: -18_000 };
  const result = {
    meta: {
      currency: 'USD',
      symbol: 'AAPL',
      exchangeName: 'NMS',
      fullExchangeName: 'NasdaqGS',
      instrumentType: 'EQUITY',
      firstTradeDate: 345_479_400,
      regularMarketTime: 1_704_488_401,
      hasPrePostMarketData: true,
      gmtoffset: -18_000,
      timezone: 'EST',
      exchangeTimezoneName: 'America/New_York',
      regularMarketPrice: 181.18,
      chartPreviousClose: 185.64,
      priceHint: 2,
      currentTradingPeriod: { pre: session, regular: session, post: session },
      dataGranularity: '1d',
      range: '',
      validRanges: ['1d', '5d', '1mo', '1y', '2y', 'max'],
      ...meta,
    },
    timestamp: bars.map((bar) => bar[0]),
    ...(events && { events }),
    indicators: {
      quote: [{ open: column(1), high: column(2), low: column(3), close: column(4), volume: column(5) }],
      // Half the close, so that a reader of the wrong column is found out.
      adjclose: [{ adjclose: column(4).map((close) => (close === null ? null : close / 2)) }],
    },
  };
  return { chart: { result: [result], error: null } };
}

export function chartError(code: string, description: string) {
  return { chart: { result: null, error: { code, description } } };
}

/** Days from 2024-01-02 (a Tuesday) at New York's opening time, one a calendar day. */
export function plainBars(count: number): Bar[] {
  return Array.from({ length: count }, (_, i): Bar => {
    const price = 100 + i;
    return [1_704_205_800 + i * 86_400, price, price + 2, price - 2, price + 1, 1000 + i];
  });
}

/** A real fetch whose requests to Yahoo's host reach a local server instead. */
export function startYahoo(handler: RequestListener): Promise<LocalProvider> {
  return startProvider('https://query2.finance.yahoo.com', handler);
}
