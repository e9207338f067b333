import { describe, expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { content } from '../../../lib/profiles/analyses/content.ts';
import { ownWordsOf } from '../../../lib/profiles/analyses/own-words.ts';
import { sentiment } from '../../../lib/profiles/analyses/sentiment.ts';
import { style } from '../../../lib/profiles/analyses/style.ts';
import { CONTEXT, post, shown } from './posts.ts';

const own = (texts: readonly string[]) =>
  atOnce(ownWordsOf(texts.map((text, index) => post(`p${String(index).padStart(3, '0')}`, { text }))));
const texts = (given: readonly string[]) => own(given).posts.map(({ text }) => text);

const RIVERS = [
  'The Elbe is wide.',
  'The Rhine is long.',
  'The Oder is calm.',
  'The Main is busy.',
  'So it is.',
];

describe('recurring lines', () => {
  test('are left out, whatever they link to, and shown with their number', () => {
    const read = own(RIVERS.map((text, n) => `${text}\nRead more on my blog: https://a.example/${n}`));
    expect(read.posts.map(({ text }) => text)).toEqual(RIVERS);
    expect(read.finding).toMatchObject({
      n: 5,
      value: {
        left_out: expect.arrayContaining([{ kind: 'boilerplate', posts: 5, characters: expect.any(Number) }]),
        recurring_lines: [{ line: 'read more on my blog:', posts: 5 }],
      },
    });
  });

  test('of four posts are chance, and so are those of one in thirty', () => {
    const four = RIVERS.slice(0, 4).map((text) => `${text}\nThank you!`);
    expect(texts(four)).toEqual(four);
    const rare = Array.from({ length: 150 }, (_, n) => `No ${n} of it.${n < 5 ? '\nThank you!' : ''}`);
    expect(texts(rare)).toEqual(rare);
  });

  test('a post that is one line is what its author says, every day', () => {
    const days = Array.from({ length: 20 }, () => 'Good morning!');
    expect(texts(days)).toEqual(days);
  });

  test('the same text again is one text', () => {
    const same = Array.from({ length: 20 }, () => 'Rain.\nNo sun.');
    expect(texts(same)).toEqual(same);
  });
});

describe('whose words', () => {
  test('what only a quote names is not the author’s; what both name is', () => {
    const quoting = post('a', {
      text: '> #hate #rivers @eve https://b.example/\nI like #rivers.',
      hashtags: ['hate', 'rivers'],
      mentions: ['eve'],
      links: ['https://b.example/', 'https://card.example/'],
    });
    const [read] = atOnce(ownWordsOf([quoting])).posts;
    expect(read).toMatchObject({ hashtags: ['rivers'], mentions: [], links: ['https://card.example/'] });
  });

  const posts = Array.from({ length: 12 }, (_, n) =>
    post(`p${n}`, {
      statedLanguage: 'en',
      text: `> What a horrible, terrible, disgusting failure of a bridge!!!\n\nThe river number ${n} is wonderful and we love it.`,
    }),
  );

  test('a quote is no mood of who answers it', () => {
    const { value } = atOnce(sentiment(posts, CONTEXT)).findings['distribution'] ?? {};
    expect(value).toMatchObject({
      labels: expect.arrayContaining([expect.objectContaining({ label: 'positive', posts: 12, share: 1 })]),
    });
  });

  test('a quote is neither topic nor style, and it is counted', () => {
    const found = atOnce(content(posts, CONTEXT));
    expect(JSON.stringify(shown(found, 'topics'))).not.toContain('bridge');
    expect(shown(found, 'own_words')).toMatchObject({
      left_out: expect.arrayContaining([expect.objectContaining({ kind: 'quoted', posts: 12 })]),
    });
    expect(shown(atOnce(style(posts, CONTEXT)), 'punctuation_and_capitals')).toMatchObject({
      per_1000_words: { exclamation_marks: 0 },
    });
  });
});
