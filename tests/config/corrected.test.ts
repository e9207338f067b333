import { expect, test } from 'vitest';
import { type Config, loadConfig } from '../../lib/config.ts';
import { COMPLETE, CURRENT, DEPLOYED, DIRECT, NEXT, POOLED, TOKEN } from './complete.ts';

interface Row {
  slip: string;
  given: Record<string, string | undefined>;
  /** What is made of it. */
  of(config: Config): unknown;
  wanted: unknown;
  /** What the operator is told, by name; null if it is no slip worth telling. */
  note: [name: string, reason: string] | null;
}

const database = ({ secrets }: Config) => secrets.databaseUrl;
const direct = ({ secrets }: Config) => secrets.directDatabaseUrl;
const token = ({ secrets }: Config) => secrets.qstashToken;
const current = ({ secrets }: Config) => secrets.currentSigningKey;
const queue = ({ qstashUrl }: Config) => qstashUrl;
const app = ({ appUrl }: Config) => appUrl;
const keys = ({ secrets }: Config) => secrets.apiKeys.map(({ owner, key }) => `${owner}:${key}`);

const KEY = 'uk_Zm9vYmFyYmF6cXV4MTIz';
const OTHER_KEY = 'uk_cXV4YmF6YmFyZm9vMzIx';
const PASSWORD = (password: string) =>
  `postgresql://owner:${password}@ep-cool-rain-123456-pooler.eu-central-1.aws.neon.tech/neondb`;

/** The same slip in any variable. */
const ANYWHERE: Row[] = [
  ['a newline at its end', `${TOKEN}\n`, 'had white space around it'],
  ['a Windows newline', `${TOKEN}\r\n`, 'had white space around it'],
  ['spaces', `  ${TOKEN}\t`, 'had white space around it'],
  ['a non-breaking space', `${TOKEN}\u00a0`, 'had white space around it'],
  ['a byte order mark', `\ufeff${TOKEN}`, 'had invisible characters in it'],
  ['a space of no width', `${TOKEN.slice(0, 9)}\u200b${TOKEN.slice(9)}`, 'had invisible characters in it'],
  ['double quotes', `"${TOKEN}"`, 'was in quotation marks'],
  ['single quotes', `'${TOKEN}'`, 'was in quotation marks'],
  ['backticks', `\`${TOKEN}\``, 'was in quotation marks'],
  ['curly quotes', `“${TOKEN}”`, 'was in quotation marks'],
  ['a written-out newline', `"${TOKEN}\\n"`, 'ended in a written-out line break'],
  ['its name in front', `QSTASH_TOKEN=${TOKEN}`, 'was pasted with its name'],
  ['its name, exported and quoted', `export QSTASH_TOKEN="${TOKEN}"`, 'was pasted with its name'],
  ['its name as in YAML', `QSTASH_TOKEN: ${TOKEN}`, 'was pasted with its name'],
].map(([slip = '', given, reason = '']) => ({
  ...{ slip, given: { QSTASH_TOKEN: given }, of: token, wanted: TOKEN },
  note: ['QSTASH_TOKEN', reason],
}));

