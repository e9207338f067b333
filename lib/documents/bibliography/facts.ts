import type { DocumentInfo } from '../report.ts';
import type { Paragraph } from '../text/paragraphs.ts';

/** Where a fact was found. */
export type FactSource = 'metadata' | 'first_page';

export interface Fact<Value> {
  value: Value;
  source: FactSource;
}

/** What a document says of itself; what it does not say is null. */
export interface BibliographicFacts {
  title: Fact<string> | null;
  authors: Fact<string[]> | null;
  doi: Fact<string> | null;
  /** Of its creation, as the file has it. */
  year: Fact<number> | null;
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

/** A date of a PDF (ISO 32000-2, 7.9.4): `D:20240131…`. */
function yearIn(date: string | null): number | null {
  const year = /^(?:D:)?(\d{4})/.exec(date ?? '')?.[1];
  return year === undefined ? null : Number(year);
}

/**
 * Title, authors, DOI and year, from the file's metadata, else from its first page.
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
  return {
    title:
      fact(title !== null && !NO_TITLE.test(title) ? title : null, 'metadata') ??
      fact(titleIn(firstPage), 'first_page'),
    authors: fact(authorsIn(fieldOf(metadata, 'Author')), 'metadata'),
    doi: fact(said, 'metadata') ?? fact(printed, 'first_page'),
    year: fact(yearIn(fieldOf(metadata, 'CreationDate')), 'metadata'),
  };
}
