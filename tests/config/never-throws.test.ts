import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createApp } from '../../lib/app.ts';
import { NAMES, PLATFORM_NAMES } from '../../lib/config/names.ts';
import { brokenOf } from '../../lib/config/problem.ts';
import { loadConfig } from '../../lib/config.ts';
import { silentLog } from '../../lib/core/log.ts';
import { problemOf } from '../http/harness.ts';
import { COMPLETE, CURRENT, DEPLOYED, POOLED, TOKEN } from './complete.ts';

const ALIASES = [
  ...['POSTGRES_URL', 'POSTGRES_URL_NON_POOLING', 'STORAGE_DATABASE_URL', 'STORAGE_DATABASE_URL_UNPOOLED'],
  ...['PGHOST', 'PGUSER', 'PGPASSWORD', 'PGDATABASE', 'US_EAST_1_QSTASH_TOKEN', 'QSTASH_TOKNE', '__proto__'],
];
const ALL = [...NAMES, ...PLATFORM_NAMES, ...ALIASES];

/** Good values, broken somewhere. */
const bent = fc
  .tuple(
    fc.constantFrom(
      ...Object.values(DEPLOYED),
      POOLED,
      TOKEN,
      CURRENT,
      'US_EAST_1',
      '120000',
      'a.neon.tech',
      'true',
    ),
    fc.nat(),
    fc.constantFrom(
      ...[
        '',
        '\n',
        '\0',
        '"',
        "'",
        '@',
        ':',
        '/',
        '#',
        '?',
        '%',
        ' ',
        '\u200b',
        '\ud800',
        'ß',
        '\\n',
        '//',
        '[',
        '=',
      ],
    ),
  )
  .map(([value, at, odd]) => {
    const place = at % (value.length + 1);
    return value.slice(0, place) + odd + value.slice(place);
  });
const value = fc.oneof(
  bent,
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'null',
    '[]',
    '{}',
    'http://',
    'https://[',
    'postgresql://',
    'postgresql://a:b@',
    'psql',
    '1e999',
    '-0',
  ),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
);
const environment = fc
  .array(fc.tuple(fc.constantFrom(...ALL), value), { maxLength: 12 })
  .map((entries): Record<string, string> => Object.fromEntries(entries));
const bases = fc.constantFrom<Record<string, string>>({}, COMPLETE, DEPLOYED);

test('whatever the environment holds, it is parsed, and each problem has a name, a reason and a remedy', () => {
  fc.assert(
    fc.property(bases, environment, (base, given) => {
      const { problems, notes } = loadConfig({ ...base, ...given });
      for (const { name, reason, remedy } of problems) {
        expect(name).not.toBe('');
        expect(reason).toMatch(/^[a-z].*[^.]$/);
        expect(remedy).toMatch(/\.$/);
      }
      expect(new Set(problems.map(({ name }) => name)).size).toBe(problems.length);
      for (const { reason } of notes) expect(reason).not.toBe('');
    }),
    { numRuns: 3_000 },
  );
});

const SECRET = 'Zq7Kp2Vw9Tx4';
const SHAPES = [
  ...[SECRET, `sig_${SECRET}`, `uk_${SECRET}`, `ann:uk_${SECRET}`, `whsec_${SECRET}`, `Bearer ${SECRET}`],
  ...[
    `eyJVc2Vy${SECRET}`,
    `postgresql://${SECRET}:${SECRET}@h`,
    `postgresql://u:${SECRET}/#@ep-a.neon.tech/d`,
  ],
  ...[
    `https://${SECRET}:${SECRET}@a.example`,
    `https://a.example/${SECRET}`,
    `"${SECRET} ${SECRET}"`,
    `${SECRET}ß`,
  ],
];

test('no reason, remedy or note repeats a value', () => {
  for (const base of [{}, COMPLETE, DEPLOYED]) {
    for (const name of [...ALL, 'WEBHOOK_SECERT']) {
      for (const shape of SHAPES) {
        const { problems, notes } = loadConfig({ ...base, [name]: shape });
        expect(JSON.stringify([problems, notes])).not.toContain(SECRET);
      }
    }
  }
});

test('every name of the list is read', () => {
  const read = new Set<string | symbol>();
  const watched = (variables: Record<string, string>) =>
    new Proxy(variables, {
      get(target, name) {
        read.add(name);
        return Reflect.get(target, name);
      },
    });
  loadConfig(watched({ VERCEL: '1' }));
  loadConfig(watched({ VERCEL_ENV: 'preview' }));
  expect([...NAMES, ...PLATFORM_NAMES].filter((name) => !read.has(name))).toEqual([]);
});

const asked: [
  'jobs' | 'stocks' | 'profiles' | 'documents' | 'process' | 'failed' | 'cron',
  string,
  string,
][] = [
  ['jobs', 'POST', '/api/v1/jobs'],
  ['stocks', 'POST', '/api/v1/stocks/analyze-all-stocks'],
  ['profiles', 'POST', '/api/v1/analyze'],
  ['documents', 'POST', '/api/v1/process-pdf-async'],
  ['process', 'POST', '/api/process'],
  ['failed', 'POST', '/api/failed'],
  ['cron', 'GET', '/api/cron'],
];

test('every function answers problem details that name each broken variable and its remedy', async () => {
  await fc.assert(
    fc.asyncProperty(bases, environment, async (base, given) => {
      const loaded = loadConfig({ ...base, ...given });
      const app = createApp(loaded, { log: silentLog });
      const broken = brokenOf(loaded.problems);
      if (broken.length === 0) return;
      for (const [name, method, path] of asked) {
        const response = await app[name](new Request(`http://localhost${path}`, { method }));
        expect([name, response.status]).toEqual([name, 503]);
        const { code, errors } = await problemOf(response);
        expect(code).toBe('configuration_missing');
        expect(errors?.map((each) => each.path)).toEqual(
          expect.arrayContaining(broken.map((each) => each.name)),
        );
        for (const { remedy } of broken)
          expect(JSON.stringify(errors)).toContain(JSON.stringify(remedy).slice(1, -1));
      }
    }),
    { numRuns: 40 },
  );
});
