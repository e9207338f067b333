import type { Part } from './made.ts';
import type { Said } from './sources.ts';

/** Tables as pandoc knows them. */
export const TABLES: readonly { name: string; table: (w: Said) => Part }[] = [
  {
    name: 'a table with a caption and empty cells',
    table: ({ short, head }) => ({
      is: 'pipes',
      caption: head(1),
      head: [short(0), short(1), short(2)],
      rows: [
        ['1', '', '2.15'],
        ['', short(3), ''],
        ['3', short(4), '1.90'],
      ],
    }),
  },
  {
    name: 'a table without names of its columns',
    table: ({ short }) => ({
      is: 'pipes',
      rows: [
        [short(0), '1'],
        [short(1), '2'],
        [short(2), ''],
      ],
    }),
  },
  {
    name: 'a grid whose cells have paragraphs and lists',
    table: ({ short }) => ({
      is: 'grid',
      head: ['A', 'B', 'C'],
      rows: [
        [
          { lines: [`- ${short(0)}`, `- ${short(1)}`], told: `• ${short(0)} • ${short(1)}` },
          { lines: [short(2), '', short(3)], told: `${short(2)} ${short(3)}` },
          '1',
        ],
        ['', { lines: [`1. ${short(4)}`, `2. ${short(5)}`], told: `1. ${short(4)} 2. ${short(5)}` }, '2'],
      ],
    }),
  },
  {
    name: 'cells over columns',
    table: ({ short }) => ({
      is: 'spans',
      head: [{ text: short(0), columns: 2 }, { text: short(1) }],
      rows: [
        [{ text: short(2) }, { text: short(3) }, { text: short(4) }],
        [{ text: short(5) }, { text: short(6), columns: 2 }],
      ],
    }),
  },
  {
    name: 'cells over columns and rows',
    table: ({ short }) => ({
      is: 'spans',
      head: [{ text: 'A' }, { text: 'B' }, { text: 'C' }],
      rows: [
        [{ text: short(0), rows: 2 }, { text: short(1) }, { text: short(2) }],
        [{ text: short(3), columns: 2, rows: 2 }],
        [{ text: short(4) }],
      ],
    }),
  },
];
