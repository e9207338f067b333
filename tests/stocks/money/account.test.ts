import { describe, expect, test } from 'vitest';
import { PermanentError, TransientError } from '../../../lib/core/errors.ts';
import { silentLog } from '../../../lib/core/log.ts';
import type { MarketData, MarketRequest } from '../../../lib/stocks/market/market.ts';
import { type AccountOptions, createAccount } from '../../../lib/stocks/money/account.ts';
import { amountUnit } from '../../../lib/stocks/money/currencies.ts';
import { dailyBars, pricesOnly } from '../bars.ts';

type Closes = Record<string, { currency: string; close: number } | Error>;

/** What a provider says of each ticker; all bars end on 2020-10-16. */
function marketOf(closes: Closes) {
  const asked: string[] = [];
  const dailyBarsOf = async ({ ticker }: Pick<MarketRequest, 'ticker'>): Promise<MarketData> => {
    asked.push(ticker);
    const known = closes[ticker] ?? new PermanentError('unknown_symbol', `There is no ${ticker}.`);
    if (known instanceof Error) throw known;
    const bars = { ...dailyBars(pricesOnly(new Array(290).fill(known.close))), currency: known.currency };
    const quality = { bars: 290, from: '', to: '', findings: [] };
    const listing = { name: null, exchange: null };
    const from = { source: 'yahoo' as const, stale: false, provenance: 'a test', day: null };
    return { bars, ...from, quality, listing, settledUntil: null };
  };
  return { asked, market: { provider: 'yahoo' as const, dailyBars: dailyBarsOf } };
}

function accountWith(closes: Closes, options: Partial<AccountOptions> = {}) {
  const { asked, market } = marketOf(closes);
  const read: AccountOptions['read'] = (ticker) => market.dailyBars({ ticker });
  const account = createAccount({
    market,
    capital: 1000,
    currency: undefined,
    symbols: [],
    read,
    ...options,
  });
  const fundsFor = (symbol: string, quoted: string, asOf = '2020-10-16') =>
    account.fundsFor({ symbol, unit: amountUnit(quoted), asOf }, silentLog);
  return { asked, fundsFor };
}

const RATE = { 'INRUSD=X': { currency: 'USD', close: 0.0125 } };

describe('capital', () => {
  test('in the currency of the prices is taken as it is, in their unit', async () => {
    const { asked, fundsFor } = accountWith({}, { currency: 'GBP' });
    expect(await fundsFor('VOD.L', 'GBp')).toMatchObject({ capital: 100_000, currency: 'GBP', rate: null });
    expect(await fundsFor('X.L', 'GBP')).toMatchObject({ capital: 1000 });
    expect(asked).toEqual([]);
  });

  test('in another is changed at the market source’s rate, which is asked for once', async () => {
    const { asked, fundsFor } = accountWith(RATE, { currency: 'INR' });
    const [one] = await Promise.all([fundsFor('AAPL', 'USD'), fundsFor('MSFT', 'USD')]);
    expect(one).toMatchObject({
      capital: 12.5,
      currency: 'INR',
      currencyFrom: 'request',
      rate: { pair: 'INRUSD=X', rate: 0.0125, as_of: '2020-10-16', source: 'yahoo', stale: false },
    });
    expect(asked).toEqual(['INRUSD=X']);
  });

  test('is changed at the rate the other way round where the source has only that', async () => {
    const { fundsFor } = accountWith({ 'ZARGBP=X': { currency: 'GBP', close: 0.04 } }, { currency: 'GBP' });
    const funds = await fundsFor('NPN.JO', 'ZAc');
    expect(funds.capital).toBeCloseTo(1000 * 25 * 100, 6);
    expect(funds.rate).toMatchObject({ pair: 'ZARGBP=X', rate: 25 });
  });

  test.each([
    ['an unknown pair', {}, 'no_rate', /no rate from INR to USD: There is no USDINR=X/],
    [
      'a source that is down',
      { 'INRUSD=X': new TransientError('market_data_failed', 'Down.') },
      'no_rate',
      /Down/,
    ],
  ] as const)('without a rate, for %s, is not guessed', async (_, closes, reason, why) => {
    const { fundsFor } = accountWith(closes, { currency: 'INR' });
    expect(await fundsFor('AAPL', 'USD')).toMatchObject({
      ...{ capital: null, rate: null, notSized: { reason, why: expect.stringMatching(why) } },
    });
  });

  test('is not changed at a rate that is much older than the prices', async () => {
    const { fundsFor } = accountWith(RATE, { currency: 'INR' });
    expect((await fundsFor('AAPL', 'USD', '2020-10-26')).capital).toBe(12.5);
    expect((await fundsFor('AAPL', 'USD', '2020-10-27')).notSized?.reason).toBe('rate_too_old');
  });

  test('is not changed for prices of unknown currency', async () => {
    const { fundsFor } = accountWith({}, { currency: 'USD' });
    expect((await fundsFor('^TNX', 'XXX')).notSized?.reason).toBe('currency_unknown');
  });
});

describe('capital without a currency', () => {
  test('is in that of the first symbol’s exchange, told by its spelling', async () => {
    const { asked, fundsFor } = accountWith(RATE, { symbols: ['TCS.NS', 'AAPL'] });
    expect(await fundsFor('AAPL', 'USD')).toMatchObject({
      ...{ capital: 12.5, currency: 'INR', currencyFrom: 'first_symbol' },
    });
    expect(asked).toEqual(['INRUSD=X']);
  });

  test('is in that of the first symbol that is known, read once where the spelling does not tell', async () => {
    const closes = { AAPL: { currency: 'USD', close: 200 } };
    const { asked, fundsFor } = accountWith(closes, { symbols: ['NOSUCH', 'AAPL', 'MSFT'] });
    const both = await Promise.all([fundsFor('MSFT', 'USD'), fundsFor('GOOG', 'USD')]);
    expect(both.map(({ currency }) => currency)).toEqual(['USD', 'USD']);
    expect(asked).toEqual(['NOSUCH', 'AAPL']);
    const first = accountWith(closes, { symbols: ['AAPL', 'MSFT'] });
    expect((await first.fundsFor('AAPL', 'USD')).capital).toBe(1000);
    expect(first.asked).toEqual([]);
  });

  test('is not taken from a later symbol because the first cannot be read for now', async () => {
    const closes = {
      DOWN: new TransientError('market_data_failed', 'Down.'),
      AAPL: { currency: 'USD', close: 200 },
    };
    const { fundsFor } = accountWith(closes, { symbols: ['DOWN', 'AAPL'] });
    expect(await fundsFor('AAPL', 'USD')).toMatchObject({
      ...{ capital: null, currency: null, notSized: { reason: 'capital_currency_unknown' } },
    });
  });
});
