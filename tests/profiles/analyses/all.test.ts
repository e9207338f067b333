import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ANALYSES } from '../../../lib/profiles/analyses/analyses.ts';
import type { Context } from '../../../lib/profiles/analyses/findings.ts';
import type { Post } from '../../../lib/profiles/networks/social.ts';
import { CONTEXT, PROFILE, post } from './posts.ts';

const runAll = async (posts: readonly Post[], context: Context) =>
  JSON.stringify(await Promise.all(ANALYSES.map(async ({ name, run }) => [name, await run(posts, context)])));

const TEXTS = [
  'The old lighthouse keeper lights the lamp every evening 😀',
  'I love the old lighthouse!!!',
  'Terrible storm at the old lighthouse, I hate it :(',
  'Der alte Leuchtturm steht seit hundert Jahren auf dem Felsen am Meer.',
  'photo of the harbour https://example.org/1',
  '',
];
const varied = Array.from({ length: 80 }, (_, index) =>
  post(`p${index}`, {
    createdAt:
      index % 9 === 0 ? null : new Date(Date.UTC(2024, 0, 1 + (index % 40) * 4, index % 24)).toISOString(),
    text: TEXTS[index % TEXTS.length] ?? '',
    kind: (['post', 'reply', 'repost', 'quote'] as const)[index % 4] ?? 'post',
    hashtags: index % 3 === 0 ? ['sea'] : [],
    mentions: index % 5 === 0 ? ['bob'] : [],
    links: index % 6 === 4 ? ['https://example.org/1'] : [],
    likes: index % 7,
    replies: index % 2,
  }),
);
const context: Context = { ...CONTEXT, profile: PROFILE, timeZone: 'America/New_York' };

const HOSTILE: [string, Post[]][] = [
  ['no posts', []],
  ['an empty post', [post('a')]],
  ['one megabyte of a letter', [post('a', { text: 'x'.repeat(1_000_000) })]],
  ['one megabyte of words', [post('a', { text: 'not good! '.repeat(100_000), statedLanguage: 'en' })]],
  ['one megabyte of emoji', [post('a', { text: '👩‍👩‍👧‍👦'.repeat(90_000) })]],
  ['one megabyte of signs', [post('a', { text: '"\' .-@#'.repeat(150_000) })]],
  ['lone surrogates', [post('\ud800', { text: 'a \udc00 great \ud83d day', hashtags: ['\ud800'] })]],
  [
    'bidi and zero-width characters',
    [post('a', { text: '\u202egood\u200b morning\u2066 to all of you\u2069' })],
  ],
  [
    'years 1 and 9999',
    ['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'].map((createdAt, at) =>
      post(`y${at}`, { createdAt, likes: 1 }),
    ),
  ],
  [
    'names of object members',
    [
      post('__proto__', {
        text: 'constructor toString __proto__ valueOf',
        hashtags: ['__proto__'],
        mentions: ['constructor'],
      }),
    ],
  ],
  ['two posts with one id', [post('a', { text: 'one' }), post('a', { text: 'two' })]],
];

describe('all analyses', () => {
  test('give the same bytes for any order of arrival', async () => {
    const expected = await runAll(varied, context);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(varied, { minLength: varied.length }), async (shuffled) => {
        expect(await runAll(shuffled, context)).toBe(expected);
      }),
      { numRuns: 15 },
    );
  });

  test('leave the posts as they were', async () => {
    const before = JSON.stringify(varied);
    await runAll(varied, context);
    expect(JSON.stringify(varied)).toBe(before);
  });

  test.each(HOSTILE)('end with plain JSON: %s', async (_, posts) => {
    const text = await runAll(posts, { ...context, asOf: '2024-07-01T00:00:00.000Z' });
    expect(text).not.toMatch(/NaN|Infinity/);
    expect(await runAll([...posts].reverse(), context)).toBe(text);
  });

  test('end when the observation does in the year 9999', async () => {
    const posts = [...varied, post('far', { createdAt: '9999-12-31T23:00:00.000Z' })];
    expect(await runAll(posts, { ...context, asOf: '9999-12-31T23:00:00.000Z' })).toContain('posts_per_week');
  });

  test.each(ANALYSES)(
    '$name: every finding says how many posts it rests on and names them',
    async ({ run }) => {
      const known = new Set(varied.map(({ id }) => id));
      for (const found of Object.values((await run(varied, context)).findings)) {
        expect(found.n).toBeGreaterThan(0);
        expect(found.confidence).toMatch(/^(low|medium|high)$/);
        expect(found.post_ids.length).toBeLessThanOrEqual(10);
        expect(found.post_ids.filter((id) => !known.has(id))).toEqual([]);
      }
    },
  );

  test('with three posts say what three posts cannot show', async () => {
    const three = varied.slice(1, 4);
    for (const { name, run } of ANALYSES.filter((analysis) => analysis.name !== 'account')) {
      const { not_assessed } = await run(three, CONTEXT);
      expect(not_assessed.length, name).toBeGreaterThan(0);
      for (const { why, needs } of not_assessed) expect(why && needs, name).not.toBe('');
    }
  });

  test('name no trait of a person', async () => {
    const text = (await runAll(varied, context)).replaceAll(/"post_ids":\[[^\]]*\]/g, '');
    expect(text).not.toMatch(
      /\b(health|disease|depress\w*|politic\w*|left-wing|right-wing|religio\w*|ethnic\w*|race|gender|sexual\w*|female|male|location|lives in|city|alcohol|drugs?|substance\w*|personality|extraver\w*)\b/i,
    );
  });
});
