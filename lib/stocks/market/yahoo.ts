import { PermanentError, ProviderSilence, TransientError } from '../../core/errors.ts';
import { type Fetch, guardedFetch, NoAnswer } from '../../core/guarded-fetch.ts';
import { yearsBefore } from './exchange-dates.ts';
import type { MarketData, MarketRequest, MarketSource } from './market.ts';
import { assertTicker } from './ticker.ts';
import { failed, heldChart, type ReadChart, readChart } from './yahoo-chart.ts';

const MAX_BODY_BYTES = 5_000_000;

interface YahooDeps {
  fetch: Fetch;
  now: () => number;
  /** For the provenance, if not Yahoo itself is asked: " through prices.example.com". */
  through?: string;
}

/**
 * Live daily bars from Yahoo Finance through `yahoo-finance2`, an unofficial client: Yahoo documents no limits and
 * gives no guarantees. Includes the bar of a day that is still trading.
 * @throws PermanentError `unknown_symbol`, `no_data`.
 * @throws TransientError `market_data_unreachable`, `market_data_rate_limited`, `market_data_failed`.
 */
export function yahooSource(deps: YahooDeps): MarketSource {
  let client: ReturnType<typeof loadClient> | undefined;
  return {
    provider: 'yahoo',
    async dailyBars(request) {
      request.signal.throwIfAborted();
      assertTicker(request.ticker);
      client ??= loadClient();
      const { chart } = await client;
      const now = deps.now();
      const period = { period1: yearsBefore(now, request.years), period2: new Date(now) };
      let result: unknown;
      const fetch = chartFetch(deps, request, (found) => {
        result = found;
      });
      await answered(request, () => chart(encodeURIComponent(request.ticker), period, fetch));
      return labelled(readChart(request.ticker, result, now), deps.through ?? '');
    },
  };
}

/**
 * Loaded on first use: evaluating it costs 20 ms, and most invocations need no prices. Its queue, log, notices and
 * version check are off, because the engine limits requests and must see the errors.
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
        { ...dates, interval: '1d', events: 'div|split', includePrePost: false, return: 'object' },
        { fetch, validateResult: false },
      ),
  };
}

/** The response given to the client instead of the real one. */
const STUB = JSON.stringify({ chart: { result: [{ timestamp: [] }], error: null } });

/**
 * The `fetch` for one request. Yahoo's chart goes to `keep` unchanged and the client reads a stub, because it
 * converts some numbers to dates, logs errors to the console, drops Yahoo's error codes, and leaves a rejected cookie
 * as an unhandled rejection.
 */
function chartFetch(
  { fetch, now }: YahooDeps,
  { signal, ticker }: MarketRequest,
  keep: (result: unknown) => void,
): Fetch {
  return async (url, init) => {
    const answer = await guardedFetch({ fetch, url, init, signal, now, maxBytes: MAX_BODY_BYTES });
    keep(heldChart(ticker, answer));
    return new Response(STUB);
  };
}

async function answered(request: MarketRequest, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    if (error instanceof PermanentError || error instanceof TransientError) throw error;
    if (!(error instanceof NoAnswer))
      throw failed(request.ticker, 'a response the client cannot read', { cause: error });
    if (error.reason !== 'unreachable')
      throw failed(request.ticker, `an incomplete response (${error.message})`);
    throw new ProviderSilence(
      'market_data_unreachable',
      `Yahoo Finance could not be reached (${error.detail}); ${request.ticker} was not read. Check the network, DNS and any proxy or firewall.`,
      { cause: error },
    );
  }
}

function labelled(chart: ReadChart, through: string): MarketData {
  const { from, to } = chart.quality;
  const provenance = `Yahoo Finance (unofficial interface)${through}, daily bars from ${from} to ${to}, adjusted for splits and not for dividends, which are listed separately`;
  return { ...chart, source: 'yahoo', stale: false, provenance };
}
