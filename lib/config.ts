import type { Limits } from './access/limits.ts';
import { apiUrl } from './config/addresses.ts';
import { type GatewaySettings, readGateway } from './config/ai-gateway.ts';
import type { ApiKey } from './config/api-keys.ts';
import { corsOrigins } from './config/cors-origins.ts';
import { readDatabase } from './config/database.ts';
import {
  readAllowLocal,
  readApiKeys,
  readAppUrl,
  readBypass,
  readCronSecret,
  refuseDevMode,
  tellMisspelt,
} from './config/deployment.ts';
import { readEngine } from './config/engine.ts';
import { type Gathered, gather, type Variables } from './config/gathered.ts';
import { readLimits } from './config/limits.ts';
import { type MarketSettings, readMarket } from './config/market.ts';
import { days, milliseconds } from './config/numbers.ts';
import type { ConfigNote, ConfigProblem } from './config/problem.ts';
import { type ProviderName, readProviderLimits } from './config/provider-limits.ts';
import { readQueue } from './config/queue.ts';
import { readRedditApp } from './config/reddit-app.ts';
import { blobToken, shareSecret, tokenOf, webhookSecret } from './config/secrets.ts';
import type { EngineSettings } from './engine/settings.ts';
import type { ProviderLimits } from './jobs/types.ts';

export type { ConfigNote, ConfigProblem } from './config/problem.ts';

/** Settings of the service. Secrets are separate, so that printing the rest does not leak them. */
export interface Config extends Omit<MarketSettings, 'twelveDataKey'> {
  appUrl: string;
  onVercel: boolean;
  /** Origins whose pages may read the API's answers; `*` for all. */
  corsOrigins: readonly string[];
  /** What an owner without limits of its own may use. */
  limits: Limits;
  databaseTimeoutMs: number;
  rawRetentionDays: number;
  /** Days a document is kept after its last use. */
  documentRetentionDays: number;
  /** What each source takes; of the prices' one `marketLimits` holds. */
  providerLimits: Readonly<Record<ProviderName, ProviderLimits>>;
  /** Replacement origins for the APIs of the sources, keyed by the original origin. */
  apiOrigins: Record<string, string | undefined>;
  /** Allow Mastodon servers and feeds on localhost (development only). */
  socialAllowLocal: boolean;
  /** Allow file sources over http and on localhost (development only). */
  sourceAllowLocal: boolean;
  /** Allow callback URLs over http and on localhost (development only). */
  webhookAllowLocal: boolean;
  qstashUrl: string;
  engine: EngineSettings;
  secrets: {
    databaseUrl: string;
    /** The same database without a pooler in between, for migrations; empty only if it or databaseUrl is a problem. */
    directDatabaseUrl: string;
    qstashToken: string;
    currentSigningKey: string;
    nextSigningKey: string;
    cronSecret: string | null;
    /** Null disables callback_url. */
    webhookSecret: string | null;
    /** Vercel Blob token for direct browser uploads; null disables them. */
    blobToken: string | null;
    protectionBypass: string | null;
    githubToken: string | undefined;
    /** Undefined disables X. */
    xBearerToken: string | undefined;
    /** Undefined: the public JSON is read. */
    redditApp: { id: string; secret: string } | undefined;
    /** Undefined: the feeds of channels are read. */
    youtubeKey: string | undefined;
    /** Twelve Data key, the fallback when Yahoo fails; null disables it. */
    twelveDataKey: string | null;
    /** Signs links to jobs; null: the service makes one for itself. */
    shareSecret: string | null;
    /** Null: nothing can be asked. */
    gateway: GatewaySettings | null;
    apiKeys: ApiKey[];
  };
}

export interface LoadedConfig {
  config: Config;
  /** What is missing or wrong, at most one for each name. While any is `broken` the service refuses work. */
  problems: readonly ConfigProblem[];
  /** What was corrected because it was plainly meant otherwise, and what the operator should know. */
  notes: readonly ConfigNote[];
}

