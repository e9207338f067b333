import { describe, expect, test } from 'vitest';
import { hint, otherSpelling } from '../../../lib/stocks/listing/hint.ts';

describe('another’s spelling is told in Yahoo’s', () => {
  test.each([
    ['BRK.B', 'BRK-B'],
    ['BRK/B', 'BRK-B'],
    ['BRK B', 'BRK-B'],
    ['BF.A', 'BF-A'],
    ['NYSE:BRK.B', 'BRK-B'],
    ['BRK.B.US', 'BRK-B'],
    ['RCI.B.TO', 'RCI-B.TO'],
    ['BT.A.L', 'BT-A.L'],
    ['TSX:REI.UN', 'REI-UN.TO'],
  ])('a share class: %s → %s', (asked, wanted) => expect(otherSpelling(asked)).toBe(wanted));

  test.each([
    ['09992.HK', '9992.HK'],
    ['00700.HK', '0700.HK'],
    ['700.HK', '0700.HK'],
    ['HKEX:5', '0005.HK'],
    ['5930.KS', '005930.KS'],
    ['1.SZ', '000001.SZ'],
  ])('leading zeros: %s → %s', (asked, wanted) => expect(otherSpelling(asked)).toBe(wanted));

  test.each([
    ['NSE:TCS', 'TCS.NS'],
    ['TCS.NSE', 'TCS.NS'],
    ['TCS.BSE', 'TCS.BO'],
    ['BSE:500325', '500325.BO'],
    ['BOM:500325', '500325.BO'],
    ['M&M.NSE', 'M&M.NS'],
    ['NSE:BAJAJ-AUTO', 'BAJAJ-AUTO.NS'],
    ['TCS-EQ', 'TCS.NS'],
    ['NSE:TCS-EQ', 'TCS.NS'],
    ['LON:VOD', 'VOD.L'],
    ['VOD.LON', 'VOD.L'],
    ['600519.SH', '600519.SS'],
    ['NASDAQ:AAPL', 'AAPL'],
    ['AAPL.OQ', 'AAPL'],
    ['TYO:7203', '7203.T'],
    ['XETR:SAP', 'SAP.DE'],
  ])('an exchange: %s → %s', (asked, wanted) => expect(otherSpelling(asked)).toBe(wanted));

  test.each([
    ['NIFTY 50', '^NSEI'],
    ['SENSEX', '^BSESN'],
    ['SPX', '^GSPC'],
    ['^SPX', '^GSPC'],
    ['EUR/USD', 'EURUSD=X'],
    ['EURUSD', 'EURUSD=X'],
    ['BTCUSD', 'BTC-USD'],
    ['BTC/USDT', 'BTC-USD'],
    ['$AAPL', 'AAPL'],
  ])('an index, a pair or a dollar sign: %s → %s', (asked, wanted) =>
    expect(otherSpelling(asked)).toBe(wanted),
  );
});

describe('nothing is guessed', () => {
  test.each([
    'AAPL',
    'BRK-B',
    'TCS.NS',
    'M&M.NS',
    'BAJAJ-AUTO.NS',
    '9992.HK',
    '0700.HK',
    '000001.SZ',
    'VOD.L',
    'BT-A.L',
    'SAP.F',
    '7203.T',
    'ABC.V',
    '^GSPC',
    '^NSEI',
    'EURUSD=X',
    'BTC-USD',
    'NOSUCH',
    'TSE:7203',
    'A B C D',
    '',
  ])('of %s', (asked) => expect([otherSpelling(asked), hint(asked)]).toEqual([null, '']));

  test('the hint is a sentence that can follow another', () => {
    expect(hint('BRK.B')).toBe(' Did you mean BRK-B?');
  });
});
