/** Every variable that the service reads. `.env.example` lists those that an operator sets. */
export const NAMES = [
  'DATABASE_URL',
  'DATABASE_URL_UNPOOLED',
  'QSTASH_URL',
  'QSTASH_TOKEN',
  'QSTASH_CURRENT_SIGNING_KEY',
  'QSTASH_NEXT_SIGNING_KEY',
  'QSTASH_REGION',
  'APP_URL',
  'API_KEYS',
  'SHARE_SECRET',
  'REQUESTS_PER_MINUTE',
  'UNFINISHED_JOBS',
  'STEPS_PER_DAY',
  'STORED_BYTES',
  'CORS_ORIGINS',
  'CRON_SECRET',
  'VERCEL_AUTOMATION_BYPASS_SECRET',
  'WEBHOOK_SECRET',
  'WEBHOOK_ALLOW_LOCAL',
  'WEBHOOK_RETRIES',
  'WEBHOOK_RETRY_BASE_MS',
  'BLOB_READ_WRITE_TOKEN',
  'AI_GATEWAY_API_KEY',
  'AI_GATEWAY_URL',
  'AI_GATEWAY_MODEL',
  'DOCUMENT_RETENTION_DAYS',
  'SOURCE_ALLOW_LOCAL',
  'MARKET_DATA',
  'TWELVE_DATA_API_KEY',
  'MARKET_MAX_IN_FLIGHT',
  'MARKET_PER_MINUTE',
  'DEFAULT_SYMBOL_SUFFIX',
  'SIMULATED_LATENCY_MS',
  'YAHOO_API_URL',
  'TWELVE_DATA_API_URL',
  'GITHUB_TOKEN',
  'X_BEARER_TOKEN',
  'REDDIT_CLIENT_ID',
  'REDDIT_CLIENT_SECRET',
  'YOUTUBE_API_KEY',
  'BLUESKY_API_URL',
  'GITHUB_API_URL',
  'HACKERNEWS_API_URL',
  'X_API_URL',
  'REDDIT_URL',
  'REDDIT_API_URL',
  'YOUTUBE_URL',
  'YOUTUBE_API_URL',
  'SOCIAL_ALLOW_LOCAL',
  'PROVIDER_YAHOO',
  'PROVIDER_TWELVEDATA',
  'PROVIDER_BLUESKY',
  'PROVIDER_GITHUB',
  'PROVIDER_HACKERNEWS',
  'PROVIDER_TWITTER',
  'PROVIDER_REDDIT',
  'PROVIDER_YOUTUBE',
  'RAW_RETENTION_DAYS',
  'DATABASE_TIMEOUT_MS',
  'STEP_ATTEMPTS',
  'STEP_LOST_LIMIT',
  'STEP_LEASE_MARGIN_MS',
  'SLICE_BUDGET_MS',
  'WATCHDOG_PERIOD_MS',
  'MESSAGE_RETRIES',
  'MESSAGE_RETRY_DELAY_MS',
] as const;

/** Those that the platform sets, or that must not be set. */
export const PLATFORM_NAMES = [
  'VERCEL',
  'VERCEL_ENV',
  'VERCEL_URL',
  'VERCEL_PROJECT_PRODUCTION_URL',
  'QSTASH_DEV',
] as const;

export type Name = (typeof NAMES)[number] | (typeof PLATFORM_NAMES)[number];

/** Other names under which the value of a variable is often set. */
const OFTEN: Readonly<Record<string, Name>> = {
  NEON_DATABASE_URL: 'DATABASE_URL',
  DB_URL: 'DATABASE_URL',
  POSTGRESQL_URL: 'DATABASE_URL',
  DIRECT_URL: 'DATABASE_URL_UNPOOLED',
  DIRECT_DATABASE_URL: 'DATABASE_URL_UNPOOLED',
  UPSTASH_QSTASH_URL: 'QSTASH_URL',
  UPSTASH_QSTASH_TOKEN: 'QSTASH_TOKEN',
  QSTASH_API_TOKEN: 'QSTASH_TOKEN',
  QSTASH_API_KEY: 'QSTASH_TOKEN',
  QSTASH_SIGNING_KEY: 'QSTASH_CURRENT_SIGNING_KEY',
  QSTASH_CURRENT_KEY: 'QSTASH_CURRENT_SIGNING_KEY',
  QSTASH_NEXT_KEY: 'QSTASH_NEXT_SIGNING_KEY',
  NEXT_PUBLIC_APP_URL: 'APP_URL',
  VERCEL_PROTECTION_BYPASS: 'VERCEL_AUTOMATION_BYPASS_SECRET',
};

/** Letters added, left out, changed or swapped with their neighbour between two words. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, j) => j);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 0;
}

const isKnown = (name: string) => [...NAMES, ...PLATFORM_NAMES].some((each) => each === name);

/** Two slips in a long name, one in a short one: `GITLAB_TOKEN` is another variable. */
const slipsIn = (name: string): number => (name.length < 16 ? 1 : 2);

const plain = (name: string): string =>
  name
    .trim()
    .toUpperCase()
    .replaceAll(/[-.\s]/g, '_');

/** The variable of which a name is a misspelling; null if it is known, or like none. */
export function misspelt(name: string): Name | null {
  if (isKnown(name)) return null;
  const written = plain(name);
  const near = NAMES.filter((each) => Math.abs(each.length - written.length) <= 2);
  return near.find((each) => distance(written, each) <= slipsIn(each)) ?? null;
}

/** The variable for which a name often stands; it may be in use for something else. */
export const oftenFor = (name: string): Name | null =>
  Object.hasOwn(OFTEN, plain(name)) ? (OFTEN[plain(name)] ?? null) : null;
