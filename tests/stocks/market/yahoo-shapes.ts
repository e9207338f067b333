import { type Bar, chartBody, chartError, plainBars } from './yahoo-server.ts';

export interface Shape {
  /** What Yahoo answers in this shape. */
  what: string;
  symbol: string;
  status: number;
  headers?: Record<string, string>;
  body: string;
  /** Usable bars, or the code of the error. */
  gives: number | string;
}

const DAY = 86_400;
/** Bars that end on the last weekday before `now`, one a weekday. */
function recentBars(count: number, now: number): Bar[] {
  const bars: Bar[] = [];
  const midnight = Math.floor(now / 1000 / DAY) * DAY;
  for (let at = midnight - DAY + 52_200; bars.length < count; at -= DAY) {
    const weekday = new Date(at * 1000).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    const price = 150 + 10 * Math.sin(at / DAY / 20);
    bars.unshift([at, price, price + 2, price - 2, price + 1, 1_000_000 + (at % 1_000)]);
  }
  return bars;
}

const priced = (bars: readonly Bar[], scale: number): Bar[] =>
  bars.map(([at, open, high, low, close, volume]) => {
    const times = (cell: number | null) => (cell === null ? null : cell * scale);
    return [at, times(open), times(high), times(low), times(close), volume];
  });
const withVolume = (bars: readonly Bar[], volume: number | null): Bar[] =>
  bars.map(([at, open, high, low, close]) => [at, open, high, low, close, volume]);
const flat = (bars: readonly Bar[]): Bar[] =>
  bars.map(([at, , , , close]) => [at, close, close, close, close, 0]);

/** Of a chart whose window holds nothing: Yahoo sends neither times nor columns. */
function emptyChart(meta: Record<string, unknown>): string {
  const [whole] = chartBody([], meta).chart.result;
  const indicators = { quote: [{}], adjclose: [{}] };
  return JSON.stringify({ chart: { result: [{ meta: whole?.meta, indicators }], error: null } });
}

/** A chart whose `quote` is as given beside the times of `bars`. */
function quoted(symbol: string, bars: readonly Bar[], quote: unknown[]): string {
  const [whole] = chartBody(bars, { symbol }).chart.result;
  return JSON.stringify({ chart: { result: [{ ...whole, indicators: { quote } }], error: null } });
}

/** Everything in `meta` that an answer has been seen without, or that older answers had not. */
const OFTEN_MISSING = [
  'symbol',
  'currency',
  'exchangeName',
  'fullExchangeName',
  'longName',
  'shortName',
  'instrumentType',
  'firstTradeDate',
  'hasPrePostMarketData',
  'chartPreviousClose',
  'currentTradingPeriod',
  'gmtoffset',
  'timezone',
];
const without = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, undefined]));

/** A share with 300 bars. */
export function yahooShare(now: number, symbol: string, meta: Record<string, unknown>): Shape {
  const bars = recentBars(300, now);
  const body = JSON.stringify(chartBody(bars, { symbol, ...meta }));
  return { what: 'a share', symbol, status: 200, body, gives: bars.length };
}

/**
 * Answers in shapes that Yahoo's chart endpoint has been seen to give: as yahoo-finance2 types and records them
 * (https://github.com/gadicc/yahoo-finance2), and as users of clients have reported them. Prices are made up.
 */
