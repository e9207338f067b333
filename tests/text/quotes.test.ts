import { expect, test } from 'vitest';
import { findQuote } from '../../lib/text/quotes.ts';

const PAGE =
  'The committee met in March 2024 and approved a budget of 3,000.50 dollars for the e\ufb03cient repair of the ' +
  'transformer stations, although two members “did not agree” that the loss of -3.5 % was typical.';

test.each([
  ['word for word', 'approved a budget of 3,000.50 dollars'],
  ['with line breaks and double spaces', 'The committee\nmet in  March 2024'],
  ['hyphenated at the end of a line', 'the repair of the trans-\nformer stations'.slice(11)],
  ['with a ligature resolved', 'for the efficient repair of'],
  ['with other quotation marks', 'two members "did not agree" that'],
  ['in other case', 'THE COMMITTEE MET IN MARCH'],
  ['with a typographic minus', 'the loss of −3.5% was typical'],
])('a quote stands: %s', (_, quote) => {
  expect(findQuote(quote, PAGE)).toMatchObject({ state: 'verified' });
});

test('a slip of spelling is repaired with the words of the text', () => {
  const found = findQuote('The comittee met in March 2024 and approved', PAGE);
  expect(found).toMatchObject({ state: 'repaired', text: 'The committee met in March 2024 and approved' });
});

test.each([
  ['another number', 'approved a budget of 9,000.50 dollars for the'],
  ['a number with the point elsewhere', 'approved a budget of 30,00.50 dollars'],
  ['another sign', 'that the loss of 3.5 % was typical'],
  ['a word left out', 'two members “did agree” that the loss'],
  ['a word more', 'The committee never met in March 2024'],
  ['the opposite by one letter', 'that the loss of -3.5 % was atypical'],
  ['another word', 'The committee met in April 2024 and approved'],
  ['the middle of a word', 'ommittee met in March 2024'],
  ['too short to tell', 'met in'],
  ['nothing', ''],
])('a quote does not stand: %s', (_, quote) => {
  expect(findQuote(quote, PAGE)).toBeNull();
});

test('what is found is where it is said to be', () => {
  const found = findQuote('met in\nMarch', PAGE);
  expect(PAGE.slice(found?.start, found?.end)).toBe('met in March');
});
