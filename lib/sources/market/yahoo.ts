import { PermanentError, TransientError } from '../../core/errors.ts';
import { type Fetch, guardedFetch, NoAnswer } from '../../core/guarded-fetch.ts';
import type { MarketData, MarketRequest, MarketSource } from './market.ts';
import { assertTicker } from './ticker.ts';
import { assertHoldsBars, failed, readChart } from './yahoo-chart.ts';

const MAX_BODY_BYTES = 5_000_000;
/** Two years: about 500 trading days, of which an analysis needs 250 usable. */
const HISTORY_MS = 730 * 86_400_000;

/**
 * Live daily bars from Yahoo Finance by `yahoo-finance2`, an unofficial client: Yahoo documents no limits
 * and gives no promise. The bar of a day that is still trading is kept as the last one.
 * @throws PermanentError `unknown_symbol`, `no_data`.
 * @throws TransientError `market_data_unreachable`, `market_data_rate_limited`, `market_data_failed`.
 */
export function yahooSource(deps: { fetch: Fetch; now: () => number }): MarketSource {
  let client: ReturnType<typeof loadClient> | undefined;
  return {
    provider: 'yahoo',
    async dailyBars(request) {
      request.signal.throwIfAborted();
      assertTicker(request.ticker);
      client ??= loadClient();
      const { chart } = await client;
      const result = await readable(request, () =>
        chart(encodeURIComponent(request.ticker), period(deps.now()), chartFetch(deps, request)),
      );
      return labelled(readChart(request.ticker, result));
    },
  };
}

/**
 * Loaded at the first call, since most invocations need no prices and its evaluation costs them 20 ms.
 * Its queue, log, notices and version check are off: the engine bounds requests, and errors must reach it.
 */
async function loadClient() {
  const [{ default: createYahooFinance }, { default: chart }] = await Promise.all([
    import('yahoo-finance2/createYahooFinance'),
    import('yahoo-finance2/modules/chart'),
  ]);
  const silent = () => {};
  const YahooFinance = createYahooFinance({ modules: { chart } });
  const yahoo = new YahooFinance({
    queue: { concurrency: Number.POSITIVE_INFINITY, interval: 0 },
    logger: { info: silent, warn: silent, error: silent, debug: silent, dir: silent },
    suppressNotices: ['yahooSurvey'],
    versionCheck: false,
  });
  return {
    chart: (symbol: string, dates: { period1: Date; period2: Date }, fetch: Fetch): Promise<unknown> =>
      yahoo.chart(
        symbol,
        { ...dates, interval: '1d', includePrePost: false, return: 'object' },
        { fetch, validateResult: false },
      ),
  };
}

function period(nowMs: number): { period1: Date; period2: Date } {
  return { period1: new Date(nowMs - HISTORY_MS), period2: new Date(nowMs) };
}

/**
 * The `fetch` of one request. The client sees only good answers, without headers: on others it writes to
 * the console, drops Yahoo's error code, and leaves a rejected cookie as an unhandled rejection.
 */
function chartFetch({ fetch, now }: { fetch: Fetch; now: () => number }, request: MarketRequest): Fetch {
  return async (url, init) => {
    const { signal, ticker } = request;
    const answer = await guardedFetch({ fetch, url, init, signal, now, maxBytes: MAX_BODY_BYTES });
    assertHoldsBars(ticker, answer);
    return new Response(answer.text);
  };
}

async function readable(request: MarketRequest, work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work();
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    if (error instanceof PermanentError || error instanceof TransientError) throw error;
    if (!(error instanceof NoAnswer)) throw failed(request.ticker, 'a chart its client cannot read');
    if (error.reason !== 'unreachable') throw failed(request.ticker, `a broken answer (${error.message})`);
    throw new TransientError(
      'market_data_unreachable',
      `Yahoo Finance could not be reached (${error.detail}); ${request.ticker} was not read. Check the network, DNS and any proxy or firewall.`,
      { cause: error },
    );
  }
}

function labelled(bars: MarketData['bars']): MarketData {
  const provenance = `Yahoo Finance (unofficial interface), daily bars from ${bars.dates.at(0)} to ${bars.dates.at(-1)}, adjusted for splits and not for dividends`;
  return { bars, source: 'yahoo', stale: false, provenance };
}
