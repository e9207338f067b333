import { protectedBy } from '../../support/front-door.ts';
import type { Row } from './row.ts';

const CONFIGURATION = { refused: 'configuration_missing' } as const;
const OTHER_KEY = 'sig_7W3ZNbfKWk5NWwEs3U4ixuQ7fxwE';
const NOBODY = 'http://127.0.0.1:9';

const unset = (name: string): Row => ({
  wrong: `\`${name}\` is not set`,
  env: () => ({ [name]: undefined }),
  found: 'configuration_missing',
  variable: name,
  job: CONFIGURATION,
});

const onVercel = (name: string, value: string | undefined, wrong: string): Row => ({
  wrong,
  env: () => ({ VERCEL: '1', WEBHOOK_ALLOW_LOCAL: undefined, [name]: value }),
  found: 'configuration_missing',
  variable: name,
  job: CONFIGURATION,
});

const garbled = (name: string, value: string, wrong: string): Row => ({
  ...unset(name),
  wrong,
  env: () => ({ [name]: value }),
});

type Refusing = NonNullable<NonNullable<NonNullable<Row['queue']>['intercept']>['refuse']>;

const refusing = (refuse: Refusing): NonNullable<Row['queue']> => ({ intercept: { refuse } });

const ofDatabase = (wrong: string, fault: ReturnType<NonNullable<Row['database']>>, code: string): Row => ({
  wrong,
  database: () => fault,
  found: code,
  variable: 'DATABASE_URL',
  job: { refused: code },
});

const VARIABLES: Row[] = [
  unset('DATABASE_URL'),
  unset('QSTASH_TOKEN'),
  unset('QSTASH_CURRENT_SIGNING_KEY'),
  unset('QSTASH_NEXT_SIGNING_KEY'),
  unset('APP_URL'),
  garbled('DATABASE_URL', 'neondb', '`DATABASE_URL` is no connection string'),
  garbled('QSTASH_TOKEN', 'changeme', '`QSTASH_TOKEN` still holds an example'),
  garbled('QSTASH_TOKEN', OTHER_KEY, '`QSTASH_TOKEN` holds a signing key'),
  garbled('QSTASH_CURRENT_SIGNING_KEY', OTHER_KEY.slice(0, 16), 'A signing key is cut off'),
  garbled('APP_URL', 'ftp://app.example.com', '`APP_URL` is no https address'),
  garbled('APP_URL', 'https://app.example.com/dashboard', '`APP_URL` has a path'),
  garbled('API_KEYS', 'no-colon', '`API_KEYS` is not `owner:uk_…`'),
  garbled('WEBHOOK_SECRET', 'changeme', '`WEBHOOK_SECRET` is not `whsec_…`'),
  onVercel('MARKET_DATA', undefined, '`MARKET_DATA` is not chosen on Vercel'),
  onVercel('QSTASH_DEV', 'true', '`QSTASH_DEV` is set on Vercel'),
  onVercel('WEBHOOK_ALLOW_LOCAL', 'true', '`WEBHOOK_ALLOW_LOCAL` is set on Vercel'),
  {
    ...unset('TWELVE_DATA_API_KEY'),
    wrong: '`MARKET_DATA=twelvedata` without its key',
    env: () => ({ MARKET_DATA: 'twelvedata' }),
  },
];

const KEYS: Row[] = [
  {
    wrong: 'Both signing keys are of another region or account',
    env: () => ({ QSTASH_CURRENT_SIGNING_KEY: OTHER_KEY, QSTASH_NEXT_SIGNING_KEY: `${OTHER_KEY}2` }),
    found: 'signing_keys_wrong',
    job: 'ends',
  },
  {
    wrong: 'The signing keys were rotated once, and not copied',
    env: ({ QSTASH_CURRENT_SIGNING_KEY: current }) => ({
      QSTASH_CURRENT_SIGNING_KEY: OTHER_KEY,
      QSTASH_NEXT_SIGNING_KEY: current,
    }),
    found: 'signing_keys_rotated',
    job: 'works',
  },
  {
    wrong: 'The next signing key is wrong',
    env: () => ({ QSTASH_NEXT_SIGNING_KEY: OTHER_KEY }),
    found: 'next_signing_key_wrong',
    job: 'works',
  },
  {
    wrong: 'The signing keys are swapped',
    env: ({ QSTASH_CURRENT_SIGNING_KEY: current, QSTASH_NEXT_SIGNING_KEY: next }) => ({
      QSTASH_CURRENT_SIGNING_KEY: next,
      QSTASH_NEXT_SIGNING_KEY: current,
    }),
    found: 'signing_keys_swapped',
    job: 'works',
  },
];

