import type { Clock } from '../../core/clock.ts';
import type { Fetch } from '../../core/guarded-fetch.ts';
import { autoSource } from './auto.ts';
import type { MarketSource } from './market.ts';
import { sampleSource } from './sample.ts';
import { simulatedSource } from './simulated.ts';
import { yahooSource } from './yahoo.ts';

/** `auto` is Yahoo with the sample behind it. */
type MarketSourceKind = 'yahoo' | 'sample' | 'simulated' | 'auto';

interface MarketSourceDeps {
  fetch: Fetch;
  clock: Clock;
  /** Milliseconds that each simulated answer takes; 0 unless given. */
  simulatedLatencyMs?: number | undefined;
}

export function createMarketSource(kind: MarketSourceKind, deps: MarketSourceDeps): MarketSource {
  const { fetch, clock, simulatedLatencyMs = 0 } = deps;
  switch (kind) {
    case 'yahoo':
      return yahooSource({ fetch, now: clock.now });
    case 'sample':
      return sampleSource();
    case 'simulated':
      return simulatedSource({ clock, latencyMs: simulatedLatencyMs });
    case 'auto':
      return autoSource({ yahoo: yahooSource({ fetch, now: clock.now }), sample: sampleSource(), clock });
  }
}
