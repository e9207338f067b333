import { expect, test } from 'vitest';
import { JsonTooComplex, parseBounded } from '../../lib/core/bounded-json.ts';

const BOUNDS = { depth: 3, values: 6 };

test.each([
  ['[[[1]]]', [[[1]]]],
  ['{"a":"[[[[[[,,,,,,,,\\"{{{{"}', { a: '[[[[[[,,,,,,,,"{{{{' }],
  ['[1,2,3,4,5,6]', [1, 2, 3, 4, 5, 6]],
  ['["\\\\",{"[[[[,,,,\\\\\\"":"\\""}]', ['\\', { '[[[[,,,,\\"': '"' }]],
])('%s is parsed', (text, value) => {
  expect(parseBounded(text, BOUNDS)).toEqual(value);
});

test.each([
  ['[[[[1]]]]', /nested more than 3 deep/],
  ['[1,2,3,4,5,6,7]', /more than 6 values/],
  ['[{},{},{},{}]', /more than 6 values/],
])('%s is not, and nothing of it is quoted', (text, message) => {
  expect(() => parseBounded(text, BOUNDS)).toThrow(JsonTooComplex);
  expect(() => parseBounded(text, BOUNDS)).toThrow(message);
});

test('an object of ten thousand names is parsed, one of more is not', () => {
  const named = (count: number) =>
    JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, 1])));
  expect(Object.keys(Object(parseBounded(named(10_000))))).toHaveLength(10_000);
  expect(() => parseBounded(named(10_001))).toThrow(/more than 10000 names/);
});

test('what is no JSON is a SyntaxError', () => {
  expect(() => parseBounded('[1,')).toThrow(SyntaxError);
  expect(() => parseBounded(']]],"')).toThrow(SyntaxError);
});