const DATABASE: Row[] = [
  {
    slip: 'psql pasted whole',
    given: { DATABASE_URL: `psql '${POOLED}'` },
    of: database,
    wanted: POOLED,
    note: ['DATABASE_URL', 'was pasted with psql'],
  },
  {
    slip: 'psql without quotes',
    given: { DATABASE_URL: `psql ${POOLED}` },
    of: database,
    wanted: POOLED,
    note: ['DATABASE_URL', 'was pasted with psql'],
  },
  {
    slip: 'no scheme',
    given: { DATABASE_URL: POOLED.replace('postgresql://', '') },
    of: database,
    wanted: POOLED,
    note: ['DATABASE_URL', 'has no scheme'],
  },
  {
    slip: 'the short scheme',
    given: { DATABASE_URL: POOLED.replace('postgresql', 'postgres') },
    of: database,
    wanted: POOLED.replace('postgresql', 'postgres'),
    note: null,
  },
  {
    slip: 'a driver in the scheme',
    given: { DATABASE_URL: POOLED.replace('postgresql', 'postgresql+asyncpg') },
    of: database,
    wanted: POOLED,
    note: ['DATABASE_URL', 'names a driver'],
  },
  {
    slip: 'channel binding',
    given: { DATABASE_URL: `${POOLED}&channel_binding=require` },
    of: database,
    wanted: `${POOLED}&channel_binding=require`,
    note: null,
  },
  {
    slip: 'HTML',
    given: { DATABASE_URL: `${POOLED}&amp;channel_binding=require` },
    of: database,
    wanted: `${POOLED}&channel_binding=require`,
    note: ['DATABASE_URL', 'was copied out of HTML'],
  },
  ...[
    ['p@ss', 'p%40ss'],
    ['p/a?s#s:w', 'p%2Fa%3Fs%23s%3Aw'],
    ['50%off', '50%25off'],
    ['p%40ss/w', 'p%40ss%2Fw'],
    ['näh', 'n%C3%A4h'],
  ].map(
    ([raw = '', encoded = '']): Row => ({
      slip: `the password ${raw}`,
      given: { DATABASE_URL: PASSWORD(raw) },
      of: database,
      wanted: PASSWORD(encoded),
      note: ['DATABASE_URL', 'has characters in its password'],
    }),
  ),
  {
    slip: 'an @ among the parameters',
    given: { DATABASE_URL: `${POOLED}&a=b@c` },
    of: database,
    wanted: `${POOLED}&a=b@c`,
    note: null,
  },
  {
    slip: 'the direct address for the pooled one',
    given: { DATABASE_URL: DIRECT },
    of: database,
    wanted: DIRECT,
    note: ['DATABASE_URL', 'is the direct address'],
  },
  {
    slip: 'the pooled address for the direct one',
    given: { DATABASE_URL_UNPOOLED: POOLED },
    of: direct,
    wanted: DIRECT,
    note: ['DATABASE_URL_UNPOOLED', 'is the pooled address'],
  },
  {
    slip: 'both swapped',
    given: { DATABASE_URL: DIRECT, DATABASE_URL_UNPOOLED: POOLED },
    of: direct,
    wanted: DIRECT,
    note: ['DATABASE_URL_UNPOOLED', 'is the pooled address'],
  },
  { slip: 'no direct address', given: {}, of: direct, wanted: DIRECT, note: null },
  {
    slip: 'no direct address of a server of one’s own',
    given: { DATABASE_URL: 'postgresql://a:b@127.0.0.1:5/c' },
    of: direct,
    wanted: 'postgresql://a:b@127.0.0.1:5/c',
    note: null,
  },
];

const INTEGRATIONS: Row[] = [
  {
    slip: 'the names of Vercel Postgres',
    given: { DATABASE_URL: undefined, POSTGRES_URL: POOLED, POSTGRES_URL_NON_POOLING: DIRECT },
    of: database,
    wanted: POOLED,
    note: ['DATABASE_URL', 'is not set: POSTGRES_URL was taken'],
  },
  {
    slip: 'the name for Prisma alone',
    given: { DATABASE_URL: undefined, POSTGRES_PRISMA_URL: POOLED },
    of: database,
    wanted: POOLED,
    note: ['DATABASE_URL', 'is not set: POSTGRES_PRISMA_URL was taken'],
  },
  {
    slip: 'a line with the name it was found under',
    given: { DATABASE_URL: undefined, POSTGRES_URL: `POSTGRES_URL="${POOLED}"` },
    of: database,
    wanted: POOLED,
    note: ['POSTGRES_URL', 'was pasted with its name'],
  },
  {
    slip: 'a prefix',
    given: {
      DATABASE_URL: undefined,
      STORAGE_DATABASE_URL: POOLED,
      STORAGE_DATABASE_URL_UNPOOLED: DIRECT,
      STORAGE_POSTGRES_URL: POOLED,
    },
    of: database,
    wanted: POOLED,
    note: ['DATABASE_URL', 'is not set: STORAGE_DATABASE_URL was taken'],
  },
  {
    slip: 'a prefix, for the direct one',
    given: {
      DATABASE_URL: undefined,
      STORAGE_POSTGRES_URL: POOLED,
      STORAGE_POSTGRES_URL_NON_POOLING: DIRECT,
    },
    of: direct,
    wanted: DIRECT,
    note: ['DATABASE_URL', 'is not set: STORAGE_POSTGRES_URL was taken'],
  },
  {
    slip: 'parts alone',
    given: {
      DATABASE_URL: undefined,
      PGHOST: new URL(POOLED).hostname,
      PGUSER: 'owner',
      PGPASSWORD: 'p@ss',
      PGDATABASE: 'neondb',
    },
    of: database,
    wanted: `${PASSWORD('p%40ss')}?sslmode=require`,
    note: ['DATABASE_URL', 'is not set: PGHOST was taken'],
  },
];

