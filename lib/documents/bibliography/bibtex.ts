import { sourcesOf } from './csl.ts';
import type { BibliographicFacts } from './facts.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Macros of all styles (btxdoc, 1988). */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Text in a braced field: braces must pair and `#$%&_` be escaped (btxdoc, 1988; biber reads UTF-8). */
const inBraces = (text: string): string =>
  text.replaceAll(/[\\~^{}#$%&_]/g, (letter) => ESCAPES[letter] ?? `\\${letter}`);

/** The document as an entry of BibTeX; what is not known is absent, and comments say where the rest was found. */
export function bibtexOf(id: string, facts: BibliographicFacts): string {
  const { title, authors, doi, date } = facts;
  const [year, month] = date?.value ?? [];
  const fields = [
    // Braces twice: the case of a title is kept.
    title && `  title = {{${inBraces(title.value)}}},`,
    authors && `  author = {${authors.value.map(inBraces).join(' and ')}},`,
    year !== undefined && `  year = {${year}},`,
    month !== undefined && `  month = ${MONTHS[month - 1]},`,
    // Read by packages that print it verbatim.
    doi && `  doi = {${doi.value.replaceAll(/[{}]/g, '')}},`,
  ];
  const sources = Object.entries(sourcesOf(facts)).map(([key, source]) => `% ${key}: ${source}`);
  const lines = [...sources, `@misc{${id},`, ...fields.filter((field) => typeof field === 'string'), '}'];
  return `${lines.join('\n')}\n`;
}
