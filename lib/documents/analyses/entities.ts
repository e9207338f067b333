import type { Work } from '../../core/slices.ts';
import { eachOf, mapOf, sortedOf } from '../../core/slices-of.ts';
import type { Paragraph } from '../text/paragraphs.ts';
import { amountsIn, percentagesIn } from './amounts.ts';
import { datesIn } from './dates.ts';
import { doisIn, emailsIn, urlsIn } from './references.ts';

const KINDS = ['date', 'amount', 'percentage', 'email', 'url', 'doi'] as const;

export interface Entity {
  kind: (typeof KINDS)[number];
  /** As first written. */
  text: string;
  /**
   * ISO date or month, `EUR 12.5`, `3.5 %`, `USD 3–5`, address; null for a date, an amount or a percentage that can be
   * read in two ways.
   */
  value: string | null;
  count: number;
  /** Rising. */
  pages: number[];
  /** Ids of the first paragraphs and tables that hold it. */
  paragraphs: string[];
}

/** A text of one page, and the id of its paragraph or table. */
export interface TextOfPage {
  page: number;
  text: string;
  id: string;
}

/** A value in every row of a long table would name them all. */
const MOST_PARAGRAPHS = 20;

interface Found {
  index: number;
  text: string;
  value: string | null;
}

const READERS: Readonly<Record<Entity['kind'], (text: string) => Found[]>> = {
  date: datesIn,
  amount: amountsIn,
  percentage: percentagesIn,
  email: emailsIn,
  url: urlsIn,
  doi: doisIn,
};

/** The texts of paragraphs, split at page breaks, without code: `$1` is no amount there. @param ids of the paragraphs */
export function textsByPage(paragraphs: readonly Paragraph[], ids: readonly string[] = []): TextOfPage[] {
  return paragraphs.flatMap(({ kind, text, lines }, number) => {
    if (kind === 'code' || kind === 'equation') return [];
    const id = ids[number] ?? '';
    const starts = lines.filter(({ page }, at) => page !== lines[at - 1]?.page);
    return starts.map(({ page, at }, place) => ({ id, page, text: text.slice(at, starts[place + 1]?.at) }));
  });
}

/**
 * Entities that rules find reliably, each distinct value once. Pure; results of different texts merge with
 * `mergeEntities`.
 * @param texts mended text of paragraphs or table cells
 */
export function* entitiesIn(texts: Iterable<Omit<TextOfPage, 'id'> & { id?: string }>): Work<Entity[]> {
  const found: Entity[] = [];
  for (const { page, text, id } of texts) {
    const paragraphs = id ? [id] : [];
    for (const kind of KINDS) {
      const ordered = READERS[kind](text).sort((a, b) => a.index - b.index);
      for (const each of ordered)
        found.push({ kind, text: each.text, value: each.value, count: 1, pages: [page], paragraphs });
      yield;
    }
  }
  return yield* mergeEntities(found);
}

/** Sorted by kind, then by first occurrence. */
export function* mergeEntities(entities: Iterable<Entity>): Work<Entity[]> {
  const byKey = new Map<string, Entity & { on: Set<number>; within: Set<string> }>();
  yield* eachOf(entities, (entity) => {
    const key = `${entity.kind} ${entity.value ?? entity.text}`;
    const known = byKey.get(key) ?? { ...entity, count: 0, on: new Set(), within: new Set() };
    byKey.set(key, known);
    known.count += entity.count;
    for (const page of entity.pages) known.on.add(page);
    for (const id of entity.paragraphs) if (known.within.size < MOST_PARAGRAPHS) known.within.add(id);
  });
  const all = yield* mapOf(byKey.values(), ({ on, within, ...entity }) => ({
    ...entity,
    pages: [...on].sort((a, b) => a - b),
    paragraphs: [...within],
  }));
  return yield* sortedOf(all, (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}