const ADDRESSES: Row[] = [
  {
    slip: 'no scheme',
    given: { APP_URL: 'app.example.com' },
    of: app,
    wanted: 'https://app.example.com',
    note: ['APP_URL', 'has no scheme: https was assumed'],
  },
  {
    slip: 'no scheme, on this machine',
    given: { APP_URL: 'localhost:3000' },
    of: app,
    wanted: 'http://localhost:3000',
    note: ['APP_URL', 'has no scheme: http was assumed'],
  },
  {
    slip: 'a slash at the end',
    given: { APP_URL: 'https://app.example.com/' },
    of: app,
    wanted: 'https://app.example.com',
    note: null,
  },
  {
    slip: 'the path of the API',
    given: { APP_URL: 'https://app.example.com/api/v1/health' },
    of: app,
    wanted: 'https://app.example.com',
    note: ['APP_URL', 'has more than an origin'],
  },
  {
    slip: 'a query',
    given: { APP_URL: 'https://app.example.com/?utm_source=a#top' },
    of: app,
    wanted: 'https://app.example.com',
    note: ['APP_URL', 'has more than an origin'],
  },
  {
    slip: 'capitals',
    given: { APP_URL: 'HTTPS://App.Example.com' },
    of: app,
    wanted: 'https://app.example.com',
    note: null,
  },
  {
    slip: 'http on Vercel',
    given: { ...DEPLOYED, APP_URL: 'http://app.example.com' },
    of: app,
    wanted: 'https://app.example.com',
    note: ['APP_URL', 'begins with http'],
  },
  {
    slip: 'http elsewhere',
    given: { APP_URL: 'http://app.example.com' },
    of: app,
    wanted: 'http://app.example.com',
    note: null,
  },
  {
    slip: 'no scheme',
    given: { QSTASH_URL: 'qstash-us-east-1.upstash.io' },
    of: queue,
    wanted: 'https://qstash-us-east-1.upstash.io',
    note: ['QSTASH_URL', 'has no scheme'],
  },
  ...['/v2/publish/', '/v2/publish', '/v2', '/v2/publish/https://app.example.com'].map(
    (path): Row => ({
      slip: `the path ${path}`,
      given: { QSTASH_URL: `https://qstash.upstash.io${path}` },
      of: queue,
      wanted: 'https://qstash.upstash.io',
      note: ['QSTASH_URL', 'has more than an origin'],
    }),
  ),
  {
    slip: 'http',
    given: { QSTASH_URL: 'http://qstash.upstash.io' },
    of: queue,
    wanted: 'https://qstash.upstash.io',
    note: ['QSTASH_URL', 'begins with http'],
  },
  {
    slip: 'nothing',
    given: { QSTASH_URL: undefined },
    of: queue,
    wanted: 'https://qstash.upstash.io',
    note: ['QSTASH_URL', 'is not set'],
  },
  {
    slip: 'only a region',
    given: { QSTASH_URL: undefined, QSTASH_REGION: 'us-east-1' },
    of: queue,
    wanted: 'https://qstash-us-east-1.upstash.io',
    note: ['QSTASH_URL', 'is not set'],
  },
  {
    slip: 'the variables of a region',
    given: {
      QSTASH_REGION: 'US_EAST_1',
      US_EAST_1_QSTASH_URL: 'https://qstash-us-east-1.upstash.io',
      US_EAST_1_QSTASH_TOKEN: `${TOKEN} `,
      US_EAST_1_QSTASH_CURRENT_SIGNING_KEY: NEXT,
      US_EAST_1_QSTASH_NEXT_SIGNING_KEY: CURRENT,
    },
    of: current,
    wanted: NEXT,
    note: ['US_EAST_1_QSTASH_TOKEN', 'had white space'],
  },
  {
    slip: 'no scheme',
    given: { GITHUB_API_URL: 'github.example.com/api/v3' },
    of: ({ apiOrigins }) => apiOrigins['https://api.github.com'],
    wanted: 'https://github.example.com/api/v3',
    note: ['GITHUB_API_URL', 'has no scheme'],
  },
  {
    slip: 'no scheme',
    given: { YAHOO_API_URL: 'prices.example.com' },
    of: ({ apiOrigins }) => apiOrigins['https://query2.finance.yahoo.com'],
    wanted: 'https://prices.example.com/',
    note: ['YAHOO_API_URL', 'has no scheme'],
  },
];

