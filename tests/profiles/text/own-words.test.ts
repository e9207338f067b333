import { describe, expect, test } from 'vitest';
import { ownWords } from '../../../lib/profiles/text/own-words.ts';

describe('own words', () => {
  test.each([
    ['a quote', '> I hate this.\n\nI love it.', 'I love it.', 'quoted'],
    ['a quote without a space', '>I hate this.\nI love it.', 'I love it.', 'quoted'],
    ['a quote of a quote', 'Yes.\n> > no\n>> no\nSo.', 'Yes.\nSo.', 'quoted'],
    ['a mail that is answered', 'Yes.\n\nOn 5 Jan 2026, Bob wrote:\n> no', 'Yes.', 'quoted'],
    ['a mail that is passed on', 'See below.\n---- Original Message ----\nNo.', 'See below.', 'quoted'],
    ['a repost by hand', 'RT @bob: I hate this.', '', 'quoted'],
    ['code in a fence', 'Try:\n```js\nfail();\n```\nDone.', 'Try:\nDone.', 'code'],
    ['code in a fence that never closes', 'Try:\n~~~\nfail();', 'Try:', 'code'],
    ['a fence within a longer one', '````\n```\na\n```\n````\nDone.', 'Done.', 'code'],
    ['code within a line', 'Call `kill()` or ``kill`` now.', 'Call   or   now.', 'code'],
    ['a signature', 'Yes.\n-- \nAda\nworst.example', 'Yes.', 'signature'],
    ['the signature of a telephone', 'Yes.\n\nSent from my iPhone', 'Yes.', 'signature'],
  ] as const)('%s is none of them', (_, text, own, kind) => {
    const read = ownWords(text);
    expect(read.own).toBe(own);
    expect(Object.entries(read.aside).flatMap(([name, size]) => (size > 0 ? [name] : []))).toEqual([kind]);
  });

  test.each([
    '>_< so tired',
    '>50 people came',
    'a > b',
    'It`s one accent',
    'Alice wrote:\nnothing at all',
    '-- a dash before a word',
    'ART @bob is on show',
    'Sent from my heart, with love, and read by all of the many people who were there on that long day',
  ])('%j is as it was written', (text) => {
    expect(ownWords(text)).toEqual({ own: text, aside: { quoted: 0, code: 0, signature: 0 }, others: '' });
  });

  test('every character that is left out is counted, the one kind apart from the other', () => {
    const { aside, others } = ownWords('> ab\n```\nc\n```\nd\n-- \ne');
    expect(aside).toEqual({ quoted: 4, code: 7, signature: 4 });
    expect(others).toBe('> ab\n```\nc\n```');
  });

  test.each(['`', '>', '> ', '```\n', '-- \n', '`a', 'RT @', 'x wrote:\n', '\n'])(
    '100,000 characters of %j come to an end',
    (piece) => {
      const text = piece.repeat(Math.ceil(100_000 / piece.length));
      expect(ownWords(text).own.length).toBeLessThanOrEqual(text.length);
    },
  );
});
