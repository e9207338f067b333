import { sourcesOf } from './csl.ts';
import type { BibliographicFacts } from './facts.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Text in a braced field: braces must pair and `#$%&_` be escaped (btxdoc, 1988; biber reads UTF-8). */
const inBraces = (text: string): string =>
  text.replaceAll(/[\\~^{}#$%&_]/g, (letter) => ESCAPES[letter] ?? `\\${letter}`);

/** The document as an entry of BibTeX; what is not known is absent, and comments say where the rest was found. */
export function bibtexOf(id: string, facts: BibliographicFacts): string {
  const { title, authors, doi, year } = facts;
  const fields = [
    // Braces twice: the case of a title is kept.
    title && `  title = {{${inBraces(title.value)}}},`,
    authors && `  author = {${authors.value.map(inBraces).join(' and ')}},`,
    year && `  year = {${year.value}},`,
    // Read by packages that print it verbatim.
    doi && `  doi = {${doi.value.replaceAll(/[{}]/g, '')}},`,
  ];
  const sources = Object.entries(sourcesOf(facts)).map(([key, source]) => `% ${key}: ${source}`);
  const lines = [...sources, `@misc{${id},`, ...fields.filter((field) => field !== null), '}'];
  return `${lines.join('\n')}\n`;
}
