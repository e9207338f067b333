import { z } from 'zod';
import { originList } from './core/origins.ts';
import { DEFAULTS, type EngineSettings } from './engine/settings.ts';

const positive = z.coerce.number().int().positive();

/** An API key and its owner. */
const apiKeys = z
  .string()
  .transform((list) => list.split(',').flatMap((entry) => entry.trim() || []))
  .pipe(z.array(z.string().regex(/^[a-z0-9_-]+:uk_[A-Za-z0-9_-]{16,}$/, 'an API key must be owner:uk_…')))
  .transform((entries) =>
    entries.map((entry) => {
      const at = entry.indexOf(':');
      return { owner: entry.slice(0, at), key: entry.slice(at + 1) };
    }),
  );

/** A Standard Webhooks secret: `whsec_` and 24 to 64 bytes in base64. */
const webhookSecret = z.string().refine((secret) => {
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? [];
  const bytes = Buffer.from(base64 ?? '', 'base64').length;
  return bytes >= 24 && bytes <= 64;
}, 'must be whsec_ followed by 24 to 64 bytes in base64');

const blobToken = z.string().regex(/^vercel_blob_rw_[^_]+_.+$/, 'must be vercel_blob_rw_<store>_<secret>');

const environment = z.object({
  DATABASE_URL: z.string().optional(),
  QSTASH_URL: z.string().default('https://qstash.upstash.io'),
  QSTASH_TOKEN: z.string().optional(),
  QSTASH_CURRENT_SIGNING_KEY: z.string().optional(),
  QSTASH_NEXT_SIGNING_KEY: z.string().optional(),
  QSTASH_DEV: z.string().optional(),
  APP_URL: z.string().optional(),
  VERCEL: z.string().optional(),
  VERCEL_ENV: z.string().optional(),
  VERCEL_URL: z.string().optional(),
  VERCEL_AUTOMATION_BYPASS_SECRET: z.string().optional(),
  CRON_SECRET: z.string().optional(),
  BLOB_READ_WRITE_TOKEN: blobToken.optional(),
  WEBHOOK_SECRET: webhookSecret.optional(),
  WEBHOOK_ALLOW_LOCAL: z.enum(['true', 'false']).default('false'),
  WEBHOOK_RETRIES: positive.default(DEFAULTS.webhookRetries),
  WEBHOOK_RETRY_BASE_MS: positive.default(DEFAULTS.webhookBackoff.baseMs),
  API_KEYS: apiKeys.default([]),
  CORS_ORIGINS: originList.default([]),
  MARKET_DATA: z.enum(['yahoo', 'twelvedata', 'sample', 'simulated', 'auto']).optional(),
  TWELVE_DATA_API_KEY: z.string().optional(),
  MARKET_MAX_IN_FLIGHT: positive.optional(),
  SIMULATED_LATENCY_MS: z.coerce.number().int().min(0).default(0),
  GITHUB_TOKEN: z.string().optional(),
  X_BEARER_TOKEN: z.string().optional(),
  BLUESKY_API_URL: z.url().optional(),
  GITHUB_API_URL: z.url().optional(),
  HACKERNEWS_API_URL: z.url().optional(),
  X_API_URL: z.url().optional(),
  SOCIAL_ALLOW_LOCAL: z.enum(['true', 'false']).default('false'),
  SOURCE_ALLOW_LOCAL: z.enum(['true', 'false']).default('false'),
  DEFAULT_SYMBOL_SUFFIX: z
    .string()
    .regex(/^(\.[A-Z]{1,4})?$/, 'must be like .NS')
    .default('.NS'),
  RAW_RETENTION_DAYS: positive.default(30),
  DOCUMENT_RETENTION_DAYS: positive.default(30),
  DATABASE_TIMEOUT_MS: positive.default(12_000),
  STEP_ATTEMPTS: positive.default(DEFAULTS.attempts),
  STEP_LOST_LIMIT: positive.default(DEFAULTS.lostLimit),
  STEP_LEASE_MARGIN_MS: positive.default(DEFAULTS.leaseMarginMs),
  SLICE_BUDGET_MS: positive.default(DEFAULTS.sliceBudgetMs),
  WATCHDOG_PERIOD_MS: positive.default(DEFAULTS.watchdogPeriodMs),
  MESSAGE_RETRIES: positive.default(DEFAULTS.messageRetries),
  MESSAGE_RETRY_DELAY_MS: positive.default(DEFAULTS.messageRetryDelayMs),
});