function apiOrigins({ read }: Gathered): Config['apiOrigins'] {
  return {
    'https://query2.finance.yahoo.com': read('YAHOO_API_URL', apiUrl),
    'https://api.twelvedata.com': read('TWELVE_DATA_API_URL', apiUrl),
    'https://public.api.bsky.app': read('BLUESKY_API_URL', apiUrl),
    'https://api.github.com': read('GITHUB_API_URL', apiUrl),
    'https://hn.algolia.com': read('HACKERNEWS_API_URL', apiUrl),
    'https://api.x.com': read('X_API_URL', apiUrl),
    'https://www.reddit.com': read('REDDIT_URL', apiUrl),
    'https://oauth.reddit.com': read('REDDIT_API_URL', apiUrl),
    'https://www.youtube.com': read('YOUTUBE_URL', apiUrl),
    'https://www.googleapis.com': read('YOUTUBE_API_URL', apiUrl),
  };
}

function optionalSecrets(gathered: Gathered) {
  const { read } = gathered;
  return {
    webhookSecret: read('WEBHOOK_SECRET', webhookSecret) ?? null,
    shareSecret: read('SHARE_SECRET', shareSecret) ?? null,
    blobToken: read('BLOB_READ_WRITE_TOKEN', blobToken) ?? null,
    githubToken: read('GITHUB_TOKEN', tokenOf('from github.com/settings/tokens', 'a GitHub token')),
    xBearerToken: read('X_BEARER_TOKEN', tokenOf('of the app in X’s developer portal')),
    gateway: readGateway(gathered),
    redditApp: readRedditApp(gathered),
    youtubeKey: read(
      'YOUTUBE_API_KEY',
      tokenOf('from console.cloud.google.com/apis/credentials', 'a Google API key'),
    ),
  };
}

function secretsOf(gathered: Gathered): {
  secrets: Omit<Config['secrets'], 'twelveDataKey'>;
  qstashUrl: string;
} {
  const { databaseUrl, directUrl } = readDatabase(gathered);
  const { url, token, currentSigningKey, nextSigningKey } = readQueue(gathered);
  return {
    qstashUrl: url,
    secrets: {
      databaseUrl,
      directDatabaseUrl: directUrl,
      qstashToken: token,
      currentSigningKey,
      nextSigningKey,
      ...optionalSecrets(gathered),
      protectionBypass: readBypass(gathered),
      cronSecret: readCronSecret(gathered),
      apiKeys: readApiKeys(gathered),
    },
  };
}

function configOf(gathered: Gathered): Config {
  const { read, onVercel } = gathered;
  const { secrets, qstashUrl } = secretsOf(gathered);
  const appUrl = readAppUrl(gathered);
  refuseDevMode(gathered);
  const providerLimits = readProviderLimits(gathered, secrets);
  const { twelveDataKey, ...market } = readMarket(gathered, providerLimits);
  const databaseTimeoutMs = read('DATABASE_TIMEOUT_MS', milliseconds()) ?? 12_000;
  return {
    appUrl,
    onVercel,
    limits: readLimits(gathered),
    corsOrigins: read('CORS_ORIGINS', corsOrigins) ?? [],
    ...market,
    providerLimits,
    databaseTimeoutMs,
    rawRetentionDays: read('RAW_RETENTION_DAYS', days) ?? 30,
    documentRetentionDays: read('DOCUMENT_RETENTION_DAYS', days) ?? 30,
    apiOrigins: apiOrigins(gathered),
    sourceAllowLocal: readAllowLocal(gathered, 'SOURCE_ALLOW_LOCAL'),
    socialAllowLocal: readAllowLocal(gathered, 'SOCIAL_ALLOW_LOCAL'),
    webhookAllowLocal: readAllowLocal(gathered, 'WEBHOOK_ALLOW_LOCAL'),
    qstashUrl,
    engine: readEngine(gathered, databaseTimeoutMs),
    secrets: { ...secrets, twelveDataKey },
  };
}

/** Parses the environment. What cannot be used is listed in `problems` and left at its default. Never throws. */
export function loadConfig(variables: Variables): LoadedConfig {
  const gathered = gather(variables);
  const config = configOf(gathered);
  tellMisspelt(gathered);
  return { config, problems: gathered.problems, notes: gathered.notes };
}

/** The only place that reads `process.env`. */
export function processConfig(): LoadedConfig {
  return loadConfig(process.env);
}
