import { expect, test } from 'vitest';
import { compactPosts } from '../../../lib/profiles/records/compact-posts.ts';
import { post } from '../analyses/posts.ts';

const made = () => ({
  ...post('p1', { text: 'Hello @bob and @eve', kind: 'reply', mentions: ['bob', 'eve'], hashtags: ['sea'] }),
  url: 'https://example.com/p1',
  repliesTo: 'bob',
  links: [`https://example.com/${'a'.repeat(100)}`],
});

test('a post is held as it was, but for its address', () => {
  expect(compactPosts()(made())).toEqual({ ...made(), url: null });
});

test('equal lists and names of many posts are one object each', () => {
  const keep = compactPosts();
  const [first, second] = [keep(made()), keep(made())];
  expect(second.mentions).toBe(first.mentions);
  expect(second.hashtags).toBe(first.hashtags);
  expect(keep(post('p2')).links).toBe(keep(post('p3')).links);
});

test('a list that many posts share cannot be changed', () => {
  expect(() => compactPosts()(made()).mentions.push('other')).toThrow(TypeError);
});
