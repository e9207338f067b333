import { describe, expect, test } from 'vitest';
import { ANALYSES } from '../../lib/profiles/analyses/analyses.ts';
import { loadHtmlReader } from '../../lib/profiles/networks/html.ts';
import type { Post } from '../../lib/profiles/networks/social.ts';
import { longestHoldOf, MOST_HOLD_MS } from '../support/longest-hold.ts';
import { CONTEXT, post } from './analyses/posts.ts';

const WORDS =
  'the harbour was calm and I love this great ferry but hate the terrible rain of our winter'.split(' ');
const KINDS = ['post', 'reply', 'quote'] as const;

/** Posts of about 150 words, no two alike, three a day. */
function longPosts(count: number): Post[] {
  return Array.from({ length: count }, (_, at) => {
    const words = Array.from(
      { length: 150 },
      (__, place) => WORDS[(at * 7 + place * place + place) % 18] ?? at,
    );
    return post(`p${at}`, {
      createdAt: new Date(Date.UTC(2022, 0, 1) + at * 8 * 3_600_000).toISOString(),
      text: `${words.join(' ')}. Number ${at} 😀 #sea${at % 30} @bob${at % 50}`,
      kind: KINDS[at % 3] ?? 'post',
      mentions: [`bob${at % 50}`],
      hashtags: [`sea${at % 30}`],
      likes: at % 17,
    });
  });
}

const posts = longPosts(1_500);
const few = posts.slice(0, 40);

test.each(ANALYSES)(
  '$name of 1,500 long posts never holds the event loop longer than 100 ms',
  async (analysis) => {
    await analysis.run(few, CONTEXT);
    expect(await longestHoldOf(() => analysis.run(posts, CONTEXT))).toBeLessThanOrEqual(MOST_HOLD_MS);
  },
  120_000,
);

describe('one hostile post never holds the event loop longer than 100 ms', () => {
  const HOSTILE = {
    'elements never closed': '<b>'.repeat(130_000),
    'elements closed by other names': `${'<b>'.repeat(65_000)}${'</i>'.repeat(50_000)}`,
    'paragraphs that hold blocks': '<p><div>'.repeat(50_000),
    'nested lists': '<ul><li>'.repeat(50_000),
    'empty images': '<img>'.repeat(80_000),
  };

  test.each(Object.entries(HOSTILE))('%s', async (_, html) => {
    const read = await loadHtmlReader();
    const hold = await longestHoldOf(async () => read(html));
    expect(hold).toBeLessThanOrEqual(MOST_HOLD_MS);
  });

  test('and its words up to there are kept, and it is said to be cut', async () => {
    const read = await loadHtmlReader();
    const { text, truncated } = read(`<p>Hello</p>${'<b>'.repeat(130_000)}`);
    expect(text).toContain('Hello');
    expect(truncated).toBe(true);
    expect(read(`<p>${'word '.repeat(10_000)}</p>`).truncated).toBe(false);
  });
});
