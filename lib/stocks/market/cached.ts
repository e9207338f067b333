import type { Clock } from '../../core/clock.ts';
import { reasonOf } from '../../db/error-text.ts';
import type { BarEntry, BarKey, BarStore } from './bar-store.ts';
import { batched } from './batch.ts';
import type { MarketData, MarketRequest, MarketSource } from './market.ts';
import { packData, unpackData } from './stored-data.ts';
import { within } from './within.ts';

/** How long to reuse a last bar that may still change. */
const UNSETTLED_MS = 15 * 60_000;
/** Steps of a slice read together but finish at different times; each batch is one round trip. */
const GATHER_MS = { get: 4, put: 25 };
const MOST_AT_ONCE = 25;
/** A slower cache is skipped. */
const PATIENCE_MS = 3_000;

interface CacheDeps {
  source: MarketSource;
  store: BarStore;
  clock: Clock;
}

/**
 * A source with a cache; only the source's own provider is cached, not a fallback's answer. Entries are valid until a
 * newer bar is expected: the next opening, or 15 minutes while the last bar may change. Cache errors are only logged.
 * @throws the source's errors, which are not cached.
 */
export function cachedSource({ source, store, clock }: CacheDeps): MarketSource {
  const limits = { clock, atMost: MOST_AT_ONCE };
  const get = batched({ ...limits, gatherMs: GATHER_MS.get, run: (keys: BarKey[]) => store.get(keys) });
  const put = batched({
    ...limits,
    gatherMs: GATHER_MS.put,
    run: (entries: BarEntry[]) => store.put(latestOfEach(entries)),
  });
  return {
    provider: source.provider,
    async dailyBars(request) {
      request.signal.throwIfAborted();
      const key = keyOf(source, request, clock.now());
      const kept = await orWithout('get', request, clock, async () => {
        const found = (await get(key)).find((entry) => nameOf(entry) === nameOf(key));
        return found && (await served(found, clock.now()));
      });
      if (kept) return kept;
      const data = await source.dailyBars(request);
      if (data.source !== source.provider) return data;
      const entry = { ...key, complete: data.day?.unfinishedUntil === null, fetchedAt: clock.now() };
      await orWithout('put', request, clock, async () => put({ ...entry, bars: await packData(data) }));
      return data;
    },
  };
}

function keyOf(source: MarketSource, { ticker, years }: MarketRequest, now: number): BarKey {
  const day = new Date(now).toISOString().slice(0, 10);
  const asked = ticker.toUpperCase();
  return { source: source.provider, ticker: asked, interval: '1d', adjustment: 'splits', years, day };
}

function nameOf({ source, ticker, interval, adjustment, years, day }: BarKey): string {
  return [source, ticker, interval, adjustment, years, day].join(' ');
}

function latestOfEach(entries: readonly BarEntry[]): BarEntry[] {
  return [...new Map(entries.map((entry) => [nameOf(entry), entry])).values()];
}

async function served(entry: BarEntry, now: number): Promise<MarketData | undefined> {
  const data = await unpackData(entry.bars);
  const final = data.day?.unfinishedUntil ?? Number.POSITIVE_INFINITY;
  if (now >= Math.min(data.settledUntil ?? entry.fetchedAt + UNSETTLED_MS, final)) return undefined;
  const readAt = new Date(entry.fetchedAt).toISOString();
  return { ...data, provenance: `${data.provenance}; read at ${readAt} and kept since` };
}

/** The result, or undefined and a log line if the work fails or takes too long. */
async function orWithout<T>(
  doing: 'get' | 'put',
  { ticker, signal, log }: MarketRequest,
  clock: Clock,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const tooLate = () => new Error(`no answer within ${PATIENCE_MS} ms`);
  try {
    return await within({ ms: PATIENCE_MS, clock, signal, tooLate }, (bounded) =>
      Promise.race([work(), abortOf(bounded)]),
    );
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    log.warn('bar_cache_failed', { doing, ticker, why: reasonOf(error) });
    return undefined;
  }
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
