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
}

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

/** The texts of paragraphs, split at page breaks, without code: `$1` is no amount there. */
export function textsByPage(paragraphs: readonly Paragraph[]): { page: number; text: string }[] {
  return paragraphs.flatMap(({ kind, text, lines }) => {
    if (kind === 'code') return [];
    const starts = lines.filter(({ page }, at) => page !== lines[at - 1]?.page);
    return starts.map(({ page, at }, place) => ({ page, text: text.slice(at, starts[place + 1]?.at) }));
  });
}

/**
 * Entities that rules find reliably, each distinct value once. Pure; results of different texts merge with
 * `mergeEntities`.
 * @param texts mended text of paragraphs or table cells
 */
export function* entitiesIn(texts: Iterable<{ page: number; text: string }>): Work<Entity[]> {
  const found: Entity[] = [];
  for (const { page, text } of texts) {
    for (const kind of KINDS) {
      const ordered = READERS[kind](text).sort((a, b) => a.index - b.index);
      for (const each of ordered)
        found.push({ kind, text: each.text, value: each.value, count: 1, pages: [page] });
      yield;
    }
  }
  return yield* mergeEntities(found);
}

/** Sorted by kind, then by first occurrence. */
export function* mergeEntities(entities: Iterable<Entity>): Work<Entity[]> {
  const byKey = new Map<string, Entity & { on: Set<number> }>();
  yield* eachOf(entities, (entity) => {
    const key = `${entity.kind} ${entity.value ?? entity.text}`;
    const known = byKey.get(key);
    if (known) known.count += entity.count;
    else byKey.set(key, { ...entity, on: new Set() });
    for (const page of entity.pages) byKey.get(key)?.on.add(page);
  });
  const all = yield* mapOf(byKey.values(), ({ on, ...entity }) => ({
    ...entity,
    pages: [...on].sort((a, b) => a - b),
  }));
  return yield* sortedOf(all, (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}
