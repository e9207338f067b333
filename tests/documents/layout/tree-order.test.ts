import { expect, test } from 'vitest';
import { placed } from '../../../lib/documents/layout/placed.ts';
import { type Column, inTreeOrder } from '../../../lib/documents/layout/tree-order.ts';
import { run } from '../tables/laid-out.ts';

/** Lines of one block of the tree at a place of the page. */
function column(place: number, role: string, x: number, y: number, texts: readonly string[]): Column {
  const pieces = texts.map((text, at) => placed(run(text, x, y + 12 * at, { tag: { place, role } }), at, 0));
  return { pieces, grid: undefined };
}

const order = (columns: readonly Column[]) =>
  inTreeOrder(columns).flatMap(({ pieces }) => pieces.map(({ text }) => text));

test('a paragraph goes on at the top of the next column, whichever part the page gives first', () => {
  const columns = [
    column(1, 'P', 60, 100, ['first of the left', 'second of the left']),
    column(2, 'P', 300, 100, ['end of the paragraph']),
    column(2, 'P', 60, 160, ['begin of the paragraph']),
    column(3, 'P', 300, 130, ['below its end']),
  ];
  expect(order(columns)).toEqual([
    ...['first of the left', 'second of the left', 'begin of the paragraph'],
    ...['end of the paragraph', 'below its end'],
  ]);
});

test('cells of one table keep the order in which the page gives them', () => {
  const cells = [
    column(1, 'TD', 60, 100, ['a1']),
    column(1, 'TD', 300, 100, ['b1']),
    column(1, 'TD', 60, 130, ['a2']),
    column(1, 'TD', 300, 130, ['b2']),
    column(2, 'P', 60, 160, ['below']),
  ];
  expect(order(cells)).toEqual(['a1', 'b1', 'a2', 'b2', 'below']);
});
