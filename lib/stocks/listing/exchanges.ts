/**
 * Yahoo's suffixes by what others call the exchange, in front (`NSE:TCS`) or behind (`TCS.NSE`); empty for US listings,
 * which have none. Left out are names that mean two exchanges (`TSE`: Tokyo and Toronto).
 *
 * Suffixes: https://wiki.gnucash.org/docs/C/gnucash-manual/fq-spec-yahoo.html, looked up on 2026-11-29. The names are
 * codes in use at TradingView, Google Finance, Alpha Vantage and Reuters; nobody has looked up a list of those.
 */
export const SUFFIX_OF: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '': ['US', 'NASDAQ', 'NYSE', 'AMEX', 'NYSEARCA', 'NYSEAMERICAN', 'ARCA', 'O', 'OQ', 'N'],
    '.NS': ['NSE', 'XNSE', 'NSI'],
    '.BO': ['BSE', 'BOM', 'XBOM'],
    '.HK': ['HKG', 'HKEX', 'SEHK', 'XHKG'],
    '.SS': ['SH', 'SHA', 'SSE', 'SHH', 'XSHG'],
    '.SZ': ['SHE', 'SZSE', 'SHZ', 'XSHE'],
    '.T': ['TYO', 'JPX', 'XTKS'],
    '.KS': ['KRX', 'XKRX'],
    '.KQ': ['KOSDAQ', 'XKOS'],
    '.TW': ['TPE', 'TWSE', 'XTAI'],
    '.SI': ['SGX', 'XSES'],
    '.AX': ['ASX', 'XASX'],
    '.NZ': ['NZX', 'XNZE'],
    '.L': ['LON', 'LSE', 'XLON'],
    '.DE': ['ETR', 'XETR', 'XETRA', 'DEX'],
    '.F': ['FRA', 'FWB', 'XFRA'],
    '.PA': ['EPA', 'XPAR'],
    '.AS': ['AMS', 'XAMS'],
    '.BR': ['EBR', 'XBRU'],
    '.LS': ['ELI', 'XLIS'],
    '.MI': ['BIT', 'MIL', 'XMIL'],
    '.MC': ['BME', 'XMAD'],
    '.SW': ['SWX', 'SIX', 'XSWX'],
    '.ST': ['STO', 'OMXSTO', 'XSTO'],
    '.CO': ['CPH', 'OMXCOP', 'XCSE'],
    '.HE': ['HEL', 'OMXHEX', 'XHEL'],
    '.OL': ['OSL', 'XOSL'],
    '.TO': ['TSX', 'TRT', 'XTSE'],
    '.V': ['TSXV', 'CVE', 'TRV', 'XTSX'],
    '.SA': ['BVMF', 'BMFBOVESPA'],
    '.MX': ['BMV', 'XMEX'],
    '.TA': ['TLV', 'TASE'],
    '.JO': ['JSE', 'XJSE'],
  }).flatMap(([suffix, names]) => names.map((name) => [name, suffix])),
);

/** Digits of a code at exchanges that number their listings, where Yahoo fills up or cuts leading zeros. */
export const CODE_DIGITS: ReadonlyMap<string, number> = new Map([
  ['.HK', 4], // https://github.com/TauricResearch/TradingAgents/issues/957, looked up on 2026-11-29
  ['.SS', 6],
  ['.SZ', 6],
  ['.KS', 6],
  ['.KQ', 6],
]);

/** Endings of a share class behind a dot that are exchanges at Yahoo: Frankfurt, London, Tokyo, TSX Venture. */
export const ONE_LETTER_EXCHANGES = 'FLTV';
