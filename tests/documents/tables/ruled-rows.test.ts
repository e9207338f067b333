import { describe, expect, test } from 'vitest';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { frame, pageOf, rowAt, rule, run, shown } from './laid-out.ts';

describe('ruled tables without all their rules', () => {
  test('a drawing of rules with a few words in it is no table', () => {
    const level = [100, 120, 140, 160, 180, 200, 220].map((y) => rule(50, y, 60, y));
    const walls = [50, 60, 100, 180, 240, 350].map((x) => rule(x, 100, x, 220));
    const ends = [100, 220].map((y) => rule(50, y, 350, y));
    const words = [run('a', 110, 150), run('b', 200, 150), run('c', 52, 104), run('d', 300, 150)];
    expect(tablesOf(pageOf(words, [...level, ...walls, ...ends]))).toEqual([]);
  });

  test('a box for each word of a drawing, the rest empty, is no table', () => {
    expect(tablesOf(pageOf([run('Entry', 60, 105), run('Death', 260, 105)], frame(2)))).toEqual([]);
  });

  test('two lines in each cell are two rows where a word more would have fitted', () => {
    const rulings = [
      ...[100, 120, 160].map((y) => rule(50, y, 350, y)),
      ...[50, 150, 250, 350].map((x) => rule(x, 100, x, 160)),
    ];
    const body = [...rowAt(125, 'Normal', 'pdf', 'cdf'), ...rowAt(140, 'Poisson', 'pdf2', 'cdf2')];
    expect(shown(tablesOf(pageOf([...rowAt(105, 'Kind', 'Density', 'Sum'), ...body], rulings)))).toEqual([
      ['Kind | Density | Sum', 'Normal | pdf | cdf', 'Poisson | pdf2 | cdf2'],
    ]);
  });

  test('rows without a rule between them are told apart where all columns agree', () => {
    const rulings = [
      ...[100, 120, 200].map((y) => rule(50, y, 350, y)),
      ...[50, 150, 250, 350].map((x) => rule(x, 100, x, 200)),
    ];
    const body = [1, 2, 3, 4].map((at) => rowAt(112 + 15 * at, `bit ${at}`, `left ${at}`, `right ${at}`));
    const [head, ...rest] = [
      'Bit | plot | splot',
      ...[1, 2, 3, 4].map((at) => `bit ${at} | left ${at} | right ${at}`),
    ];
    const runs = [...rowAt(105, 'Bit', 'plot', 'splot'), ...body.flat()];
    expect(shown(tablesOf(pageOf(runs, rulings)))).toEqual([[head, ...rest]]);
  });
});
