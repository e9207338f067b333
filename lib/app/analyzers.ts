import { createAnalyzers } from '../analyzers/index.ts';
import type { LoadedConfig } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import { systemResolve } from '../core/public-fetch.ts';
import type { Database } from '../db/client.ts';
import type { BlobStore } from '../documents/files/blob-store.ts';
import { createRecognizer } from '../documents/ocr/recognizer.ts';
import type { SocialTokens } from '../profiles/networks/platforms.ts';
import { rehosted } from '../profiles/networks/rehosted.ts';
import { createSocialSources } from '../profiles/networks/social-sources.ts';
import type { MarketSource } from '../stocks/market/market.ts';
import { universeTickers } from '../stocks/universe/universe.ts';

export function socialTokens({ config }: LoadedConfig): SocialTokens {
  const { githubToken, xBearerToken } = config.secrets;
  return { github: githubToken, x: xBearerToken };
}

function socialSources(loaded: LoadedConfig, clock: Clock): ReturnType<typeof createSocialSources> {
  const { socialOrigins, socialAllowLocal } = loaded.config;
  return createSocialSources({
    fetch: rehosted(globalThis.fetch, socialOrigins),
    resolve: systemResolve,
    now: clock.now,
    tokens: socialTokens(loaded),
    allowLocal: socialAllowLocal,
  });
}

export interface AnalyzersWorld {
  clock: Clock;
  ids: Ids;
  market: MarketSource;
  database(applicationName: string): Database;
  /** Null without a store. */
  blob: BlobStore | null;
}

/** Every kind of analysis with what it needs of the world. */
export function analyzersOf(
  loaded: LoadedConfig,
  { clock, ids, market, database, blob }: AnalyzersWorld,
): ReturnType<typeof createAnalyzers> {
  const { config } = loaded;
  const universe = database('unstuck-universe');
  return createAnalyzers({
    stocks: {
      market,
      suffix: config.defaultSymbolSuffix,
      maxInFlight: config.marketMaxInFlight,
      universe: () => universeTickers(universe),
    },
    profile: { db: database('unstuck-profiles'), sources: socialSources(loaded, clock), clock },
    document: {
      db: database('unstuck-documents'),
      ids,
      clock,
      resolve: systemResolve,
      allowLocal: config.sourceAllowLocal,
      recognize: createRecognizer().recognize,
      discard: async (owner, url) => void (await blob?.discard(owner, url)),
    },
  });
}
