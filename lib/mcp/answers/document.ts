import { z } from 'zod';
import type { Answer } from '../tool.ts';
import { fitting, shortened, shortText } from './shortened.ts';

const box = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() });
const place = z.object({ page: z.number(), label: z.string().optional(), box });

/** What the tools read of a document's report. */
export const documentShape = z.looseObject({
  document: z.looseObject({
    id: z.string().nullable(),
    name: z.string().nullable(),
    source_url: z.string().nullable(),
    pages: z.number().nullable(),
  }),
  pages: z.record(z.string(), z.number()).nullable(),
  words: z.number().nullable(),
  notes: z.array(z.unknown()),
  sections: z.array(z.object({ title: z.string(), level: z.number(), page: z.number() })).nullable(),
  languages: z.looseObject({ main: z.string().nullable() }).nullable(),
  keywords: z.array(z.looseObject({ phrase: z.string(), pages: z.array(z.number()) })).nullable(),
  summary: z.array(place.extend({ text: z.string() })).nullable(),
  missing: z.array(z.string()),
});
type DocumentShape = z.infer<typeof documentShape>;

/** What they read of a page. */
export const pageShape = z.looseObject({
  page: z.number(),
  label: z.string().optional(),
  kind: z.string(),
  text: z.string(),
  paragraphs: z.array(z.looseObject({ id: z.string(), kind: z.string(), text: z.string(), box })).nullable(),
  notes: z.array(z.string()),
  ocr_confidence: z.number().nullable(),
});
export type PageShape = z.infer<typeof pageShape>;

/** A piece of the text for retrieval. */
export const chunkShape = z.object({
  chunk: z.number(),
  text: z.string(),
  section: z.array(z.string()),
  page: z.number(),
  places: z.array(place),
});

const MOST_SECTIONS = 40;
const MOST_KEYWORDS = 12;
const BOUNDS = { items: MOST_SECTIONS, text: 200, depth: 4 };

/** Pages and analyses of which nothing is known, each with its reason. */
function notAssessed({ pages, missing }: DocumentShape): { what: string; why: string }[] {
  const unread = ['failed', 'unreadable', 'scanned'].flatMap((kind) => {
    const count = pages?.[kind] ?? 0;
    if (count === 0) return [];
    const why =
      kind === 'failed' ? 'They could not be read.' : `They are ${kind}: read again with ocr "auto".`;
    return [{ what: `the text of ${count} pages`, why }];
  });
  const analyses = missing.map((name) => ({ what: name, why: 'Its step failed or never ran.' }));
  return [...unread, ...analyses];
}

/** The report without its tables and entities. */
export function documentAnswer(report: DocumentShape): Answer {
  const { id, name, source_url, pages } = report.document;
  return {
    document: { document_id: id, name, source_url, pages },
    pages: report.pages,
    words: report.words,
    language: report.languages?.main ?? null,
    summary: fitting(report.summary ?? [], 4_000).map(({ text, page, label, box: at }) => ({
      text: shortText(text, 600),
      cite: { page, label, box: at },
    })),
    keywords: (report.keywords ?? []).slice(0, MOST_KEYWORDS).map(({ phrase, pages: on }) => ({
      phrase,
      pages: on.slice(0, 5),
    })),
    sections: shortened(report.sections ?? [], BOUNDS),
    notes: shortened(report.notes, { items: 10, text: 200, depth: 3 }),
    not_assessed: notAssessed(report),
  };
}

/** Paragraphs of a page from the one at `from` on, each with its box. `next`: the first that is not shown. */
export function pageAnswer(page: PageShape, from: number): { answer: Answer; next: number | null } {
  const whole = page.text === '' ? [] : [{ id: null, kind: 'text', text: page.text, box: null }];
  const all = page.paragraphs ?? whole;
  const listed = all.slice(from).map(({ id, kind, text, box: at }) => ({
    ...{ id, kind, text: shortText(text, 4_000), box: at },
  }));
  const shown = fitting(listed);
  const next = from + shown.length < all.length ? from + shown.length : null;
  const { page: number, label, kind, notes, ocr_confidence } = page;
  return { answer: { page: number, label, kind, ocr_confidence, notes, paragraphs: shown }, next };
}
