export const TOKEN = Buffer.from(JSON.stringify({ UserID: 'a-user', Password: 'p'.repeat(32) })).toString(
  'base64',
);
export const CURRENT = 'sig_7RvLjqfZBvP5KEUimQCE1pvpLuou';
export const NEXT = 'sig_7W3ZNbfKWk5NWwEs3U4ixuQ7fxwE';
export const POOLED =
  'postgresql://owner:npg_Ab12Cd34@ep-cool-rain-123456-pooler.eu-central-1.aws.neon.tech/neondb?sslmode=require';
export const DIRECT = POOLED.replace('-pooler', '');

/** Nothing of it is wrong, on a machine of one's own. */
export const COMPLETE = {
  DATABASE_URL: POOLED,
  QSTASH_URL: 'https://qstash-eu-central-1.upstash.io',
  QSTASH_TOKEN: TOKEN,
  QSTASH_CURRENT_SIGNING_KEY: CURRENT,
  QSTASH_NEXT_SIGNING_KEY: NEXT,
  APP_URL: 'https://app.example.com',
};

/** Likewise, as production on Vercel. */
export const DEPLOYED = {
  ...COMPLETE,
  VERCEL: '1',
  VERCEL_ENV: 'production',
  MARKET_DATA: 'sample',
  API_KEYS: 'ann:uk_Zm9vYmFyYmF6cXV4MTIz',
  CRON_SECRET: 'b7c1f0e2d3a49586b7c1f0e2d3a49586',
};
