import type { PackedPage } from '../records/queries.ts';
import type { FindingsRecord, PageTexts } from '../records/write.ts';
import type { DocumentInfo, FindingsName } from '../report.ts';
import type { PageSpan } from '../steps/step-keys.ts';

/** The paragraphs of pages of a span: at least one page, at most what one commit should hold. */
export interface SpanText {
  pages: PageTexts[];
  /** First page that is left for another step; null if none is. */
  next: number | null;
}

/** Requests to the thread that holds one document, one at a time. */
export type WholeRequest =
  /** Further pages of the document, in order, and the file's outline with the last. */
  | { ask: 'take'; pages: PackedPage[]; outline?: DocumentInfo['outline'] }
  /** Lets go of the document. */
  | { ask: 'forget' }
  /** From the lines of all pages. */
  | { ask: 'text'; span: PageSpan }
  | { ask: 'structure' }
  /** From the paragraphs of all pages. `list`: the reader's word list. */
  | { ask: 'analysis'; name: Exclude<FindingsName, 'structure'>; list: string };

export type WholeReply =
  | { is: 'taken' }
  | { is: 'forgotten' }
  | { is: 'text'; text: SpanText }
  | { is: 'findings'; record: FindingsRecord }
  | { is: 'refused'; code: string; message: string }
  | { is: 'crashed'; message: string };
