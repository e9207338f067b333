import type { Clock } from '../../core/clock.ts';
import type { Fetch } from '../../core/guarded-fetch.ts';
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
  clock: Clock;
  /** Null disables Twelve Data. */
  twelveDataKey?: string | null;
  /** Cache for live bars; null reads them every time. */
  barStore?: BarStore | null;
  /** Delay of each simulated response in milliseconds; default 0. */
  simulatedLatencyMs?: number | undefined;
}

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

function yahooWithFallback(deps: MarketSourceDeps): MarketSource {
  const { fetch, clock, twelveDataKey } = deps;
  const primary = yahooSource({ fetch, now: clock.now });
  if (!twelveDataKey) return primary;
  return fallbackSource({ primary, primaryName: 'Yahoo Finance', second: twelveData(deps), clock });
}

function twelveData(deps: MarketSourceDeps): MarketSource {
  const { fetch, clock, twelveDataKey = null } = deps;
  return kept(twelveDataSource({ fetch, now: clock.now, key: twelveDataKey }), deps);
}

function kept(source: MarketSource, { barStore, clock }: MarketSourceDeps): MarketSource {
  return barStore ? cachedSource({ source, store: barStore, clock }) : source;
}
