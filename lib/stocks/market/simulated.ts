import type { Clock, Random } from '../../core/clock.ts';
import { PermanentError, TransientError } from '../../core/errors.ts';
import { dailyBars } from './bars.ts';
import type { MarketRequest, MarketSource } from './market.ts';
import type { Row } from './rows.ts';
import { simulatedCurrency, simulatedRate } from './simulated-currencies.ts';
import { assertTicker } from './ticker.ts';

/** Last day of every series, so that a ticker gives the same bars on every run. */
const LAST_DAY = Date.UTC(2025, 11, 31);
const DAY_MS = 86_400_000;
const SHORT_BARS = 40;

interface SimulatedDeps {
  clock: Pick<Clock, 'sleep'>;
  /** Delay of each response, in milliseconds. */
  latencyMs: number;
  /** Bars per series; default 520 weekdays, about two years. */
  bars?: number | undefined;
}

/**
 * Generated bars for any well-formed ticker: a random walk seeded by the ticker, weekdays up to 2025-12-31, in the
 * currency that its spelling tells, else USD; a pair such as `INRUSD=X` stays near an invented rate. Ticker prefixes
 * simulate failures: `UNKNOWN` is an unknown symbol, `DOWN` always fails, `SHORT` has 40 bars.
 * @throws PermanentError `unknown_symbol`. @throws TransientError `market_data_failed` for `DOWN…`.
 */
export function simulatedSource({ clock, latencyMs, bars = 520 }: SimulatedDeps): MarketSource {
  const days = weekdays(bars);
  return {
    provider: 'simulated',
    async dailyBars(request) {
      request.signal.throwIfAborted();
      if (latencyMs > 0) await clock.sleep(latencyMs, request.signal);
      const ticker = answerable(request);
      const dates = ticker.startsWith('SHORT') ? days.slice(-SHORT_BARS) : days;
      const rows = pricesOf(ticker, dates);
      return {
        ...dailyBars({ ticker, currency: simulatedCurrency(ticker), rows }),
        listing: { name: null, exchange: null },
        source: 'simulated',
        stale: true,
        provenance: `Invented for trying things out: a random walk seeded by the ticker; it says nothing about any real security; without dividends and splits`,
        settledUntil: Number.POSITIVE_INFINITY,
        day: null,
      };
    },
  };
}

function answerable(request: MarketRequest): string {
  assertTicker(request.ticker);
  const ticker = request.ticker.toUpperCase();
  if (ticker.startsWith('UNKNOWN')) {
    const message = `There is no ${ticker}: simulated tickers that begin with UNKNOWN show an unknown symbol.`;
    throw new PermanentError('unknown_symbol', message);
  }
  if (ticker.startsWith('DOWN')) {
    const message = `No answer for ${ticker}: simulated tickers that begin with DOWN show a provider that is down.`;
    throw new TransientError('market_data_failed', message);
  }
  return ticker;
}

/** The last `count` weekdays up to `LAST_DAY` as ISO dates, oldest first. */
function weekdays(count: number): string[] {
  const dates: string[] = [];
  for (let day = LAST_DAY; dates.length < count; day -= DAY_MS) {
    const date = new Date(day);
    if (date.getUTCDay() % 6 !== 0) dates.push(date.toISOString().slice(0, 10));
  }
  return dates.reverse();
}

/** Lognormal steps: overnight gap, daily move and range. 1 to 2.5 % per day, like real shares. */
function walk(ticker: string, dates: readonly string[]): Row[] {
  const random = mulberry32(fnv1a(ticker));
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const volatility = 0.01 + 0.015 * random();
  const drift = 0.001 * (random() - 0.4);
  const usualVolume = 1e5 * 100 ** random();
  let price = 20 * 100 ** random();
  return dates.map((date) => {
    const open = cents(price * Math.exp(0.3 * volatility * normal()));
    const close = cents(open * Math.exp(drift + volatility * normal()));
    const high = cents(Math.max(open, close) * Math.exp(0.5 * volatility * Math.abs(normal())));
    const low = cents(Math.min(open, close) * Math.exp(-0.5 * volatility * Math.abs(normal())));
    const volume = Math.round(usualVolume * Math.exp(0.4 * normal()));
    price = close;
    return { date, open, high, low, close, volume };
  });
}

/** A pair's walk, scaled so that it ends at its rate. */
function pricesOf(ticker: string, dates: readonly string[]): Row[] {
  const rows = walk(ticker, dates);
  const rate = simulatedRate(ticker);
  const last = rows.at(-1)?.close;
  if (rate === null || !last) return rows;
  const scaled = (price: number | null) => price && (price * rate) / last;
  return rows.map(({ date, open, high, low, close }) => ({
    ...{ date, open: scaled(open), high: scaled(high), low: scaled(low), close: scaled(close) },
    volume: 0,
  }));
}

function cents(price: number): number {
  return Math.max(1, Math.round(price * 100)) / 100;
}

/** FNV-1a hash, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** Tommy Ettinger's mulberry32 generator, with 32 bits of state (public domain). */
function mulberry32(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
