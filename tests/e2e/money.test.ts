import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Bar, chartBody } from '../stocks/market/yahoo-server.ts';
import { getJson, postJson, type TestStack, untilEnded } from '../support/stack.ts';
import { startYahooStack } from '../support/yahoo-stack.ts';

interface Quoted {
  currency: string;
  /** Last close. */
  close: number;
  volume: number | null;
}

/** What the local Yahoo quotes; all shares climb alike, so that all are a buy. */
const QUOTES: Record<string, Quoted> = {
  'TCS.NS': { currency: 'INR', close: 3000, volume: 2_000_000 },
  AAPL: { currency: 'USD', close: 200, volume: 50_000_000 },
  'VOD.L': { currency: 'GBp', close: 80, volume: 60_000_000 },
  'NPN.JO': { currency: 'ZAc', close: 400_000, volume: 500_000 },
  'TEVA.TA': { currency: 'ILA', close: 6_000, volume: 900_000 },
  '7203.T': { currency: 'JPY', close: 2_800, volume: 20_000_000 },
  'THIN.NS': { currency: 'INR', close: 100, volume: 400 },
  'BTC-USD': { currency: 'USD', close: 60_000, volume: 30_000_000_000 },
  'DUST-USD': { currency: 'USD', close: 1e-7, volume: 0 },
  'INRUSD=X': { currency: 'USD', close: 0.0125, volume: null },
  'INRGBP=X': { currency: 'GBP', close: 0.01, volume: null },
  'USDZAR=X': { currency: 'ZAR', close: 20, volume: null },
  'ILSUSD=X': { currency: 'USD', close: 0.25, volume: null },
  'USDJPY=X': { currency: 'JPY', close: 150, volume: null },
};

const DAY = 86_400;
const COUNT = 290;
const SHAPE = Array.from({ length: COUNT }, (_, i) => 100 * 1.001 ** i + 3 * Math.sin(i / 5));

/** Weekdays up to yesterday, at Yahoo's hour. */
function days(): number[] {
  const found: number[] = [];
  for (let at = Math.floor(Date.now() / 1000 / DAY) * DAY - DAY; found.length < COUNT; at -= DAY) {
    if (new Date(at * 1000).getUTCDay() % 6 !== 0) found.unshift(at + 52_200);
  }
  return found;
}

function chartOf(symbol: string, { currency, close, volume }: Quoted): string {
  const scale = volume === null ? 0 : close / (SHAPE.at(-1) ?? 1);
  const bars = days().map((at, i): Bar => {
    const price = volume === null ? close : (SHAPE[i] ?? 0) * scale;
    return [at, price, price * 1.004, price * 0.996, price, volume];
  });
  return JSON.stringify(chartBody(bars, { symbol, currency, exchangeTimezoneName: 'UTC' }));
}

let stack: TestStack;
let stop: () => Promise<void>;
beforeAll(async () => {
  ({ stack, stop } = await startYahooStack((symbol) => {
    const quoted = QUOTES[symbol];
    return quoted && { body: chartOf(symbol, quoted) };
  }));
});
afterAll(() => stop());

const number = z.number().nullable();
const resultSchema = z.object({
  ...{ ticker: z.string(), verdict: z.string(), currency: z.string(), entry: z.number(), stop: z.number() },
  ...{ shares: number, shares_bound_by: z.string().nullable(), shares_reason: z.string().nullable() },
  ...{
    volume: number,
    volume_share_percent: number,
    turnover: number,
    turnover_currency: z.string().nullable(),
  },
  money: z.looseObject({
    ...{ capital_currency: z.string().nullable(), capital_currency_from: z.string() },
    ...{ amount_currency: z.string().nullable(), price_units: z.number(), lot: number, tick: number },
    rate: z
      .looseObject({ pair: z.string(), rate: z.number(), as_of: z.string(), source: z.string() })
      .nullable(),
    ...{ position_cost: number, position_risk: number, shares_reason_text: z.string().nullable() },
    costs: z.looseObject({ from: z.string(), buy_percent: z.number(), sell_percent: z.number() }),
  }),
});
type Result = z.infer<typeof resultSchema>;

/** The results of a job, by ticker. */
async function analyzed(input: object): Promise<Record<string, Result>> {
  const response = await postJson(`${stack.url}/api/v1/stocks/analyze-all-stocks`, input);
  const { job_id: id } = z.object({ job_id: z.string() }).parse(await response.json());
  expect(await untilEnded(stack.url, id, 60_000)).toMatchObject({ status: 'completed' });
  const answer = await getJson(`${stack.url}/api/v1/jobs/${id}/result`);
  const { data } = z.object({ data: z.array(resultSchema) }).parse(answer);
  return Object.fromEntries(data.map((result) => [result.ticker, result]));
}

/** The position's cost in the capital's currency: a fifth of the capital, or less by at most one lot. */
function expectFifth(result: Result | undefined, capital: number, lot = 1) {
  const { shares, entry, money, shares_bound_by } = result ?? {};
  const cost = (money?.position_cost ?? 0) / (money?.rate?.rate ?? 1);
  const ofLot = (lot * (entry ?? 0)) / (money?.price_units ?? 1) / (money?.rate?.rate ?? 1);
  expect([shares_bound_by, (shares ?? -1) % lot]).toEqual(['position_cap', 0]);
  expect(cost).toBeLessThanOrEqual(capital / 5);
  expect(cost).toBeGreaterThan(capital / 5 - 1.01 * ofLot);
}

