import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../lib/config.ts';
import { COMPLETE, CURRENT, DEPLOYED, DIRECT, NEXT, POOLED, TOKEN } from './complete.ts';

const WHSEC = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const KEY = 'uk_Zm9vYmFyYmF6cXV4MTIz';
const HOST = 'ep-cool-rain-123456-pooler.eu-central-1.aws.neon.tech';

/** Name, value, and what the reason says. */
const WRONG: [name: string, value: string, reason: RegExp][] = [
  ...[
    'changeme',
    'your-qstash-token',
    '<token>',
    'xxx',
    'replace_me',
    'TODO',
    '{{QSTASH_TOKEN}}',
    '…',
    'undefined',
  ].map((value): [string, string, RegExp] => ['QSTASH_TOKEN', value, /^still holds an example/]),
  ['QSTASH_TOKEN', CURRENT, /^is a QStash signing key$/],
  ['QSTASH_TOKEN', TOKEN.slice(0, 40), /^is cut off$/],
  ['QSTASH_TOKEN', 'https://qstash.upstash.io', /^is an address$/],
  ['QSTASH_TOKEN', `${TOKEN.slice(0, 20)}\n${TOKEN.slice(20)}`, /^has characters in it/],
  ['QSTASH_TOKEN', 'tökën-of-somebody', /^has characters in it/],
  ['QSTASH_TOKEN', `QSTASH_CURRENT_SIGNING_KEY=${CURRENT}`, /^holds the line of QSTASH_CURRENT_SIGNING_KEY$/],
  ['QSTASH_CURRENT_SIGNING_KEY', TOKEN, /^is a QStash token$/],
  ['QSTASH_CURRENT_SIGNING_KEY', 'sig_...', /^still holds an example/],
  ['QSTASH_CURRENT_SIGNING_KEY', 'sig_xxxxxxxx', /^still holds an example/],
  ['QSTASH_CURRENT_SIGNING_KEY', CURRENT.slice(4), /^does not begin with sig_$/],
  ['QSTASH_CURRENT_SIGNING_KEY', CURRENT.slice(0, 16), /^is cut off$/],
  ['QSTASH_CURRENT_SIGNING_KEY', `${CURRENT},${NEXT}`, /^has characters/],
  ['QSTASH_URL', 'https://console.upstash.com/qstash', /has a path|of the console/],
  ['QSTASH_URL', 'https://console.upstash.com', /^is the address of the console$/],
  ['QSTASH_URL', 'https://gentle-cat-1234.upstash.io', /^is the address of another Upstash product/],
  ['QSTASH_URL', 'https://qstash.upstash.io/v3/other', /^has a path/],
  ['QSTASH_URL', 'ftp://qstash.upstash.io', /^is not an http address$/],
  ['QSTASH_REGION', 'mars', /^is no region of QStash$/],
  ['CORS_ORIGINS', 'https://app.example.com/page', /^has an entry that is not an origin$/],
  ['CORS_ORIGINS', 'https://*.example.com', /^has an entry that is not an origin$/],
  ['CORS_ORIGINS', 'https://a.example, null', /^has an entry that is not an origin$/],
  ['CORS_ORIGINS', 'app.example.com', /^has an entry that is not an origin$/],
  ['APP_URL', 'https://app.example.com/dashboard', /^has a path/],
  ['APP_URL', 'https://ann:secret@app.example.com', /^has a user or a password/],
  ['APP_URL', 'https://<your-app>.vercel.app', /^still holds an example/],
  ['APP_URL', 'htps:/app example', /^is not an http address$/],
  ['DATABASE_URL', `postgresql://${HOST}/neondb`, /^names no user$/],
  ['DATABASE_URL', `postgresql://owner@${HOST}/neondb`, /^has no password$/],
  ['DATABASE_URL', `postgresql://owner:************@${HOST}/neondb`, /^has asterisks/],
  ['DATABASE_URL', `postgresql://owner:npg_a@${HOST}`, /^names no database$/],
  ['DATABASE_URL', `postgresql://owner:npg_a@${HOST}/?sslmode=require`, /^names no database$/],
  ['DATABASE_URL', 'postgresql://user:password@host/database', /^still holds an example/],
  ['DATABASE_URL', `postgresql://owner:<password>@${HOST}/neondb`, /^still holds an example/],
  ['DATABASE_URL', `postgresql://owner:[YOUR-PASSWORD]@${HOST}/neondb`, /^still holds an example/],
  ['DATABASE_URL', 'https://console.neon.tech/app/projects', /^does not begin with postgresql/],
  ['DATABASE_URL', 'mysql://a:b@c.example/d', /^does not begin with postgresql/],
  ['DATABASE_URL', 'postgresql://postgres:npg_a@db.abc.supabase.co:5432/postgres', /^is of another provider/],
  ['DATABASE_URL', `${POOLED} ${DIRECT}`, /^has white space/],
  ['DATABASE_URL', 'psql -h localhost -U me', /^does not begin with postgresql/],
  ['DATABASE_URL_UNPOOLED', 'changeme', /^still holds an example/],
  ['API_KEYS', KEY, /^has a key without an owner$/],
  ['API_KEYS', 'ann:short', /^has a key that does not begin with uk_$/],
  ['API_KEYS', 'ann:uk_short', /^has a key with fewer/],
  ['API_KEYS', `Ann:${KEY}`, /^has an owner/],
  ['API_KEYS', `ann:${KEY},bob:${KEY}`, /^has the same key twice$/],
  ['API_KEYS', 'owner:uk_xxxxxxxxxxxxxxxxxxxx', /^still holds an example/],
  ['API_KEYS', ',', /^has no key/],
  ['WEBHOOK_SECRET', 'secret', /^still holds an example/],
  ['WEBHOOK_SECRET', WHSEC.slice(6), /^does not begin with whsec_$/],
  ['WEBHOOK_SECRET', 'whsec_not base64!', /^is not base64/],
  ['WEBHOOK_SECRET', `whsec_${Buffer.alloc(23, 1).toString('base64')}`, /^has 23 bytes/],
  ['WEBHOOK_SECRET', KEY, /^is an API key of this service$/],
  ['CRON_SECRET', 'short', /^is shorter than 16/],
  ['CRON_SECRET', 'geheim-geheim-geheim-ß', /^has characters that cannot travel/],
  ['VERCEL_AUTOMATION_BYPASS_SECRET', 'two words', /^has characters in it/],
  ['BLOB_READ_WRITE_TOKEN', 'store_abc', /^is not a Vercel Blob token$/],
  ['GITHUB_TOKEN', TOKEN, /^is a QStash token$/],
  ['YOUTUBE_API_KEY', TOKEN, /^is a QStash token$/],
  ['MARKET_DATA', 'bloomberg', /^is none of its values$/],
  ['DEFAULT_SYMBOL_SUFFIX', 'London', /^is not an exchange/],
  ['WEBHOOK_ALLOW_LOCAL', 'maybe', /^is neither true nor false$/],
  ['SLICE_BUDGET_MS', '-1', /^is not a whole number/],
  ['SLICE_BUDGET_MS', '1.5', /^is not a whole number/],
  ['SLICE_BUDGET_MS', '1,5', /^is not a whole number/],
  ['SLICE_BUDGET_MS', '0', /^is not between 1 and/],
  ['SLICE_BUDGET_MS', '9999999999', /^is not between 1 and/],
  ['STEP_ATTEMPTS', '4s', /^is not a whole number of attempts$/],
  ['RAW_RETENTION_DAYS', '36h', /^is not a whole number of days$/],
  ['X_API_URL', 'https://api.x.com?a=b', /^has a query/],
  ['TWELVE_DATA_API_URL', 'https://api.twelvedata.com?apikey=a', /^has a query/],
];

