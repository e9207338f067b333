import type { Gathered } from './gathered.ts';
import { count, milliseconds } from './numbers.ts';
import { tokenOf } from './secrets.ts';
import { oneOf, symbolSuffix } from './words.ts';

const SOURCES = ['yahoo', 'twelvedata', 'sample', 'simulated', 'auto'] as const;

export interface MarketSettings {
  marketData: (typeof SOURCES)[number];
  marketMaxInFlight: number | null;
  simulatedLatencyMs: number;
  defaultSymbolSuffix: string;
  /** Twelve Data's key; null if there is none. */
  twelveDataKey: string | null;
}

/** Requests in flight: Yahoo blocks bursts, and Twelve Data's free plan allows 8 requests a minute. */
const DEFAULT_IN_FLIGHT = { yahoo: 4, auto: 4, twelvedata: 2, sample: null, simulated: null };

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
export function readMarket(gathered: Gathered): MarketSettings {
  const { read, lacking } = gathered;
  const marketData = readSource(gathered);
  const twelveDataKey = read('TWELVE_DATA_API_KEY', tokenOf(`from ${KEYS}`));
  if (marketData === 'twelvedata' && twelveDataKey === undefined) {
    const why = ', and MARKET_DATA=twelvedata needs it';
    lacking('TWELVE_DATA_API_KEY', `Copy it from ${KEYS}, or choose other MARKET_DATA.`, 'broken', why);
  }
  return {
    marketData,
    marketMaxInFlight: read('MARKET_MAX_IN_FLIGHT', count('requests')) ?? DEFAULT_IN_FLIGHT[marketData],
    simulatedLatencyMs: read('SIMULATED_LATENCY_MS', milliseconds(0)) ?? 0,
    defaultSymbolSuffix: read('DEFAULT_SYMBOL_SUFFIX', symbolSuffix) ?? '.NS',
    twelveDataKey: twelveDataKey ?? null,
  };
}
