import { expect, test } from 'vitest';
import { block, pageOf, textOf } from '../pages.ts';

const prose = (name: string, lines: number) =>
  Array.from({ length: lines }, (_, at) => `${name}${at} goes on from line to line until it ends`);
const order = (page: ReturnType<typeof pageOf>) =>
  textOf(page)
    .split('\n')
    .map((line) => line.charAt(0))
    .join('');
const LEFT = 50;
const RIGHT = 320;

test('two stories below each other, each under its heading, are read one after the other', () => {
  const story = (name: string, y: number) => [
    { x: LEFT, y, text: `${name.toUpperCase()} heading`, size: 18 },
    ...block(LEFT, y + 20, prose(name, 8)),
    ...block(RIGHT, y + 20, prose(name === 'a' ? 'b' : 'd', 8)),
  ];
  expect(order(pageOf(1, [...story('a', 100), ...story('c', 260)]))).toBe(
    `A${'a'.repeat(8)}${'b'.repeat(8)}C${'c'.repeat(8)}${'d'.repeat(8)}`,
  );
});

test('a heading within one column, beside text that goes on, does not cut the other', () => {
  const page = pageOf(1, [
    ...block(LEFT, 100, prose('a', 8)),
    { x: LEFT, y: 216, text: 'A heading', size: 14 },
    ...block(LEFT, 232, prose('a', 8)),
    ...block(RIGHT, 100, prose('b', 19)),
  ]);
  expect(order(page)).toBe(`${'a'.repeat(8)}A${'a'.repeat(8)}${'b'.repeat(19)}`);
});

test('a rule across the columns parts what is above it from what is below', () => {
  const page = pageOf(1, [
    ...[...block(LEFT, 100, prose('a', 6)), ...block(LEFT, 190, prose('c', 6))],
    ...[...block(RIGHT, 100, prose('b', 6)), ...block(RIGHT, 190, prose('d', 6))],
  ]);
  expect(order(page)).toBe('aaaaaaccccccbbbbbbdddddd');
  page.rulings = [{ x0: 40, x1: 560, y0: 174, y1: 175 }];
  expect(order(page)).toBe('aaaaaabbbbbbccccccdddddd');
});

test('cards in rows are read one by one', () => {
  const row = (names: string, y: number) =>
    [...names].flatMap((name, at) => block([LEFT, RIGHT][at] ?? LEFT, y, prose(name, 4)));
  const page = pageOf(1, [...row('ab', 100), ...row('cd', 180), ...row('ef', 260)]);
  expect(order(page)).toBe('aaaabbbbccccddddeeeeffff');
});

test('footnotes at the foot of both columns stay in their columns', () => {
  const column = (x: number, name: string, note: string) => [
    ...block(x, 100, prose(name, 12)),
    ...block(x, 300, prose(note, 2), 7),
  ];
  expect(order(pageOf(1, [...column(LEFT, 'a', 'x'), ...column(RIGHT, 'b', 'y')]))).toBe(
    `${'a'.repeat(12)}xx${'b'.repeat(12)}yy`,
  );
});

test('labels of a form are read with what stands beside them', () => {
  const fields = Array.from({ length: 8 }, (_, at) => [
    { x: LEFT, y: 100 + at * 24, text: `Name of field ${at}:` },
    { x: 200, y: 100 + at * 24, text: `filled in by hand ${at}` },
  ]);
  const lines = textOf(pageOf(1, fields.flat())).split('\n');
  expect(lines[0]).toBe('Name of field 0: filled in by hand 0');
  expect(lines).toHaveLength(8);
});

test('address blocks side by side are read one after the other, and the rows below them across', () => {
  const left = ['Anna Harbour', 'Market Lane 4', 'Northern Village', 'Old Country'];
  const right = ['Bert Lantern', 'Bridge Street 9', 'Southern Village', 'Old Country'];
  const rows = ['Rope of forty metres', 'Lantern of brass', 'Salt for the winter'].flatMap((text, at) => [
    { x: LEFT, y: 180 + at * 16, text },
    { x: 500, y: 180 + at * 16, text: `${at + 1}.50` },
  ]);
  const page = pageOf(1, [...block(LEFT, 100, left), ...block(RIGHT, 100, right), ...rows]);
  expect(textOf(page).split('\n')).toEqual([
    ...left,
    ...right,
    'Rope of forty metres 1.50',
    'Lantern of brass 2.50',
    'Salt for the winter 3.50',
  ]);
});
