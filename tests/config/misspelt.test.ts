import { expect, test } from 'vitest';
import { loadConfig } from '../../lib/config.ts';
import { COMPLETE, CURRENT, DEPLOYED, POOLED } from './complete.ts';

test.each([
  ['DATABASE_URL', 'DATABASE_UR'],
  ['DATABASE_URL', 'DATABSE_URL'],
  ['DATABASE_URL', 'NEON_DATABASE_URL'],
  ['QSTASH_TOKEN', 'QSTASH_TOKNE'],
  ['QSTASH_TOKEN', 'qstash_token'],
  ['QSTASH_CURRENT_SIGNING_KEY', 'QSTASH_SIGNING_KEY'],
  ['QSTASH_CURRENT_SIGNING_KEY', 'QSTASH_CURENT_SINGING_KEY'],
  ['APP_URL', 'APP-URL'],
])('says of %s, which is missing, that %s is set', (name, written) => {
  const { problems } = loadConfig({ ...COMPLETE, [name]: undefined, [written]: 'something' });
  expect(problems).toEqual([
    {
      ...{ name, reason: `is not set, but ${written} is`, severity: 'broken' },
      remedy: expect.stringContaining(`rename it to ${name}`),
    },
  ]);
});

test('names what is set under a name that nobody reads', () => {
  const { problems } = loadConfig({ ...DEPLOYED, WEBHOOK_SECERT: 'whsec_a' });
  expect(problems).toMatchObject([
    { name: 'WEBHOOK_SECERT', severity: 'degraded', reason: expect.stringContaining('WEBHOOK_SECRET') },
  ]);
  const here = loadConfig({ ...COMPLETE, API_KEY: 'of something else' });
  expect([here.problems, here.notes.map(({ name }) => name)]).toEqual([[], ['API_KEY']]);
});

test('leaves other variables alone', () => {
  const others = {
    ...{
      GITLAB_TOKEN: 'a',
      GITLAB_API_URL: 'b',
      MY_API_URL: 'c',
      PATH: 'd',
      NODE_ENV: 'production',
      PORT: '1',
    },
    ...{
      VERCEL_BRANCH_URL: 'e',
      VERCEL_REGION: 'fra1',
      VERCEL_GIT_COMMIT_SHA: 'f',
      PGHOST: 'g',
      PGUSER: 'h',
    },
    ...{ DATABASE_UR: POOLED, QSTASH_CURRENT_SIGNING_KEYS: CURRENT, POSTGRES_URL: POOLED },
  };
  const { problems, notes } = loadConfig({ ...DEPLOYED, ...others });
  expect([problems, notes]).toEqual([[], []]);
});
