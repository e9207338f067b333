import { expect, test } from 'vitest';
import { account } from '../../../lib/profiles/analyses/account.ts';
import type { Repository } from '../../../lib/profiles/networks/social.ts';
import { CONTEXT, PROFILE, shown, whyNot } from './posts.ts';

const repository = (name: string, given: Partial<Repository> = {}): Repository => ({
  name,
  description: null,
  is_fork: false,
  language: 'Go',
  stars: 1,
  forks: 0,
  created_at: '2020-01-01T00:00:00.000Z',
  pushed_at: '2024-01-01T00:00:00.000Z',
  ...given,
});
const of = (repositories?: Repository[], platform: 'github' | 'mastodon' = 'github') =>
  account([], { ...CONTEXT, profile: { ...PROFILE, platform, repositories } });

test('own repositories are counted with their stars and languages; what was forked counts apart', () => {
  const found = of([
    repository('b', { stars: 5, pushed_at: '2024-05-01T00:00:00.000Z', description: 'Maps' }),
    repository('a', { stars: 5, language: 'Rust', created_at: '2019-01-01T00:00:00.000Z' }),
    repository('c', { stars: null, language: null }),
    repository('of-bob', { is_fork: true, stars: 900, language: 'C', pushed_at: '2024-06-01T00:00:00.000Z' }),
    repository('d'),
  ]);
  expect(shown(found, 'repositories')).toMatchObject({
    read: 5,
    own: 4,
    forks_of_others: 1,
    stars: 11,
    first_created_at: '2019-01-01T00:00:00.000Z',
    last_pushed_at: '2024-05-01T00:00:00.000Z',
    languages: [
      { language: 'Go', repositories: 2 },
      { language: 'Rust', repositories: 1 },
    ],
    most_starred: [{ name: 'a' }, { name: 'b', description: 'Maps' }, { name: 'd' }, { name: 'c' }],
  });
});

test('an account without one is told so, and other networks have none', () => {
  expect(whyNot(of([]), 'repositories')).toBe('the account shows no repository');
  expect(whyNot(of(), 'repositories')).toBe('the account shows no repository');
  expect([shown(of([], 'mastodon'), 'repositories'), whyNot(of([], 'mastodon'), 'repositories')]).toEqual([
    undefined,
    undefined,
  ]);
});
