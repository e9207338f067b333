import { z } from 'zod';
import type { BibliographicFacts, FactSource } from './facts.ts';

const name = z.strictObject({
  family: z.string().optional(),
  given: z.string().optional(),
  literal: z.string().optional(),
});

/**
 * An item of CSL-JSON 1.0.2 (https://github.com/citation-style-language/schema, csl-data.json): the fields that are
 * known here. `custom` says where each was found.
 */
export const cslSchema = z.array(
  z.strictObject({
    id: z.string(),
    type: z.literal('document'),
    title: z.string().optional(),
    author: z.array(name).optional(),
    DOI: z.string().optional(),
    issued: z.strictObject({ 'date-parts': z.array(z.array(z.int())) }).optional(),
    custom: z.strictObject({ sources: z.record(z.string(), z.string()) }),
  }),
);

/** `Ohm, Georg` or `Georg Ohm`; a name of one word, or of an institution, is taken as it is. */
function nameOf(author: string): z.infer<typeof name> {
  const [family, given] = author.split(/\s*,\s*/);
  if (family && given) return { family, given };
  const words = author.split(' ');
  if (words.length < 2 || words.length > 4) return { literal: author };
  return { family: words.at(-1) ?? author, given: words.slice(0, -1).join(' ') };
}

/** Where each known fact was found. */
export function sourcesOf(facts: BibliographicFacts): Record<string, FactSource> {
  const found = Object.entries(facts).flatMap(([key, fact]) =>
    fact === null ? [] : [[key, fact.source] as const],
  );
  return Object.fromEntries(found);
}

/** The document as one item of CSL-JSON; what is not known is absent. */
export function cslOf(id: string, facts: BibliographicFacts): z.infer<typeof cslSchema> {
  const { title, authors, doi, date } = facts;
  return [
    {
      ...{ id, type: 'document' },
      ...(title && { title: title.value }),
      ...(authors && { author: authors.value.map(nameOf) }),
      ...(doi && { DOI: doi.value }),
      ...(date && { issued: { 'date-parts': [date.value.filter((part) => part !== undefined)] } }),
      custom: { sources: sourcesOf(facts) },
    },
  ];
}
