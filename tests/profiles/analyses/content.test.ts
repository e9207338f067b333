import { expect, test } from 'vitest';
import { atOnce } from '../../../lib/core/slices.ts';
import { content } from '../../../lib/profiles/analyses/content.ts';
import { CONTEXT, post, shown, whyNot } from './posts.ts';

const english = (id: string, text: string) => post(id, { text, statedLanguage: 'en' });
const filler = ['apples', 'rivers', 'candles', 'bridges', 'violins', 'lanterns', 'meadows', 'harbours'];

test('topics are quoted phrases that several posts share, with their posts', () => {
  const posts = [
    english('a', 'The steam engine is my favourite machine'),
    english('b', 'Every Steam engine needs water, and the water must be clean'),
    english('c', 'A steam engine. In the museum'),
    ...filler.map((word, index) => english(`f${index}`, `We saw the ${word} there`)),
  ];
  expect(shown(atOnce(content(posts, CONTEXT)), 'topics')).toEqual({
    quoted_phrases: [{ phrase: 'steam engine', posts: 3, post_ids: ['a', 'b', 'c'] }],
    posts_in_other_languages: 0,
  });
});

test('stop words are those of the language of the post', () => {
  const posts = Array.from({ length: 10 }, (_, index) =>
    post(`p${index}`, {
      text: `Wir haben heute die Dampfmaschine und das ${filler[index] ?? 'x'} gesehen`,
      statedLanguage: 'de',
    }),
  );
  expect(shown(atOnce(content(posts, CONTEXT)), 'topics')).toMatchObject({
    quoted_phrases: [{ phrase: 'Dampfmaschine' }, { phrase: 'gesehen' }],
  });
});

test('nine posts make no topic', () => {
  const posts = Array.from({ length: 9 }, (_, index) =>
    english(`p${index}`, 'A steam engine is here now again'),
  );
  expect(whyNot(atOnce(content(posts, CONTEXT)), 'topics')).toBe('too few posts in a supported language');
});

test('counts hashtags, mentions and hosts by posts; a repost gives its links alone', () => {
  const posts = [
    post('a', { hashtags: ['art', 'art', 'sea'], mentions: ['bob'], links: ['https://www.example.org/1'] }),
    post('b', { hashtags: ['art'], links: ['https://example.org/2', 'nonsense'] }),
    post('c', { kind: 'repost', hashtags: ['ads'], mentions: ['eve'], links: ['https://news.test/'] }),
  ];
  const found = atOnce(content(posts, CONTEXT));
  expect(shown(found, 'hashtags')).toEqual({
    most: [
      { hashtag: 'art', posts: 2, share: 1, post_ids: ['a', 'b'] },
      { hashtag: 'sea', posts: 1, share: 0.5, post_ids: ['a'] },
    ],
    distinct: 2,
    share_of_posts: 1,
  });
  expect(shown(found, 'mentions')).toMatchObject({ most: [{ handle: 'bob', posts: 1 }] });
  expect(shown(found, 'links_by_host')).toMatchObject({
    most: [
      { host: 'example.org', posts: 2 },
      { host: 'news.test', posts: 1 },
    ],
  });
});

test('languages are told from the text, then from what the network says', () => {
  const posts = [
    post('a', {
      text: 'Ich gehe morgen mit meinem Bruder in die Stadt, um ein neues Fahrrad zu kaufen.',
      statedLanguage: 'en',
    }),
    post('b', { text: 'ok', statedLanguage: 'fr-CA' }),
    post('c', { text: '12' }),
  ];
  expect(shown(atOnce(content(posts, CONTEXT)), 'languages')).toEqual({
    languages: [
      { language: 'de', posts: 1, share: 0.5, post_ids: ['a'] },
      { language: 'fr', posts: 1, share: 0.5, post_ids: ['b'] },
    ],
    posts_without_language: 1,
  });
});
