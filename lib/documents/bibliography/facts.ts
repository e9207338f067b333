import type { DocumentInfo } from '../report.ts';
import type { Paragraph } from '../text/paragraphs.ts';
import { type DateParts, printedDate, writtenDate } from './dates.ts';

/** Where a fact was found. */
export type FactSource = 'metadata' | 'first_page' | 'creation_date';

export interface Fact<Value> {
  value: Value;
  source: FactSource;
}

/** What a document says of itself; what it does not say is null. */
export interface BibliographicFacts {
  title: Fact<string> | null;
  authors: Fact<string[]> | null;
  doi: Fact<string> | null;
  /** When it came out; from the source `creation_date`, when the file was made. */
  date: Fact<DateParts> | null;
}

/** As CrossRef matches them: https://www.crossref.org/blog/dois-and-matching-regular-expressions/ (2015). */
const DOI = /\b10\.\d{4,9}\/[-._;()/:a-z\d]+/i;
/** Names that programs give to files in place of a title. */
const NO_TITLE =
  /^(?:untitled\b|microsoft \w+ - |document\d*$|.*\.(?:docx?|pdf|tex|dvi|indd|qxd|rtf|odt|pptx?)$)/i;
const BETWEEN_AUTHORS = /\s*(?:;|\s&\s|\band\b|,(?=\s*\p{Lu}\S*\s+\p{Lu}))\s*/u;

/** Closing brackets and full stops after a DOI are of the sentence. */
function doiIn(text: string): string | null {
  const found = DOI.exec(text)?.[0].replace(/[.;:]+$/, '');
  if (found === undefined) return null;
  return found.includes('(') ? found : found.replace(/\)+$/, '');
}

const fact = <Value>(value: Value | null | undefined, source: FactSource): Fact<Value> | null =>
  value === null || value === undefined ? null : { value, source };

function fieldOf(metadata: DocumentInfo['metadata'], name: string): string | null {
  return metadata[name]?.replaceAll(/\s+/gu, ' ').trim() || null;
}

function titleIn(paragraphs: readonly Paragraph[]): string | null {
  const first = paragraphs.find(({ kind, level }) => kind === 'heading' && level === 1);
  return first?.text.trim() || null;
}

function authorsIn(text: string | null): string[] | null {
  const names = (text ?? '').split(BETWEEN_AUTHORS).filter((name) => name !== '');
  return names.length > 0 ? names : null;
}

/**
 * Title, authors, DOI and date, from the file's metadata, else from its first page.
 * @param firstPage paragraphs that begin on it
 */
export function bibliographicFacts(
  metadata: DocumentInfo['metadata'],
  firstPage: readonly Paragraph[],
): BibliographicFacts {
  const title = fieldOf(metadata, 'Title');
  const said = Object.values(metadata)
    .map(doiIn)
    .find((doi) => doi !== null);
  const printed = firstPage.map(({ text }) => doiIn(text)).find((doi) => doi !== null);
  const made = writtenDate(fieldOf(metadata, 'CreationDate'));
  const told = writtenDate(fieldOf(metadata, 'Date'));
  // Programs that know of no other day write that of the file.
  const cameOut = told !== null && String(told) === String(made) ? null : told;
  return {
    title:
      fact(title !== null && !NO_TITLE.test(title) ? title : null, 'metadata') ??
      fact(titleIn(firstPage), 'first_page'),
    authors: fact(authorsIn(fieldOf(metadata, 'Author')), 'metadata'),
    doi: fact(said, 'metadata') ?? fact(printed, 'first_page'),
    date:
      fact(cameOut, 'metadata') ??
      fact(printedDate(firstPage, made?.[0] ?? null), 'first_page') ??
      fact(made, 'creation_date'),
  };
}
