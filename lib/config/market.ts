import type { ProviderLimits } from '../jobs/types.ts';
import type { Gathered } from './gathered.ts';
import { count, milliseconds } from './numbers.ts';
import type { ProviderName } from './provider-limits.ts';
import { tokenOf } from './secrets.ts';
import { oneOf, symbolSuffix } from './words.ts';

const SOURCES = ['yahoo', 'twelvedata', 'sample', 'simulated', 'auto'] as const;

export interface MarketSettings {
  marketData: (typeof SOURCES)[number];
  /** Null without limits. */
  marketLimits: ProviderLimits | null;
  simulatedLatencyMs: number;
  defaultSymbolSuffix: string;
  /** Twelve Data's key; null if there is none. */
  twelveDataKey: string | null;
}

/** The provider whose limits hold; null if there are none to keep. */
const PROVIDER_OF: Readonly<Record<(typeof SOURCES)[number], ProviderName | null>> = {
  yahoo: 'yahoo',
  auto: 'yahoo',
  twelvedata: 'twelvedata',
  sample: null,
  simulated: null,
};

/** `MARKET_…` is for whichever source prices come from, and goes before `PROVIDER_…`. */
function readLimits(
  { read }: Gathered,
  source: MarketSettings['marketData'],
  providers: Readonly<Record<ProviderName, ProviderLimits>>,
): ProviderLimits | null {
  const name = PROVIDER_OF[source];
  const known = name === null ? null : providers[name];
  const perMinute = read('MARKET_PER_MINUTE', count('requests'));
  const inFlight = read('MARKET_MAX_IN_FLIGHT', count('requests'));
  if (perMinute === undefined && inFlight === undefined) return known;
  return {
    ...known,
    maxInFlight: inFlight ?? known?.maxInFlight ?? MOST_IN_FLIGHT,
    ...(perMinute === undefined ? {} : rateOf(perMinute)),
  };
}

/** A tenth may begin at once, and the rest is spread, so that no minute has more, wherever it begins. */
function rateOf(perMinute: number): { perSecond: number; burst: number } {
  const burst = Math.max(1, Math.floor(perMinute / 10));
  return { perSecond: Math.max(1, perMinute - burst) / 60, burst };
}

/** Where only a rate is set. */
const MOST_IN_FLIGHT = 25;

const KEYS = 'https://twelvedata.com/account/api-keys';

function readSource({ read, lacking, onVercel }: Gathered): MarketSettings['marketData'] {
  const source = read('MARKET_DATA', oneOf(SOURCES));
  if (source === undefined && onVercel) {
    const remedy = `Set it to one of ${SOURCES.join(', ')} under Settings → Environment Variables and redeploy.`;
    const why = ', and must be chosen on Vercel: yahoo is unofficial and for personal use';
    lacking('MARKET_DATA', remedy, 'broken', why);
  }
  return source ?? 'auto';
}

/** Where prices come from. */
export function readMarket(
  gathered: Gathered,
  providers: Readonly<Record<ProviderName, ProviderLimits>>,
): MarketSettings {
  const { read, lacking } = gathered;
  const marketData = readSource(gathered);
  const twelveDataKey = read('TWELVE_DATA_API_KEY', tokenOf(`from ${KEYS}`));
  if (marketData === 'twelvedata' && twelveDataKey === undefined) {
    const why = ', and MARKET_DATA=twelvedata needs it';
    lacking('TWELVE_DATA_API_KEY', `Copy it from ${KEYS}, or choose other MARKET_DATA.`, 'broken', why);
  }
  return {
    marketData,
    marketLimits: readLimits(gathered, marketData, providers),
    simulatedLatencyMs: read('SIMULATED_LATENCY_MS', milliseconds(0)) ?? 0,
    defaultSymbolSuffix: read('DEFAULT_SYMBOL_SUFFIX', symbolSuffix) ?? '.NS',
    twelveDataKey: twelveDataKey ?? null,
  };
}
