import { expect, test } from 'vitest';
import { loadConfig } from '../../lib/config.ts';
import { COMPLETE } from './complete.ts';

const load = (variables: Record<string, string>) => loadConfig({ ...COMPLETE, ...variables });

test('an app of Reddit is its id and its secret; without both there is none, and that is well', () => {
  const { config, problems } = load({ REDDIT_CLIENT_ID: 'abc', REDDIT_CLIENT_SECRET: 'def' });
  expect([config.secrets.redditApp, problems]).toEqual([{ id: 'abc', secret: 'def' }, []]);
  expect([load({}).config.secrets.redditApp, load({}).problems]).toEqual([undefined, []]);
});

test.each([
  ['REDDIT_CLIENT_ID', 'REDDIT_CLIENT_SECRET'],
  ['REDDIT_CLIENT_SECRET', 'REDDIT_CLIENT_ID'],
])('%s alone is told, with what is missing', (given, missing) => {
  const { config, problems } = load({ [given]: 'abc' });
  expect(config.secrets.redditApp).toBeUndefined();
  expect(problems).toMatchObject([{ name: missing, reason: expect.stringContaining(`${given} is`) }]);
});

test('a secret of another service is told once, as itself', () => {
  const { problems } = load({
    REDDIT_CLIENT_ID: 'abc',
    REDDIT_CLIENT_SECRET: 'ghp_1234567890abcdefghijklmnop',
  });
  expect(problems).toMatchObject([{ name: 'REDDIT_CLIENT_SECRET', reason: 'is a GitHub token' }]);
});

test('who is known to a source may ask it more often', () => {
  const without = load({}).config.providerLimits;
  const known = load({
    REDDIT_CLIENT_ID: 'a',
    REDDIT_CLIENT_SECRET: 'b',
    YOUTUBE_API_KEY: 'AIzaSyD-1',
  }).config;
  expect(known.providerLimits.reddit.perSecond).toBeGreaterThan(without.reddit.perSecond ?? 0);
  expect(known.providerLimits.youtube).not.toEqual(without.youtube);
});
