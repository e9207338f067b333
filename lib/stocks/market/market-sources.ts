import type { Clock } from '../../core/clock.ts';
import type { Fetch } from '../../core/guarded-fetch.ts';
import { rehosted } from '../../core/rehosted.ts';
import { autoSource } from './auto.ts';
import type { BarStore } from './bar-store.ts';
import { cachedSource } from './cached.ts';
import { fallbackSource } from './fallback.ts';
import type { DataSource, MarketSource } from './market.ts';
import { sampleSource } from './sample.ts';
import { simulatedSource } from './simulated.ts';
import { twelveDataSource } from './twelve-data.ts';
import { yahooSource } from './yahoo.ts';

/** `auto` is Yahoo with the sample behind it; with a key both have Twelve Data behind Yahoo. */
type MarketSourceKind = DataSource | 'auto';

interface MarketSourceDeps {
  fetch: Fetch;
  /** Origins to ask in the place of the providers' own, keyed by those. */
  origins?: Readonly<Record<string, string | undefined>>;
  clock: Clock;
  /** Null disables Twelve Data. */
  twelveDataKey?: string | null;
  /** Cache for live bars; null reads them every time. */
  barStore?: BarStore | null;
  /** Delay of each simulated response in milliseconds; default 0. */
  simulatedLatencyMs?: number | undefined;
}

const YAHOO = 'https://query2.finance.yahoo.com';
const TWELVE_DATA = 'https://api.twelvedata.com';

/** For both providers in turn, within a step's 20 s. */
const PATIENCE_WITH_FALLBACK_MS = { untilProven: 15_000, afterwards: 15_000 };

export function createMarketSource(kind: MarketSourceKind, deps: MarketSourceDeps): MarketSource {
  const { clock, simulatedLatencyMs = 0 } = deps;
  switch (kind) {
    case 'yahoo':
      return kept(yahooWithFallback(deps), deps);
    case 'twelvedata':
      return twelveData(deps);
    case 'sample':
      return sampleSource();
    case 'simulated':
      return simulatedSource({ clock, latencyMs: simulatedLatencyMs });
    case 'auto': {
      const patience = deps.twelveDataKey ? { patienceMs: PATIENCE_WITH_FALLBACK_MS } : {};
      const yahoo = yahooWithFallback(deps);
      // The cache is asked before `auto`, so that a hit does not count as an answer from Yahoo.
      return kept(autoSource({ yahoo, sample: sampleSource(), clock, ...patience }), deps);
    }
  }
}

/** Prices that come from elsewhere say so. */
function reached(
  { fetch, origins = {} }: MarketSourceDeps,
  origin: string,
): { fetch: Fetch; through: string } {
  const other = origins[origin];
  return {
    fetch: rehosted(fetch, origins),
    through: other === undefined ? '' : ` through ${new URL(other).host}`,
  };
}

function yahooWithFallback(deps: MarketSourceDeps): MarketSource {
  const { clock, twelveDataKey } = deps;
  const primary = yahooSource({ ...reached(deps, YAHOO), now: clock.now });
  if (!twelveDataKey) return primary;
  return fallbackSource({ primary, primaryName: 'Yahoo Finance', second: twelveData(deps), clock });
}

function twelveData(deps: MarketSourceDeps): MarketSource {
  const { clock, twelveDataKey = null } = deps;
  const source = twelveDataSource({ ...reached(deps, TWELVE_DATA), now: clock.now, key: twelveDataKey });
  return kept(source, deps);
}

function kept(source: MarketSource, { barStore, clock }: MarketSourceDeps): MarketSource {
  return barStore ? cachedSource({ source, store: barStore, clock }) : source;
}
