import type { Inline, Item, Line, List, Made, Numbering, Part } from './made.ts';
import { TABLES } from './source-tables.ts';
import { WORDS, type Words } from './words.ts';

type Shape = Pick<Made, 'name' | 'parts' | 'notes'>;
/** The words of a language by their places, those beyond the last one from the first again; and places of notes. */
export interface Said {
  note: (at: number) => { note: number };
  head: (at: number) => string;
  short: (at: number) => string;
  long: (at: number) => string;
}

const from = (words: readonly string[]) => (at: number) => words[at % words.length] ?? '';
const said = ({ heads, short, long }: Words): Said => ({
  head: from(heads),
  short: from(short),
  long: from(long),
  note: (at) => ({ note: at }),
});

const h = (level: number, text: Line): Part => ({ is: 'heading', level, text });
const p = (...text: Inline[]): Part => ({ is: 'text', text });
const list = (items: readonly Item[], numbering?: Numbering): List => ({
  is: 'list',
  items,
  ...(numbering ? { numbering } : {}),
});
const items = (...texts: Line[]): Item[] => texts.map((text) => ({ text }));
const decimal: Numbering = { numerals: '1', around: '.' };

const lists: readonly ((w: Said) => Shape)[] = [
  ({ head, short, long }) => ({
    name: 'headings of six levels',
    parts: [1, 2, 3, 4, 5, 6, 2, 1, 3].flatMap((level, at) => [
      h(level, head(at) + (at > 4 ? ` ${at}` : '')),
      p(`${at}. ${short(at)}`, ` ${long(at)}`),
    ]),
    notes: [],
  }),
  ({ head, short, long }) => ({
    name: 'bulleted and numbered items within each other',
    parts: [
      h(1, head(0)),
      list([
        {
          text: short(0),
          inner: list([{ text: short(1), inner: list(items(short(2), short(3)), decimal) }]),
        },
        { text: short(4) },
      ]),
      p(long(0)),
      list(
        [
          { text: short(5), inner: list(items(short(6), short(7)), { numerals: 'a', around: ')' }) },
          { text: short(0), inner: list(items(short(1)), { numerals: 'i', around: '.' }) },
          { text: short(2) },
        ],
        decimal,
      ),
    ],
    notes: [],
  }),
  ({ head, short, long }) => ({
    name: 'lists that begin elsewhere, by letters and Roman numerals',
    parts: [
      h(2, head(0)),
      list(items(short(0), short(1)), { ...decimal, first: 7 }),
      p(long(0)),
      list(items(short(2), short(3), short(4)), { numerals: 'A', around: ')' }),
      p(long(1)),
      list(items(short(5), short(6)), { numerals: 'i', around: '()', first: 4 }),
      h(2, head(1)),
      list(items(short(7), short(0)), { numerals: 'a', around: '.' }),
    ],
    notes: [],
  }),
  ({ head, short, long }) => ({
    name: 'items of two paragraphs, with lists below them',
    parts: [
      h(1, head(0)),
      list(
        [
          { text: short(0), more: long(0) },
          {
            text: short(1),
            more: long(1),
            inner: list([{ text: short(2), more: long(2) }, { text: short(3) }]),
          },
          { text: short(4) },
        ],
        decimal,
      ),
      p(long(2)),
    ],
    notes: [],
  }),
  ({ head, short, long }) => ({
    name: 'tasks, done and open',
    parts: [
      h(1, head(4)),
      list([
        { text: short(0), done: true },
        { text: short(1), done: false, inner: list([{ text: short(2), done: true }]) },
        { text: [short(3), ' ', { strong: short(4) }], done: false },
      ]),
      p(long(0)),
      list(items(short(5), short(6)), { numerals: '1', around: ')' }),
    ],
    notes: [],
  }),
  ({ head, short, long }) => ({
    name: 'the same list twice, each from one',
    parts: [
      h(1, head(0)),
      list(items(short(0), short(1)), decimal),
      p(long(0)),
      list(
        [{ text: short(2), inner: list(items(short(3), short(4)), decimal) }, { text: short(5) }],
        decimal,
      ),
      h(2, head(1)),
      list(items(short(6), short(7)), decimal),
    ],
    notes: [],
  }),
];