const QUEUE: Row[] = [
  {
    wrong: 'The token is of another region or account, or was reset',
    env: () => ({ QSTASH_TOKEN: 'another-token-0123456789abcdefghij' }),
    found: 'queue_unauthorized',
    variable: 'QSTASH_TOKEN',
    job: { refused: 'queue_unauthorized' },
  },
  {
    wrong: '`QSTASH_URL` leads nowhere, or QStash is down',
    env: () => ({ QSTASH_URL: NOBODY }),
    found: 'queue_unavailable',
    variable: 'QSTASH_URL',
    job: { refused: 'queue_unavailable' },
  },
  {
    wrong: 'The daily limit of messages is reached',
    queue: refusing(({ path }) =>
      /^\/v2\/(batch|publish)/.test(path) ? { quota: { resetAt: Date.now() + 3_600_000 } } : undefined,
    ),
    found: 'quota_exceeded',
    job: { refused: 'quota_exceeded' },
  },
  {
    wrong: 'The queue refuses the address of `APP_URL`',
    queue: refusing(() => ({ destination: 'endpoint resolves to a loopback address' })),
    found: 'queue_rejected',
    job: { refused: 'queue_rejected' },
  },
];

const DOOR: Row[] = [
  {
    wrong: 'The deployment is protected, without a bypass secret',
    door: protectedBy('the-secret-of-the-project'),
    found: 'deployment_protected',
    variable: 'VERCEL_AUTOMATION_BYPASS_SECRET',
    job: 'ends',
  },
  {
    wrong: 'The bypass secret was renewed without a redeployment',
    door: protectedBy('the-secret-of-the-project'),
    env: () => ({ VERCEL_AUTOMATION_BYPASS_SECRET: 'the-secret-before-it' }),
    found: 'deployment_protected',
    variable: 'VERCEL_AUTOMATION_BYPASS_SECRET',
    job: 'ends',
  },
  {
    wrong: '`APP_URL` redirects, as without `www.`',
    door: () => ({ status: 308, headers: { location: 'https://www.app.example/' } }),
    found: 'address_redirects',
    variable: 'APP_URL',
    job: 'ends',
  },
  {
    wrong: '`APP_URL` is of another application',
    door: () => ({ status: 404, body: 'Not found' }),
    found: 'address_wrong',
    variable: 'APP_URL',
    job: 'ends',
  },
  {
    wrong: 'Nobody answers at `APP_URL`',
    env: () => ({ APP_URL: NOBODY }),
    found: 'address_unreachable',
    variable: 'APP_URL',
    job: 'ends',
  },
  {
    wrong: 'The function of the callbacks dies (out of memory, an import that fails)',
    door: () => ({ status: 500, body: 'FUNCTION_INVOCATION_FAILED' }),
    found: 'callback_fails',
    job: 'ends',
  },
];

const DATABASE: Row[] = [
  {
    wrong: 'The password in `DATABASE_URL` is wrong',
    env: ({ DATABASE_URL: url = '' }) => ({ DATABASE_URL: url.replace(/:[^:@/]+@/, ':another@') }),
    found: 'database_unauthorized',
    variable: 'DATABASE_URL',
    job: { refused: 'database_unauthorized' },
  },
  {
    wrong: '`DATABASE_URL` names a database that does not exist',
    env: ({ DATABASE_URL: url = '' }) => ({ DATABASE_URL: `${url}_gone` }),
    found: 'database_unauthorized',
    variable: 'DATABASE_URL',
    job: { refused: 'database_unauthorized' },
  },
  {
    wrong: 'Nobody answers at `DATABASE_URL`, or the database is down',
    env: () => ({ DATABASE_URL: 'postgresql://app:secret@127.0.0.1:9/neondb' }),
    found: 'database_unavailable',
    variable: 'DATABASE_URL',
    job: { refused: 'database_unavailable' },
  },
  {
    wrong: 'The database is empty: it was never migrated',
    schema: 'empty',
    found: 'schema_empty',
    job: { refused: 'schema_outdated' },
  },
  {
    wrong: 'The schema is older than the code',
    schema: 'older',
    found: 'schema_outdated',
    job: { refused: 'schema_outdated' },
  },
  ofDatabase("The compute quota of Neon's plan is spent (402)", 'quota', 'database_quota_exceeded'),
  ofDatabase('The compute is disabled', 'disabled', 'database_disabled'),
  ofDatabase('The disk of the database is full', { refused: '53100' }, 'database_full'),
  ofDatabase('`DATABASE_URL` leads to a read replica', { refused: '25006' }, 'database_read_only'),
  ofDatabase('The database has too many connections', { refused: '53300' }, 'database_busy'),
  ofDatabase('The role may not use the tables', { refused: '42501' }, 'database_permission_denied'),
];

/** Everything that is played: at least 25. */
export const ROWS: readonly Row[] = [...VARIABLES, ...KEYS, ...QUEUE, ...DOOR, ...DATABASE];
