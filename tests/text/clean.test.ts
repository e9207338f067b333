import { expect, test } from 'vitest';
import { emojiOf } from '../../lib/text/clean.ts';

test('an emoji is one sign, whatever its skin, variation or joiners', () => {
  expect(emojiOf('👍🏽 ❤️ 👩‍👩‍👧‍👦 🇫🇷 a1#')).toEqual(['👍', '❤', '👩‍👩‍👧‍👦', '🇫🇷']);
});