const notes: readonly ((w: Said) => Shape)[] = [
  ({ head, short, long, note }) => ({
    name: 'notes of one paragraph and of several',
    parts: [h(1, head(0)), p(short(0), note(0), ` ${long(0)}`, note(1)), h(2, head(1)), p(long(1), note(2))],
    notes: [[long(2)], [short(1), long(1), short(2)], [short(3)]],
  }),
  ({ head, short, long, note }) => ({
    name: 'notes in a heading, an item, a quotation and a cell',
    parts: [
      h(1, [head(0), note(0)]),
      list([{ text: [short(0), note(1)] }, { text: short(1) }]),
      { is: 'quote', lines: [[long(0), note(2)]] },
      {
        is: 'pipes',
        head: [short(2), short(3)],
        rows: [
          [{ text: short(4), ...note(3) }, short(5)],
          ['', short(6)],
        ],
      },
      p(long(1), note(4)),
    ],
    notes: [[short(7)], [long(2)], [short(0), long(1)], [short(1)], [short(2)]],
  }),
  ({ head, short, long, note }) => ({
    name: 'a note with a listing',
    parts: [h(1, head(0)), p(long(0), note(0)), p(long(1)), p(short(0), note(1), '.')],
    notes: [[short(1), 'read(log)\n    at noon', short(2)], [long(2)]],
  }),
  ({ head, short, long, note }) => ({
    name: 'twelve notes over three chapters',
    parts: [0, 1, 2].flatMap((at) => [
      h(1, head(at)),
      ...[0, 1].map((own) =>
        p(short(own), note(at * 4 + own * 2), ` ${long(own)}`, note(at * 4 + own * 2 + 1)),
      ),
    ]),
    notes: Array.from({ length: 12 }, (_, at) => [`${short(at)} ${at + 1}`]),
  }),
];

const texts: readonly ((w: Said) => Shape)[] = [
  ({ head, short, long }) => ({
    name: 'raised and lowered text, links, bold and code in rows',
    parts: [
      h(1, head(0)),
      p(short(0), ' 10', { raised: '-3', told: '⁻³' }, ' m, H', { lowered: '2', told: '₂' }, 'O.'),
      p({ link: short(1), url: 'https://tides.example/log?a=1' }, ' ', { strong: short(2) }, ' ', {
        code: 'a_b',
      }),
      h(3, [head(1), ' x', { raised: '2', told: '²' }]),
      p(long(0), ' ', { link: short(3), url: 'https://tides.example/b' }),
    ],
    notes: [],
  }),
  ({ head, short, long }) => ({
    name: 'quotations, one within another',
    parts: [
      h(1, head(0)),
      { is: 'quote', lines: [long(0), [short(0), { raised: '2', told: '²' }]], inner: long(1) },
      p(short(1)),
      { is: 'quote', lines: [long(2)] },
    ],
    notes: [],
  }),
  ({ head, short, long }) => ({
    name: 'listings with indentation and empty lines',
    parts: [
      h(1, head(0)),
      p(long(0)),
      { is: 'code', text: 'def ebb(log):\n    for day in log:\n        yield day["low"]\n\nprint(ebb([]))' },
      p(short(0)),
      { is: 'code', text: '  <tide high="2.15 m"/>' },
      p(short(1)),
    ],
    notes: [],
  }),
  ({ head, short, long }) => ({
    name: 'words and what they mean',
    parts: [
      h(1, head(0)),
      {
        is: 'definitions',
        terms: [
          { term: short(0), means: [long(0)] },
          { term: short(1), means: [long(1), short(2)] },
        ],
      },
      p(long(2)),
    ],
    notes: [],
  }),
  ({ head, short, long }) => ({
    name: 'pages that rules part, and signs that Markdown has a meaning for',
    parts: [
      h(1, head(0)),
      p(`${long(0)} *1* _2_ #3 [4] <5> & \\6 ~7~ $8$ ^9^`),
      { is: 'rule' },
      p(long(1)),
      h(1, head(1)),
      p('1986. ', long(2)),
      { is: 'rule' },
      p(short(0)),
    ],
    notes: [],
  }),
];

const tables: readonly ((w: Said) => Shape)[] = TABLES.map(({ name, table }) => (w) => ({
  name,
  parts: [h(1, w.head(0)), p(w.long(0)), table(w), p(w.long(1))],
  notes: [],
}));

/** Twenty documents, each in one of ten languages. */
export const SOURCES: readonly Made[] = [...lists, ...notes, ...texts, ...tables].flatMap((shape, at) => {
  const words = WORDS[(at * 3) % WORDS.length];
  if (!words) return [];
  const { title, authors, language } = words;
  const { name, ...made } = shape(said(words));
  return [{ name: `${name} (${language})`, title, authors, language, ...made }];
});
