import { describe, expect, test } from 'vitest';
import { listingAt, listingOf } from '../../../lib/stocks/money/markets.ts';

describe('a ticker’s spelling', () => {
  test.each([
    ['TCS.NS', 'share', 'INR'],
    ['VOD.L', 'share', 'GBP'],
    ['NPN.JO', 'share', 'ZAR'],
    ['TEVA.TA', 'share', 'ILS'],
    ['7203.T', 'share', 'JPY'],
    ['BTC-USD', 'coin', 'USD'],
    ['eth-eur', 'coin', 'EUR'],
    ['INRUSD=X', 'other', 'USD'],
  ])('%s tells a %s in %s', (ticker, kind, currency) => {
    expect(listingOf(ticker)).toMatchObject({ kind, currency });
  });

  test.each(['AAPL', 'BRK-B', '^NSEI', 'GC=F', 'BRK.B', 'ABC.ZZ', 'ABC-XYZ'])(
    '%s tells no currency',
    (ticker) => {
      expect(listingOf(ticker)).toEqual({ kind: 'other', market: null, currency: null });
    },
  );

  test('without an exchange is a US share if its prices are in dollars', () => {
    expect(['AAPL', 'BRK-B'].map((ticker) => listingAt(ticker, 'USD').market?.name)).toEqual(['US', 'US']);
    expect(listingAt('AAPL', 'INR').market).toBeNull();
    expect(listingAt('^GSPC', 'USD').market).toBeNull();
    expect(listingAt('VOD.L', 'USD').market?.name).toBe('London');
  });

  test('of Tokyo tells lots of 100, that of Hong Kong none', () => {
    expect(listingOf('7203.T').market?.lot).toMatchObject({ shares: 100, date: '2018-10-01' });
    expect(listingOf('0700.HK').market?.lot).toBeNull();
  });
});