type Environment = z.output<typeof environment>;

/** Settings of the service. Secrets are separate, so that printing the rest does not leak them. */
export interface Config {
  appUrl: string;
  onVercel: boolean;
  /** Origins whose pages may read the API's answers; `*` for all. */
  corsOrigins: readonly string[];
  marketData: 'yahoo' | 'twelvedata' | 'sample' | 'simulated' | 'auto';
  marketMaxInFlight: number | null;
  simulatedLatencyMs: number;
  defaultSymbolSuffix: string;
  databaseTimeoutMs: number;
  rawRetentionDays: number;
  /** Days a document is kept after its last use. */
  documentRetentionDays: number;
  /** Replacement origins for the social networks' APIs, keyed by the original origin. */
  socialOrigins: Record<string, string | undefined>;
  /** Allow Mastodon servers on localhost (development only). */
  socialAllowLocal: boolean;
  /** Allow file sources over http and on localhost (development only). */
  sourceAllowLocal: boolean;
  /** Allow callback URLs over http and on localhost (development only). */
  webhookAllowLocal: boolean;
  qstashUrl: string;
  engine: EngineSettings;
  secrets: {
    databaseUrl: string;
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
    /** Twelve Data key, the fallback when Yahoo fails; null disables it. */
    twelveDataKey: string | null;
    apiKeys: { owner: string; key: string }[];
  };
}

export interface LoadedConfig {
  config: Config;
  /** Missing or invalid variables, each with a reason. The service refuses work while there are any. */
  problems: { name: string; reason: string }[];
}

/** Requests in flight: Yahoo blocks bursts, and Twelve Data's free plan allows 8 requests a minute. */
const DEFAULT_IN_FLIGHT = { yahoo: 4, auto: 4, twelvedata: 2, sample: null, simulated: null };

function socialOrigins(env: Environment): Config['socialOrigins'] {
  return {
    'https://public.api.bsky.app': env.BLUESKY_API_URL,
    'https://api.github.com': env.GITHUB_API_URL,
    'https://hn.algolia.com': env.HACKERNEWS_API_URL,
    'https://api.x.com': env.X_API_URL,
  };
}

function callbackBase(env: Environment): string | undefined {
  const preview = env.VERCEL_ENV === 'preview' && env.VERCEL_URL ? `https://${env.VERCEL_URL}` : undefined;
  return (preview ?? env.APP_URL)?.replace(/\/+$/, '');
}

const ALLOWS_LOCAL = [
  ['WEBHOOK_ALLOW_LOCAL', 'callbacks'],
  ['SOCIAL_ALLOW_LOCAL', 'profile requests'],
  ['SOURCE_ALLOW_LOCAL', 'requests for documents'],
] as const;

function problemsOf(env: Environment): LoadedConfig['problems'] {
  const required = [
    'DATABASE_URL',
    'QSTASH_TOKEN',
    'QSTASH_CURRENT_SIGNING_KEY',
    'QSTASH_NEXT_SIGNING_KEY',
  ] as const;
  const problems: LoadedConfig['problems'] = required
    .filter((name) => !env[name])
    .map((name) => ({ name, reason: 'is not set' }));
  if (!callbackBase(env)) problems.push({ name: 'APP_URL', reason: 'is not set' });
  if (env.VERCEL && env.QSTASH_DEV) {
    problems.push({
      name: 'QSTASH_DEV',
      reason: 'must not be set on Vercel: it accepts signatures with a public key',
    });
  }
  for (const [name, asked] of ALLOWS_LOCAL) {
    if (env.VERCEL && env[name] === 'true') {
      problems.push({ name, reason: `must not be set on Vercel: it lets ${asked} reach internal addresses` });
    }
  }
  if (env.VERCEL && !env.MARKET_DATA) {
    problems.push({
      name: 'MARKET_DATA',
      reason: 'must be chosen on Vercel: yahoo is unofficial and for personal use',
    });
  }
  if (env.MARKET_DATA === 'twelvedata' && !env.TWELVE_DATA_API_KEY) {
    problems.push({ name: 'TWELVE_DATA_API_KEY', reason: 'is not set, and MARKET_DATA=twelvedata needs it' });
  }
  return problems;
}

