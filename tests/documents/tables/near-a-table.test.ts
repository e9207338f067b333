import { describe, expect, test } from 'vitest';
import { tablesOf } from '../../../lib/documents/tables/tables-of.ts';
import { pageOf, rowAt, run, shown } from './laid-out.ts';

describe('what stands next to a table is not drawn into it', () => {
  const terms = (y: number) => [
    ...[run('fast', 60, y), run('Reads without checking.', 160, y)],
    ...[run('safe', 60, y + 18), run('Reads and checks each record on the way in.', 160, y + 18)],
    ...[run('dry', 60, y + 36), run('Reads nothing and tells what it would do.', 160, y + 36)],
  ];
  const rows = [
    'fast | Reads without checking.',
    'safe | Reads and checks each record on the way in.',
    'dry | Reads nothing and tells what it would do.',
  ];

  test('a running head with the page number', () => {
    const head = [run('12', 60, 40), run('Reading', 400, 40)];
    expect(shown(tablesOf(pageOf([...head, ...terms(66)])))).toEqual([rows]);
  });

  test('but the first row of a table at the top of a page, which ends in a number, is', () => {
    const top = ['Oslo', 'Turin', 'Cork', 'Ulm'].map((name, at) =>
      rowAt(40 + 20 * at, name, 'open', `${at + 7}`),
    );
    const all = ['Oslo | open | 7', 'Turin | open | 8', 'Cork | open | 9', 'Ulm | open | 10'];
    expect(shown(tablesOf(pageOf(top.flat())))).toEqual([all]);
  });

  test('a paragraph whose sentences stand wide apart', () => {
    const prose = [
      ...[
        run('Whatever is chosen holds for all.', 60, 236),
        run('The next call may choose anew, which', 234, 236),
      ],
      run('takes no longer than the first call took, and ends with it.', 60, 248),
    ];
    expect(shown(tablesOf(pageOf([...terms(180), ...prose])))).toEqual([rows]);
  });

  test('a bold heading below', () => {
    const heading = run('See', 60, 234, { bold: true });
    expect(shown(tablesOf(pageOf([...terms(180), heading])))).toEqual([rows]);
  });
});
