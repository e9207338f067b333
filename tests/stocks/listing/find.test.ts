import { describe, expect, test } from 'vitest';
import { PermanentError, ProviderSilence, TransientError } from '../../../lib/core/errors.ts';
import { silentLog } from '../../../lib/core/log.ts';
import { findListing } from '../../../lib/stocks/listing/find.ts';
import { symbolNote } from '../../../lib/stocks/listing/symbol-note.ts';
import type { DataSource, MarketData, MarketSource } from '../../../lib/stocks/market/market.ts';
import { simulatedSource } from '../../../lib/stocks/market/simulated.ts';
import { manualClock } from '../market/manual-clock.ts';

const signal = new AbortController().signal;
const made = simulatedSource({ clock: manualClock(), latencyMs: 0, bars: 3 });

type Held = Partial<MarketData> | Error;

const HALLIBURTON = { listing: { name: 'Halliburton Company', exchange: 'NYSE' } };
const HINDUSTAN = { listing: { name: 'Hindustan Aeronautics Limited', exchange: 'NSE' } };
const gone = new PermanentError('no_data', 'It has no usable daily bars.');
const refused = new TransientError('market_data_failed', 'It gave status 500.');
const away = new ProviderSilence('market_data_unreachable', 'It could not be reached.');
const absent = (ticker: string) => new PermanentError('unknown_symbol', `It does not know ${ticker}.`);

/** A source that holds these tickers; `asked` lists what was asked for. */
function marketOf(held: Record<string, Held>, provider: DataSource = 'yahoo') {
  const asked: string[] = [];
  const market: MarketSource = {
    provider,
    async dailyBars(request) {
      asked.push(request.ticker);
      const data = held[request.ticker] ?? absent(request.ticker);
      if (data instanceof Error) throw data;
      return { ...(await made.dailyBars(request)), source: provider, stale: false, ...data };
    },
  };
  const find = async (symbol: string, given = [symbol], suffix = '.NS') => {
    const wanted = { symbol, suffix, given, years: 2 };
    const found = await findListing({ market, context: { signal, log: silentLog } }, wanted);
    return { ticker: found.ticker, others: found.others, note: symbolNote(symbol, found) };
  };
  return { find, asked };
}

const HAL = { HAL: HALLIBURTON, 'HAL.NS': HINDUSTAN };

describe('a bare symbol that is two securities', () => {
  test('is that of the configured exchange, and the other is named with how to get it', async () => {
    expect(await marketOf(HAL).find('HAL')).toEqual({
      ticker: 'HAL.NS',
      others: [{ ticker: 'HAL', name: 'Halliburton Company', exchange: 'NYSE', currency: 'USD' }],
      note: 'HAL was read as HAL.NS (Hindustan Aeronautics Limited, NSE, INR). HAL exists too (Halliburton Company, NYSE, USD): ask for HAL.US to get it.',
    });
  });

  test('stands as it is beside the other one', async () => {
    const { find, asked } = marketOf(HAL);
    const given = ['HAL', 'HAL.NS'];
    expect(await Promise.all(given.map((symbol) => find(symbol, given)))).toEqual([
      { ticker: 'HAL', others: [], note: null },
      { ticker: 'HAL.NS', others: [], note: null },
    ]);
    expect(asked).toEqual(given);
  });

  test('is the US one as .US, which is asked for alone', async () => {
    const { find, asked } = marketOf(HAL);
    expect(await find('HAL.US')).toEqual({ ticker: 'HAL', others: [], note: null });
    expect(asked).toEqual(['HAL']);
  });

  test('does not lose its result where the other cannot be looked up, and says so', async () => {
    expect(await marketOf({ ...HAL, HAL: refused }).find('HAL')).toEqual({
      ticker: 'HAL.NS',
      others: [],
      note: expect.stringMatching(
        /^HAL was read as HAL\.NS .*Whether HAL exists too could not be looked up\.$/,
      ),
    });
  });

  test('is not answered with the other where the configured exchange fails', async () => {
    await expect(marketOf({ ...HAL, 'HAL.NS': refused }).find('HAL')).rejects.toBe(refused);
    await expect(marketOf({ ...HAL, 'HAL.NS': away }).find('HAL')).rejects.toBe(away);
  });
});

describe('a symbol that is one security', () => {
  test.each([
    ['TCS', { 'TCS.NS': {} }, 'TCS.NS'],
    ['TCS', { 'TCS.NS': {}, TCS: gone }, 'TCS.NS'],
    ['AAPL', { AAPL: {} }, 'AAPL'],
    ['AAPL', { AAPL: {}, 'AAPL.NS': gone }, 'AAPL'],
  ])('%s among %j is %s, without a note', async (symbol, held, ticker) => {
    expect(await marketOf(held).find(symbol)).toEqual({ ticker, others: [], note: null });
  });

  test('in two spellings comes to one ticker', async () => {
    const { find } = marketOf({ 'TCS.NS': {} });
    const found = await Promise.all(['TCS', 'TCS.NS'].map((symbol) => find(symbol, ['TCS', 'TCS.NS'])));
    expect(found.map(({ ticker }) => ticker)).toEqual(['TCS.NS', 'TCS.NS']);
  });

  test.each(['^GSPC', 'EURUSD=X', 'TCS.BO'])('%s, which is not bare, is asked for once', async (symbol) => {
    const { find, asked } = marketOf({ [symbol]: {} });
    await find(symbol);
    expect(asked).toEqual([symbol]);
  });

  test('without a configured exchange is asked for once', async () => {
    const { find, asked } = marketOf(HAL);
    expect(await find('HAL', ['HAL'], '')).toEqual({ ticker: 'HAL', others: [], note: null });
    expect(asked).toEqual(['HAL']);
  });

  test('offline is that of the sample, and says that it may not be', async () => {
    const { find } = marketOf({ 'AAPL.NS': away, AAPL: { stale: true } });
    expect((await find('AAPL')).note).toMatch(/Whether AAPL\.NS exists too could not be looked up\.$/);
  });

  test('of simulated data, which exist for every ticker, is taken as it stands', async () => {
    const { find, asked } = marketOf(HAL, 'simulated');
    expect(await find('HAL')).toEqual({ ticker: 'HAL', others: [], note: null });
    expect(asked).toEqual(['HAL']);
  });
});

describe('a symbol that nobody knows', () => {
  test.each([
    ['NOSUCH', 'Neither NOSUCH.NS nor NOSUCH has bars. It does not know NOSUCH.'],
    ['BRK.B', 'It does not know BRK.B. Did you mean BRK-B?'],
    ['09992.HK', 'It does not know 09992.HK. Did you mean 9992.HK?'],
    ['TCS.BSE', 'It does not know TCS.BSE. Did you mean TCS.BO?'],
  ])('%s fails with what was tried and what may be meant', async (symbol, message) => {
    await expect(marketOf({}).find(symbol)).rejects.toMatchObject({
      name: 'PermanentError',
      code: 'unknown_symbol',
      message,
    });
  });
});