describe('one job in rupees, dollars and pence', () => {
  test('sizes all three from one capital, whose currency is said', async () => {
    const results = await analyzed({
      symbols: ['TCS.NS', 'AAPL', 'VOD.L'],
      capital: 1_000_000,
      currency: 'INR',
    });
    for (const result of Object.values(results)) {
      expect(result.verdict).toMatch(/Buy/);
      expectFifth(result, 1_000_000);
      expect(result.money).toMatchObject({ capital_currency: 'INR', capital_currency_from: 'request' });
    }
    expect(results['TCS.NS']?.money).toMatchObject({ rate: null, tick: 0.1, costs: { from: 'market' } });
    expect(results['AAPL']?.money.rate).toMatchObject({ pair: 'INRUSD=X', rate: 0.0125, source: 'yahoo' });
    expect(results['VOD.L']).toMatchObject({
      currency: 'GBp',
      turnover_currency: 'GBP',
      money: { amount_currency: 'GBP', price_units: 100, rate: { pair: 'INRGBP=X', rate: 0.01 } },
    });
    // Prices stay in pence, amounts are in pounds.
    expect(results['VOD.L']?.entry).toBeCloseTo(80, 6);
    expect(results['VOD.L']?.money.costs.buy_percent).toBe(0.5);
  });

  test('takes the currency of the first symbol’s exchange where none is given', async () => {
    const results = await analyzed({ symbols: ['VOD.L', 'AAPL'], capital: 10_000 });
    expect(results['VOD.L']?.money).toMatchObject({
      capital_currency: 'GBP',
      capital_currency_from: 'first_symbol',
    });
    expectFifth(results['VOD.L'], 10_000);
    // The local Yahoo has no GBPUSD=X.
    expect(results['AAPL']).toMatchObject({ shares: null, shares_bound_by: null, shares_reason: 'no_rate' });
    expect(results['AAPL']?.money.shares_reason_text).toMatch(/no rate from GBP to USD/);
  });
});

describe('one job in cents, agorot, yen and a coin', () => {
  test('has whole lots where the exchange has them, and fractions of coins when asked', async () => {
    const symbols = ['NPN.JO', 'TEVA.TA', '7203.T', 'BTC-USD'];
    const results = await analyzed({ symbols, capital: 50_000, currency: 'usd', fractional: true });
    expectFifth(results['NPN.JO'], 50_000);
    expectFifth(results['TEVA.TA'], 50_000);
    expectFifth(results['7203.T'], 50_000, 100);
    expect(results['NPN.JO']?.money).toMatchObject({ amount_currency: 'ZAR', rate: { rate: 20 }, lot: null });
    // There is only the rate the other way round.
    expect(results['TEVA.TA']?.money).toMatchObject({
      amount_currency: 'ILS',
      rate: { pair: 'ILSUSD=X', rate: 4 },
    });
    expect(results['7203.T']?.money).toMatchObject({ lot: 100, tick: 1, costs: { from: 'default' } });
    const coin = results['BTC-USD'];
    expect(coin?.shares).toBeGreaterThan(0.1);
    expect(coin?.shares).toBeLessThan(1);
    expect((coin?.shares ?? 0) * 1e8).toBeCloseTo(Math.round((coin?.shares ?? 0) * 1e8), 3);
  });

  test('says why there are 0 of a share, a lot or a coin', async () => {
    const symbols = ['AAPL', '7203.T', 'BTC-USD'];
    const results = await analyzed({ symbols, capital: 900, currency: 'USD', fee_percent: 0.2 });
    for (const [ticker, least] of [
      ['AAPL', /one share/],
      ['7203.T', /lot of 100/],
      ['BTC-USD', /one coin.*fractional/],
    ] as const) {
      expect(results[ticker]).toMatchObject({
        shares: 0,
        shares_bound_by: 'position_cap',
        shares_reason: 'capital_too_small',
      });
      expect(results[ticker]?.money.shares_reason_text).toMatch(least);
      expect(results[ticker]?.money.costs).toMatchObject({
        from: 'request',
        buy_percent: 0.2,
        sell_percent: 0.2,
      });
    }
  });
});

describe('what is traded of a share', () => {
  test('binds the shares at 5 % of a usual day, or at what is asked for, and filters the list', async () => {
    const request = { symbols: ['THIN.NS'], capital: 1_000_000 };
    expect((await analyzed(request))['THIN.NS']).toMatchObject({
      ...{ shares: 20, shares_bound_by: 'volume', volume: 400, volume_share_percent: 5 },
    });
    expect((await analyzed({ ...request, volume_limit_percent: 10 }))['THIN.NS']?.shares).toBe(40);
    const { turnover = null } = (await analyzed({ ...request, volume_limit_percent: 0.2 }))['THIN.NS'] ?? {};
    expect(turnover).toBeGreaterThan(35_000);
    const list = async (query: string) => {
      const answer = await getJson(`${stack.url}/api/v1/stocks/all-stocks/results?currency=INR&${query}`);
      const { results } = z.object({ results: z.array(z.object({ ticker: z.string() })) }).parse(answer);
      return results.map(({ ticker }) => ticker);
    };
    expect(await list('min_turnover=0')).toEqual(['TCS.NS', 'THIN.NS']);
    expect(await list('min_turnover=50000')).toEqual(['TCS.NS']);
    const csv = await fetch(`${stack.url}/api/v1/stocks/all-stocks/results?format=csv&symbol=THIN`);
    const [header = '', row = ''] = (await csv.text()).split('\n');
    const at = header.split(',').indexOf('shares_reason');
    expect(row.split(',')[at]).toBe('volume_too_small');
  });

  test('is not asked where nobody counts it, and a size that cannot be stored is refused before', async () => {
    const results = await analyzed({ symbols: ['DUST-USD'], capital: 1e12 });
    expect(results['DUST-USD']).toMatchObject({
      ...{ volume: null, turnover: null, shares: null, shares_reason: 'too_many_shares' },
    });
  });
});