function engineSettings(env: Environment): EngineSettings {
  return {
    ...DEFAULTS,
    attempts: env.STEP_ATTEMPTS,
    lostLimit: env.STEP_LOST_LIMIT,
    leaseMarginMs: env.STEP_LEASE_MARGIN_MS,
    sliceBudgetMs: env.SLICE_BUDGET_MS,
    watchdogPeriodMs: env.WATCHDOG_PERIOD_MS,
    turnTimeoutMs: env.DATABASE_TIMEOUT_MS,
    messageRetries: env.MESSAGE_RETRIES,
    messageRetryDelayMs: env.MESSAGE_RETRY_DELAY_MS,
    webhookRetries: env.WEBHOOK_RETRIES,
    webhookBackoff: { ...DEFAULTS.webhookBackoff, baseMs: env.WEBHOOK_RETRY_BASE_MS },
  };
}

function secretsOf(env: Environment): Config['secrets'] {
  return {
    databaseUrl: env.DATABASE_URL ?? '',
    qstashToken: env.QSTASH_TOKEN ?? '',
    currentSigningKey: env.QSTASH_CURRENT_SIGNING_KEY ?? '',
    nextSigningKey: env.QSTASH_NEXT_SIGNING_KEY ?? '',
    cronSecret: env.CRON_SECRET ?? null,
    webhookSecret: env.WEBHOOK_SECRET ?? null,
    blobToken: env.BLOB_READ_WRITE_TOKEN ?? null,
    twelveDataKey: env.TWELVE_DATA_API_KEY ?? null,
    githubToken: env.GITHUB_TOKEN,
    xBearerToken: env.X_BEARER_TOKEN,
    protectionBypass: env.VERCEL_AUTOMATION_BYPASS_SECRET ?? null,
    apiKeys: env.API_KEYS,
  };
}

/** Parses the environment. Invalid variables are listed in `problems` and keep their defaults. */
export function loadConfig(variables: Record<string, string | undefined>): LoadedConfig {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  const wrong = parsed.success ? [] : parsed.error.issues;
  const unusable = new Set(wrong.map((issue) => String(issue.path[0])));
  const usable = Object.fromEntries(Object.entries(given).filter(([name]) => !unusable.has(name)));
  const env = parsed.success ? parsed.data : environment.parse(usable);
  const marketData = env.MARKET_DATA ?? 'auto';
  return {
    problems: [
      ...wrong.map((issue) => ({ name: String(issue.path[0]), reason: issue.message })),
      ...problemsOf(env),
    ],
    config: {
      appUrl: callbackBase(env) ?? '',
      onVercel: env.VERCEL !== undefined,
      corsOrigins: env.CORS_ORIGINS,
      marketData,
      marketMaxInFlight: env.MARKET_MAX_IN_FLIGHT ?? DEFAULT_IN_FLIGHT[marketData],
      simulatedLatencyMs: env.SIMULATED_LATENCY_MS,
      defaultSymbolSuffix: env.DEFAULT_SYMBOL_SUFFIX,
      rawRetentionDays: env.RAW_RETENTION_DAYS,
      documentRetentionDays: env.DOCUMENT_RETENTION_DAYS,
      databaseTimeoutMs: env.DATABASE_TIMEOUT_MS,
      socialOrigins: socialOrigins(env),
      sourceAllowLocal: env.SOURCE_ALLOW_LOCAL === 'true' && env.VERCEL === undefined,
      socialAllowLocal: env.SOCIAL_ALLOW_LOCAL === 'true' && env.VERCEL === undefined,
      webhookAllowLocal: env.WEBHOOK_ALLOW_LOCAL === 'true' && env.VERCEL === undefined,
      qstashUrl: env.QSTASH_URL,
      engine: engineSettings(env),
      secrets: secretsOf(env),
    },
  };
}

/** The only place that reads `process.env`. */
export function processConfig(): LoadedConfig {
  return loadConfig(process.env);
}