export function yahooShapes(now: number): Shape[] {
  const bars = recentBars(300, now);
  const at = bars[100]?.[0] ?? 0;
  const dividend = { [at]: { amount: 0.24, date: at } };
  const split = { [at]: { date: at, numerator: 2, denominator: 1, splitRatio: '2:1' } };
  const read = (
    what: string,
    symbol: string,
    options: {
      bars?: Bar[];
      meta?: Record<string, unknown>;
      events?: Record<string, unknown>;
      gives?: number;
    },
  ): Shape => {
    const given = options.bars ?? bars;
    const body = JSON.stringify(chartBody(given, { symbol, ...options.meta }, options.events));
    return { what, symbol, status: 200, body, gives: options.gives ?? given.length };
  };
  const refused = (what: string, symbol: string, status: number, body: string, gives: string): Shape => ({
    ...{ what, symbol, status, body, gives },
  });
  const error = (code: string, description: string) => JSON.stringify(chartError(code, description));
  const html = (text: string) => `<!DOCTYPE html><html><body>${text}</body></html>`;
  const [first, second, third, ...others] = bars as [Bar, Bar, Bar, ...Bar[]];
  const last = bars.at(-1) as Bar;
  const { volume: _, ...columns } = chartBody(bars).chart.result[0]?.indicators.quote[0] ?? { volume: [] };
  return [
    read('a share with a dividend and a split', 'AAPL', { events: { dividends: dividend, splits: split } }),
    read('a share with neither: no key for events', 'MSFT', {}),
    read('a share with splits alone', 'NVDA', { events: { splits: split } }),
    read('empty events', 'GOOG', { events: {} }),
    read('an index', '^GSPC', {
      meta: { instrumentType: 'INDEX', exchangeName: 'SNP' },
      bars: priced(bars, 40),
    }),
    read('an index without volume', '^NSEI', {
      meta: { instrumentType: 'INDEX', currency: 'INR', exchangeTimezoneName: 'Asia/Kolkata' },
      bars: withVolume(priced(bars, 160), 0),
    }),
    read('a yield: no currency', '^TNX', {
      meta: { instrumentType: 'INDEX', currency: null },
      bars: withVolume(bars, 0),
    }),
    read('a currency, whose volume is null throughout', 'EURUSD=X', {
      meta: { instrumentType: 'CURRENCY', exchangeTimezoneName: 'Europe/London' },
      bars: withVolume(priced(bars, 0.007), null),
    }),
    read('a coin, by days of UTC', 'BTC-USD', {
      meta: { instrumentType: 'CRYPTOCURRENCY', exchangeTimezoneName: 'UTC' },
      bars: priced(bars, 400),
    }),
    read('a fund, with one price a day', 'VFIAX', {
      meta: { instrumentType: 'MUTUALFUND' },
      bars: flat(bars),
    }),
    read('an exchange-traded fund', 'SPY', { meta: { instrumentType: 'ETF' } }),
    read('a listing of eleven weeks', 'NEWCO', { bars: bars.slice(-55) }),
    read('a listing of one day', 'FRESH', { bars: bars.slice(-1) }),
    read('prices in pence', 'VOD.L', { meta: { currency: 'GBp', exchangeTimezoneName: 'Europe/London' } }),
    read('no session', 'TCS.NS', { meta: { currency: 'INR', currentTradingPeriod: undefined } }),
    read('a meta that has hardly anything', 'BARE', { meta: without(OFTEN_MISSING) }),
    read('no first trade', 'VTSAX', { meta: { instrumentType: 'MUTUALFUND', firstTradeDate: null } }),
    read('cents of the rand', 'NPN.JO', {
      meta: { currency: 'ZAc', exchangeTimezoneName: 'Africa/Johannesburg' },
      bars: priced(bars, 20),
    }),
    {
      ...{ what: 'no column for the volume', symbol: 'GBPUSD=X', status: 200, gives: bars.length },
      body: quoted('GBPUSD=X', bars, [columns]),
    },
    read('rows of nulls', 'HOLES', {
      bars: [first, [second[0], null, null, null, null, null], third, ...others],
      gives: bars.length - 1,
    }),
    read('the last day twice, the second live', 'TWICE', {
      bars: [...bars, [last[0] + 3_600, last[1], last[2], last[3], last[4], 5]],
      gives: bars.length,
    }),
    refused(
      'a symbol that was renamed or delisted',
      'FB',
      404,
      error('Not Found', 'No data found, symbol may be delisted'),
      'unknown_symbol',
    ),
    refused(
      'a listing that ended before the window',
      'GONE',
      400,
      error('Bad Request', "Data doesn't exist for startDate = 1, endDate = 2"),
      'no_data',
    ),
    refused(
      'a listing without a trade in the window',
      'QUIET',
      200,
      emptyChart({ symbol: 'QUIET' }),
      'no_data',
    ),
    refused('times with an empty quote', 'HOLLOW', 200, quoted('HOLLOW', bars, [{}]), 'no_data'),
    refused('times with no quote', 'UNQUOTED', 200, quoted('UNQUOTED', bars, []), 'no_data'),
    refused(
      'columns of nulls alone',
      'NULLS',
      200,
      JSON.stringify(chartBody(bars.map(([time]) => [time, null, null, null, null, null]))),
      'no_data',
    ),
    refused(
      'an unknown symbol, without a reason',
      'MUTE',
      404,
      '{"chart":{"result":null,"error":{"code":"Not Found","description":null}}}',
      'unknown_symbol',
    ),
    refused(
      '404 of an outage, which is no word on the symbol',
      'OUTAGE',
      404,
      html('Not found'),
      'market_data_failed',
    ),
    refused(
      'no time zone, without which a bar has no day',
      'ZONELESS',
      200,
      JSON.stringify(chartBody(bars, { exchangeTimezoneName: undefined })),
      'market_data_failed',
    ),
    refused('an empty body', 'EMPTY', 200, '', 'market_data_failed'),
    refused('a page instead of a chart', 'PAGE', 200, html('Will be right back'), 'market_data_failed'),
    refused('no result', 'NOTHING', 200, JSON.stringify({ chart: { result: [], error: null } }), 'no_data'),
    refused(
      'the page that asks for consent',
      'AGREE',
      200,
      html('<form action="https://consent.yahoo.com/v2/collectConsent">'),
      'market_data_rate_limited',
    ),
    {
      ...refused('429', 'OFTEN', 429, 'Too Many Requests\r\n', 'market_data_rate_limited'),
      headers: { 'retry-after': '1' },
    },
    refused('its edge, with 200', 'EDGE', 200, 'Edge: Too Many Requests', 'market_data_rate_limited'),
    refused('999', 'NINE', 999, html('Sorry, the page is unavailable'), 'market_data_rate_limited'),
    refused(
      'a crumb that is wanted',
      'CRUMB',
      401,
      error('Unauthorized', 'Invalid Crumb'),
      'market_data_rate_limited',
    ),
    refused(
      'an error of its own',
      'BROKEN',
      500,
      error('Internal Server Error', 'Internal error'),
      'market_data_failed',
    ),
    refused('a page of its gateway', 'GATEWAY', 502, html('Bad Gateway'), 'market_data_failed'),
    refused(
      'a body that breaks off',
      'HALF',
      200,
      JSON.stringify(chartBody(plainBars(3))).slice(0, 400),
      'market_data_failed',
    ),
  ];
}