const ON_VERCEL: [name: string, value: string, reason: RegExp][] = [
  ['APP_URL', 'http://localhost:3000', /^is an address that QStash cannot reach$/],
  ['APP_URL', 'https://192.168.1.7', /^is an address that QStash cannot reach$/],
  ['APP_URL', 'https://intranet', /^is an address that QStash cannot reach$/],
  ['QSTASH_URL', 'http://127.0.0.1:8080', /^is an address that Vercel cannot reach$/],
  ['DATABASE_URL', 'postgresql://a:b@localhost:5432/c', /^is an address that Vercel cannot reach$/],
  ['QSTASH_CURRENT_SIGNING_KEY', 'sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r', /^is the key of the development server/],
  [
    'QSTASH_TOKEN',
    'eyJVc2VySUQiOiJkZWZhdWx0VXNlciIsIlBhc3N3b3JkIjoiZGVmYXVsdFBhc3N3b3JkIn0=',
    /^is the token of the dev/,
  ],
  ['QSTASH_DEV', '1', /^must not be set on Vercel/],
  ['SOURCE_ALLOW_LOCAL', 'yes', /^must not be set on Vercel/],
];

function refusal(base: Record<string, string>, name: string, value: string, reason: RegExp) {
  const { problems } = loadConfig({ ...base, [name]: value });
  expect(problems.map((each) => each.name)).toEqual([name]);
  expect(problems[0]?.reason).toMatch(reason);
  expect(problems[0]?.reason).not.toMatch(/\.$/);
  expect(problems[0]?.remedy).toMatch(/\.$/);
}

const degraded = (variables: Record<string, string | undefined>) =>
  loadConfig(variables).problems.map(({ name, severity, reason }) => [name, severity, reason]);

