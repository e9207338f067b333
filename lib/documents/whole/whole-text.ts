import { atOnce } from '../../core/slices.ts';
import { languagesOf, type PageLanguage } from '../analyses/languages.ts';
import type { Figure } from '../figures/figure.ts';
import { figuresOf, type PageOfCandidates } from '../figures/figures-of.ts';
import { markedByPage } from '../figures/marked-figures.ts';
import type { OutlineEntry } from '../pdf/document-info.ts';
import { checkedSize, MOST_OF_PARAGRAPHS, MOST_OF_TEXT } from '../records/commit-size.ts';
import type { PackedPage } from '../records/queries.ts';
import { packParagraphs, unpackPage } from '../records/stored-page.ts';
import type { DocumentInfo, Findings } from '../report.ts';
import { pageWords, tableTexts } from '../search/page-words.ts';
import type { PageSpan } from '../steps/step-keys.ts';
import type { Table } from '../tables/table.ts';
import { continuations, type TableEdges, tableEdges } from '../tables/table-parts.ts';
import { columnsOf } from '../tables/table-rows.ts';
import { type DocumentText, readDocument } from '../text/document-text.ts';
import { linesInTables } from '../text/page-flow.ts';
import type { PageText } from '../text/page-text.ts';
import type { Paragraph } from '../text/paragraphs.ts';
import { sectionsOf } from '../text/sections.ts';
import type { SpanText } from './messages.ts';

type PlacedTable = Findings<'structure'>['tables'][number];
type RepeatedOn = DocumentText['repeatedOn'];

export interface WholeText extends DocumentText {
  /** Paragraphs by the page they begin on. */
  byPage: ReadonlyMap<number, Paragraph[]>;
  /** Pages that were read, rising. */
  pages: number[];
  languages: PageLanguage[];
  tables: PlacedTable[];
  /** Rows of the tables by page. */
  tableTexts: ReadonlyMap<number, string[]>;
  outline: OutlineEntry[];
  /** By page; pages without any are missing. */
  figures: ReadonlyMap<number, Figure[]>;
}

const placed = (page: number, tables: readonly Table[]): PlacedTable[] =>
  tables.map((table, at) => ({
    page,
    box: table.box,
    table: at + 1,
    rows: table.rows.length,
    columns: columnsOf(table),
    header: table.header,
    spanning: table.spanning,
  }));

/** Tables of a form: the first may go on with the last of the page before. */
function placedParts(page: number, tables: readonly Table[], before: PlacedTable | undefined): PlacedTable[] {
  const own = placed(page, tables);
  const [first] = own;
  if (first && before && tables[0]?.continues)
    first.continues = { page: before.page, table: before.table, heads: 0, split: false };
  return own;
}

/** The text of a form that marks its paragraphs. */
const asMarked = (pages: Paragraph[][]): DocumentText => ({
  paragraphs: pages.flat(),
  repeated: [],
  repeatedOn: new Map(),
});

const hasHeadings = ({ paragraphs }: DocumentText): boolean =>
  paragraphs.some(({ kind }) => kind === 'heading');

/** Marks the tables that go on with one of an earlier page. */
function join(tables: readonly PlacedTable[], edges: readonly TableEdges[], repeatedOn: RepeatedOn): void {
  const byNumber = new Map(tables.map((each) => [`${each.page}.${each.table}`, each]));
  for (const { page, table, from, heads, split } of continuations(edges, repeatedOn)) {
    const own = byNumber.get(`${page}.${table}`);
    if (own) own.continues = { ...from, heads, split };
  }
}

/** Puts the text of a document together. @param packed all pages, with bodies, in order. @param given the file's outline */
export async function wholeTextOf(
  packed: readonly PackedPage[],
  given: DocumentInfo['outline'],
): Promise<WholeText> {
  const texts: PageText[] = [];
  const languages: PageLanguage[] = [];
  const tables: PlacedTable[] = [];
  const edges: TableEdges[] = [];
  const paragraphs: Paragraph[][] = [];
  const tableRows = new Map<number, string[]>();
  const drawings: PageOfCandidates[] = [];
  for (const { page, language, languageConfidence, characters, body } of packed) {
    if (body === null) throw new Error(`Page ${page} came without its body.`);
    const { width, height, lines, tables: own, given: marked, drawn } = await unpackPage(body);
    if (marked) {
      texts.push({ page, width, height, lines });
      languages.push({ page, language, confidence: languageConfidence, characters });
      paragraphs.push(marked);
      tables.push(...placedParts(page, own, tables.at(-1)));
      tableRows.set(page, own.flatMap(tableTexts));
      continue;
    }
    const pageText = { page, width, height, lines, inTables: linesInTables(lines, own) };
    texts.push(pageText);
    if (drawn) drawings.push({ page, candidates: drawn, lines });
    if (own.length > 0) edges.push(tableEdges(pageText, own));
    languages.push({ page, language, confidence: languageConfidence, characters });
    tables.push(...placed(page, own));
    tableRows.set(page, own.flatMap(tableTexts));
  }
  const entries = given.map(({ page, ...entry }) => ({ ...entry, page: page ?? undefined }));
  const read = paragraphs.length > 0 ? asMarked(paragraphs) : atOnce(readDocument(texts, entries));
  const outline = paragraphs.length > 0 && hasHeadings(read) ? [] : entries;
  join(tables, edges, read.repeatedOn);
  const byPage = Map.groupBy(read.paragraphs, ({ page }) => page);
  const pages = texts.map(({ page }) => page);
  const figures = paragraphs.length > 0 ? markedByPage(byPage) : figuresOf(drawings, byPage, pages.length);
  return { ...read, byPage, pages, figures, languages, tables, tableTexts: tableRows, outline };
}

export function structureOf(whole: WholeText): Findings<'structure'> {
  const { paragraphs, repeated, languages, tables, outline } = whole;
  return {
    sections: atOnce(sectionsOf(paragraphs, outline)),
    tables,
    repeated_lines: repeated.map(({ pattern, pages }) => ({ text: pattern, pages: pages.length })),
    languages: languagesOf(languages),
    paragraphs: paragraphs.length,
  };
}

/** @throws PermanentError paragraphs_too_large */
export async function spanText(whole: WholeText, { from, to }: PageSpan): Promise<SpanText> {
  const packed: SpanText['pages'] = [];
  let bytes = 0;
  const { main } = languagesOf(whole.languages);
  const languages = new Map(whole.languages.map(({ page, language }) => [page, language]));
  const own = whole.pages.filter((page) => page >= from && page <= to);
  for (const page of own) {
    if (bytes >= MOST_OF_TEXT) return { pages: packed, next: page };
    const written = whole.byPage.get(page) ?? [];
    const paragraphs = checkedSize(await packParagraphs(written), MOST_OF_PARAGRAPHS, {
      code: 'paragraphs_too_large',
      what: `The paragraphs that begin on page ${page}`,
    });
    const texts = [...written.map(({ text }) => text), ...(whole.tableTexts.get(page) ?? [])];
    const searched = pageWords(page, texts, languages.get(page) ?? main);
    const figures = whole.figures.get(page) ?? null;
    bytes += paragraphs.length + JSON.stringify(figures).length + Buffer.byteLength(searched.words);
    packed.push({ ...searched, paragraphs, figures });
  }
  return { pages: packed, next: null };
}
