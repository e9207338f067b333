import { describe, expect, test } from 'vitest';
import { readList } from '../../../dev/universe/read-list.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, options = {}) => readList(bytes(text), options);
const security = (ticker: string, name = '', more = {}) => ({
  ticker,
  symbol: ticker.replace(/\..*/, ''),
  name,
  exchange: '',
  isin: null,
  ...more,
});

/** Made up, in the shape of the exchange's file: blanks behind the commas of the header. */
const NSE = [
  'SYMBOL,NAME OF COMPANY, SERIES, DATE OF LISTING, PAID UP VALUE, MARKET LOT, ISIN NUMBER, FACE VALUE',
  'M&M,Alpha & Sons Limited,EQ,03-JAN-1996,5,1,INE000A00016,5',
  'BAJAJ-AUTO,"Beta, Gamma Limited",BE,26-MAY-2008,10,1,INE000B00014,10',
];

describe('a list of securities', () => {
  test.each([
    ['\n', ''],
    ['\r\n', ''],
    ['\r\n', '\uFEFF'],
  ])('of the National Stock Exchange is read with its suffix, lines end in %j behind %j', (end, mark) => {
    expect(read(mark + NSE.join(end) + end)).toEqual({
      securities: [
        security('M&M.NS', 'Alpha & Sons Limited', { exchange: 'NSE', isin: 'INE000A00016' }),
        security('BAJAJ-AUTO.NS', 'Beta, Gamma Limited', { exchange: 'NSE', isin: 'INE000B00014' }),
      ],
      duplicates: [],
      refused: [],
      ignored: [],
    });
  });

  test.each([
    ['symbol and name', 'symbol,name\naapl, Apple Inc. \n', [security('AAPL', 'Apple Inc.')]],
    ['a symbol alone', 'Symbol\n^GSPC\n', [security('^GSPC')]],
    [
      'exchange and ISIN',
      'symbol,name,exchange,isin\nSAP.DE,SAP SE,XETRA,DE0007164600\n',
      [security('SAP.DE', 'SAP SE', { exchange: 'XETRA', isin: 'DE0007164600' })],
    ],
    ['ticker and name', 'Ticker;Name\nBRK-B;Berkshire\n', [security('BRK-B', 'Berkshire')]],
    [
      'symbol and security name',
      'Symbol,Security Name\nMSFT,"Microsoft ""Corp"", Common"\n',
      [security('MSFT', 'Microsoft "Corp", Common')],
    ],
    [
      'blank lines and empty rows',
      '\n\nsymbol,name\n\nA,Agilent\n,\n  \nB,Barnes\n\n',
      [security('A', 'Agilent'), security('B', 'Barnes')],
    ],
  ])('with %s is read', (_, text, securities) => {
    expect(read(text)).toEqual({ securities, duplicates: [], refused: [], ignored: [] });
  });

  test('of NASDAQ is read without its test securities and its trailer', () => {
    const text = [
      'Symbol|Security Name|Market Category|Test Issue|Financial Status|Round Lot Size|ETF|NextShares',
      'AAPL|Apple Inc. - Common Stock|Q|N|N|100|N|N',
      'OWN|The "Own" Fund|G|N|N|100|Y|N',
      'ZZZZT|A test|G|Y|N|100|N|N',
      'File Creation Time: 1120202618:01|||||||',
    ].join('\r\n');
    const { securities, refused, ignored } = read(text);
    expect(securities).toEqual([
      security('AAPL', 'Apple Inc. - Common Stock'),
      security('OWN', 'The "Own" Fund'),
    ]);
    expect(refused).toEqual([]);
    expect(ignored.map(({ line }) => line)).toEqual([4, 5]);
  });

  test('is given another suffix or exchange, also none', () => {
    const tickers = (options: object) => read(NSE.join('\n'), options).securities.map(({ ticker }) => ticker);
    expect(tickers({ suffix: '.BO' })).toEqual(['M&M.BO', 'BAJAJ-AUTO.BO']);
    expect(tickers({ suffix: '' })).toEqual(['M&M', 'BAJAJ-AUTO']);
    const plain = read('symbol\nTCS\nINFY.BO\n^NSEI\n', { suffix: '.NS', exchange: 'NSE' });
    expect(plain.securities.map(({ ticker, exchange }) => `${ticker} ${exchange}`)).toEqual([
      'TCS.NS NSE',
      'INFY.BO NSE',
      '^NSEI NSE',
    ]);
  });

  test('names a ticker once: a later row adds what the first one lacks, and is reported', () => {
    const { securities, duplicates } = read(
      'symbol,name,isin\nA,,\nB,Bee,\na,Agilent,US00846U1016\nA,Other,\n',
    );
    expect(securities).toEqual([security('A', 'Agilent', { isin: 'US00846U1016' }), security('B', 'Bee')]);
    expect(duplicates).toEqual([
      { line: 4, text: 'A is on line 2 already' },
      { line: 5, text: 'A is on line 2 already' },
    ]);
  });

  test.each([['\n'], ['\r\n'], ['\n', '\r\n']])(
    'refuses the rows that cannot be used, by line, where lines end in %j, %j',
    (...ends) => {
      const rows = [
        'symbol,name,isin',
        'A,Agilent,',
        '',
        'two words,x,',
        `B,${'x'.repeat(201)},`,
        'C,Cee,,Ltd',
        'D,Dee,US0',
        `${'E'.repeat(25)},x,`,
        '=1+1,x,',
        'Ü,x,',
      ];
      const { securities, refused } = read(
        rows.map((row, i) => row + (ends[i % ends.length] ?? '')).join(''),
      );
      expect(securities.map(({ ticker }) => ticker)).toEqual(['A']);
      expect(refused.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 9, 10]);
      expect(refused[0]?.text).toBe('"two words" is not a symbol');
    },
  );

  test.each([
    ['', 'The file is empty'],
    ['a,b\n1,2\n', 'no symbol column'],
    ['symbol,name\nA,"never closed\n', 'line 2'],
  ])('refuses the whole of %j', (text, reason) => {
    expect(() => read(text)).toThrow(reason);
  });

  test('refuses bytes that are not UTF-8', () => {
    const latin = Uint8Array.from([...bytes('symbol,name\nA,Soci'), 0xe9, ...bytes('t\n')]);
    expect(() => readList(latin)).toThrow('not UTF-8');
  });
});