describe('refuses by name, with a remedy', () => {
  test.each(WRONG)('%s=%s', (name, value, reason) => refusal(COMPLETE, name, value, reason));
  test.each(ON_VERCEL)('%s=%s, on Vercel', (name, value, reason) => refusal(DEPLOYED, name, value, reason));
  test.each(ON_VERCEL.filter(([name]) => name !== 'QSTASH_DEV'))('%s=%s nowhere else', (name, value) => {
    expect(loadConfig({ ...COMPLETE, [name]: value }).problems).toEqual([]);
  });
});

describe('tells what several variables show together', () => {
  test('keys that are the same, which fail only when they are rotated', () => {
    const same = { ...DEPLOYED, QSTASH_NEXT_SIGNING_KEY: CURRENT };
    expect(degraded(same)).toEqual([
      ['QSTASH_NEXT_SIGNING_KEY', 'degraded', expect.stringContaining('is the same as')],
    ]);
  });

  test('addresses of two databases', () => {
    const two = { ...DEPLOYED, DATABASE_URL_UNPOOLED: DIRECT.replace('cool-rain', 'warm-sun') };
    expect(degraded(two)).toEqual([
      ['DATABASE_URL_UNPOOLED', 'degraded', expect.stringContaining('is of another database')],
    ]);
    expect(degraded({ ...DEPLOYED, DATABASE_URL_UNPOOLED: DIRECT })).toEqual([]);
  });

  test('a queue of another region than the one that is named', () => {
    expect(degraded({ ...DEPLOYED, QSTASH_REGION: 'US_EAST_1' })).toEqual([
      ['QSTASH_URL', 'degraded', 'is of another region than QSTASH_REGION, US_EAST_1'],
    ]);
    expect(degraded({ ...DEPLOYED, QSTASH_REGION: 'EU_CENTRAL_1' })).toEqual([]);
  });

  test('two connected databases, neither of which is plainly meant', () => {
    const pair = (prefix: string) => ({
      [`${prefix}_DATABASE_URL`]: POOLED,
      [`${prefix}_DATABASE_URL_UNPOOLED`]: DIRECT,
    });
    const [found] = degraded({ ...DEPLOYED, DATABASE_URL: undefined, ...pair('ONE'), ...pair('TWO') });
    expect(found).toEqual([
      'DATABASE_URL',
      'broken',
      expect.stringMatching(/ONE_DATABASE_URL and TWO_DATABASE_URL/),
    ]);
  });

  test('a database of something else is not taken for ours', () => {
    const other = {
      ...DEPLOYED,
      DATABASE_URL: undefined,
      ANALYTICS_DATABASE_URL: POOLED,
      PGHOST: 'localhost',
    };
    expect(degraded(other)).toEqual([['DATABASE_URL', 'broken', 'is not set']]);
  });
});

describe('without what only some need', () => {
  test('goes on without API keys and without the secret of the cron, and says so', () => {
    const { API_KEYS: _keys, CRON_SECRET: _cron, ...deployed } = DEPLOYED;
    expect(degraded(deployed)).toEqual([
      ['CRON_SECRET', 'degraded', expect.stringMatching(/^is not set/)],
      ['API_KEYS', 'degraded', expect.stringMatching(/^is not set/)],
    ]);
    expect(degraded({ ...deployed, API_KEYS: DEPLOYED.API_KEYS, VERCEL_ENV: 'preview' })).toEqual([]);
  });

  test('does not use a secret of the cron that can be guessed', () => {
    const { config, problems } = loadConfig({ ...DEPLOYED, CRON_SECRET: 'short' });
    expect([config.secrets.cronSecret, problems[0]?.severity]).toEqual([null, 'degraded']);
  });

  test('offers the address of production where APP_URL is missing', () => {
    const production = {
      ...DEPLOYED,
      APP_URL: undefined,
      VERCEL_PROJECT_PRODUCTION_URL: 'unstuck.vercel.app',
    };
    expect(loadConfig(production).problems).toMatchObject([
      { name: 'APP_URL', severity: 'broken', remedy: expect.stringContaining('https://unstuck.vercel.app') },
    ]);
  });

  test('tells of a preview that Vercel may keep the queue out of it', () => {
    const preview = { ...DEPLOYED, VERCEL_ENV: 'preview', VERCEL_URL: 'unstuck-git-a.vercel.app' };
    const named = (variables: Record<string, string>) => loadConfig(variables).notes.map(({ name }) => name);
    expect(named(preview)).toEqual(['VERCEL_AUTOMATION_BYPASS_SECRET']);
    expect(named({ ...preview, VERCEL_AUTOMATION_BYPASS_SECRET: 'a1b2c3d4e5' })).toEqual([]);
  });
});
