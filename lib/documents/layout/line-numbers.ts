import type { Placed } from './placed.ts';
import { goesOn, isFilled, stripOf } from './strips.ts';

const NUMBER = /^\d{1,4}$/;
/** Fewer numbers, or lines beside them, are a list or a table. */
const FEWEST = { numbers: 5, lines: 8 } as const;

/** Whether the numbers rise by the same step from one to the next, as where every fifth line has one. */
function areEven(numbers: readonly Placed[]): boolean {
  const values = numbers.toSorted((a, b) => a.place.y0 - b.place.y0).map(({ text }) => Number(text.trim()));
  const [first = 0, second = 0] = values;
  const step = second - first;
  return step > 0 && values.every((value, at) => value === first + at * step);
}

/**
 * The pieces without the numbers of lines beside running text, which are no part of it: numbers that rise evenly, all
 * left or all right of the text.
 */
export function withoutLineNumbers(pieces: readonly Placed[]): readonly Placed[] {
  const numbers = pieces.filter(({ text }) => NUMBER.test(text.trim()));
  if (numbers.length < FEWEST.numbers) return pieces;
  const isNumber = new Set(numbers);
  const others = pieces.filter((piece) => !isNumber.has(piece));
  const { rows, box } = stripOf(others);
  if (rows.length < FEWEST.lines) return pieces;
  for (const beside of [
    numbers.filter(({ place }) => place.x1 <= box.x0),
    numbers.filter(({ place }) => place.x0 >= box.x1),
  ]) {
    if (beside.length < FEWEST.numbers || !areEven(beside)) continue;
    const left = new Set(beside);
    const rest = pieces.filter((piece) => !left.has(piece));
    const text = stripOf(rest);
    if (isFilled(text) && goesOn(text)) return rest;
  }
  return pieces;
}