const SECRETS: Row[] = [
  {
    slip: 'Bearer in front',
    given: { QSTASH_TOKEN: `Bearer ${TOKEN}` },
    of: token,
    wanted: TOKEN,
    note: ['QSTASH_TOKEN', 'began with "Bearer"'],
  },
  {
    slip: 'the whole header',
    given: { X_BEARER_TOKEN: 'Authorization: Bearer AAAAabc%3D' },
    of: ({ secrets }) => secrets.xBearerToken,
    wanted: 'AAAAabc%3D',
    note: ['X_BEARER_TOKEN', 'began with'],
  },
  {
    slip: 'a newline',
    given: { CRON_SECRET: 'sixteen and more words\n' },
    of: ({ secrets }) => secrets.cronSecret,
    wanted: 'sixteen and more words',
    note: ['CRON_SECRET', 'had white space'],
  },
  {
    slip: 'lines',
    given: { API_KEYS: `ann:${KEY}\nbob:${OTHER_KEY}` },
    of: keys,
    wanted: [`ann:${KEY}`, `bob:${OTHER_KEY}`],
    note: ['API_KEYS', 'was read as a list'],
  },
  {
    slip: 'semicolons',
    given: { API_KEYS: `ann:${KEY}; bob:${OTHER_KEY}` },
    of: keys,
    wanted: [`ann:${KEY}`, `bob:${OTHER_KEY}`],
    note: ['API_KEYS', 'was read as a list'],
  },
  {
    slip: 'JSON',
    given: { API_KEYS: `{ "ann": "${KEY}", "bob": "${OTHER_KEY}" }` },
    of: keys,
    wanted: [`ann:${KEY}`, `bob:${OTHER_KEY}`],
    note: ['API_KEYS', 'was read as a list'],
  },
  {
    slip: 'a comma at the end',
    given: { API_KEYS: `ann:${KEY},` },
    of: keys,
    wanted: [`ann:${KEY}`],
    note: null,
  },
];

const NUMBERS: Row[] = [
  ...['120,000', '120_000', '120 000', '120s', '2 min', '120000ms', '+120000', '120000.0'].map(
    (given): Row => ({
      slip: given,
      given: { SLICE_BUDGET_MS: given },
      of: ({ engine }) => engine.sliceBudgetMs,
      wanted: 120_000,
      note: ['SLICE_BUDGET_MS', 'was read as 120000 milliseconds'],
    }),
  ),
  {
    slip: '30 days',
    given: { RAW_RETENTION_DAYS: '30 days' },
    of: (config) => config.rawRetentionDays,
    wanted: 30,
    note: ['RAW_RETENTION_DAYS', 'was read as 30 days'],
  },
  {
    slip: '48h',
    given: { RAW_RETENTION_DAYS: '48h' },
    of: (config) => config.rawRetentionDays,
    wanted: 2,
    note: ['RAW_RETENTION_DAYS', 'was read as 2 days'],
  },
  ...['TRUE', '1', 'yes', 'On'].map(
    (given): Row => ({
      slip: given,
      given: { WEBHOOK_ALLOW_LOCAL: given },
      of: (config) => config.webhookAllowLocal,
      wanted: true,
      note: ['WEBHOOK_ALLOW_LOCAL', 'was read as true'],
    }),
  ),
  ...['False', '0', 'no', 'off'].map(
    (given): Row => ({
      slip: given,
      given: { WEBHOOK_ALLOW_LOCAL: given },
      of: (config) => config.webhookAllowLocal,
      wanted: false,
      note: ['WEBHOOK_ALLOW_LOCAL', 'was read as false'],
    }),
  ),
  {
    slip: 'Twelve Data',
    given: { MARKET_DATA: 'Twelve Data', TWELVE_DATA_API_KEY: 'abc' },
    of: (config) => config.marketData,
    wanted: 'twelvedata',
    note: ['MARKET_DATA', 'was read as twelvedata'],
  },
  {
    slip: 'ns',
    given: { DEFAULT_SYMBOL_SUFFIX: 'ns' },
    of: (config) => config.defaultSymbolSuffix,
    wanted: '.NS',
    note: ['DEFAULT_SYMBOL_SUFFIX', 'was read as .NS'],
  },
];

const ROWS = [...ANYWHERE, ...DATABASE, ...INTEGRATIONS, ...ADDRESSES, ...SECRETS, ...NUMBERS];

test.each(ROWS.map((row) => ({ ...row, where: Object.keys(row.given).at(-1) ?? 'nothing' })))(
  'corrects what is plainly meant, and says so: $where with $slip',
  ({ given, of, wanted, note }) => {
    const { config, problems, notes } = loadConfig({ ...COMPLETE, ...given });
    expect(problems).toEqual([]);
    expect(of(config)).toEqual(wanted);
    if (note === null) expect(notes).toEqual([]);
    else expect(notes).toContainEqual({ name: note[0], reason: expect.stringContaining(note[1]) });
  },
);

test('has nothing to say of what is right', () => {
  for (const variables of [COMPLETE, DEPLOYED]) {
    const { problems, notes } = loadConfig(variables);
    expect([problems, notes]).toEqual([[], []]);
  }
});
