import type { Paragraph } from '../text/paragraphs.ts';
import { escaped, escapedWithin } from './escaped.ts';
import { type PageLabels, pageName } from './page-labels.ts';
import { PART_NAMES } from './part-names.ts';

const BULLET = /^[•◦▪‣●○■□–—*·-] +/u;
/** Spaces that an item of a list within another is indented by. */
const NESTED = 4;
const NUMBERED = /^\(?(\d{1,3})[.)] +/;

/** A fence longer than any within (CommonMark 0.31, section 4.5). */
function fenced(text: string): string {
  const longest = (text.match(/`{3,}/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}

/** The text from `from`, with the marks of notes as footnotes (GitHub Flavored Markdown). */
function marked({ text, references = [] }: Paragraph, from: number): string {
  let [markdown, at] = ['', from];
  for (const { at: mark, length, label } of references) {
    if (mark < at) continue;
    const before = text.slice(at, mark);
    markdown += `${at === from ? escaped(before.trimStart()) : escapedWithin(before)}[^${label}]`;
    at = mark + length;
  }
  return (markdown + (at === from ? escaped(text.slice(at).trim()) : escapedWithin(text.slice(at)))).trim();
}

/** A paragraph as Markdown, without the blank line after it. */
export function paragraphMarkdown(paragraph: Paragraph): string {
  const { kind, level, text, note, part, depth = 1 } = paragraph;
  if (kind === 'code') return fenced(text);
  const indent = text.length - text.trimStart().length;
  if (note) return `[^${note.label}]: ${marked(paragraph, note.length)}`;
  if (kind === 'heading') return `${'#'.repeat(level)} ${marked(paragraph, indent)}`;
  if (part) return `> ${PART_NAMES[part]}: ${marked(paragraph, indent)}`;
  if (kind !== 'list') return marked(paragraph, indent);
  return `${' '.repeat(NESTED * (depth - 1))}${itemMarkdown(paragraph, indent)}`;
}

function itemMarkdown(paragraph: Paragraph, indent: number): string {
  const own = paragraph.text.trimStart();
  const number = NUMBERED.exec(own);
  if (number) return `${number[1]}. ${marked(paragraph, indent + number[0].length)}`;
  const bullet = BULLET.exec(own);
  if (bullet) return `- ${marked(paragraph, indent + bullet[0].length)}`;
  // Markdown has no `a)` and no `1.2.`: what a file marks as an item is one, behind its own number.
  return `${paragraph.depth === undefined ? '' : '- '}${marked(paragraph, indent)}`;
}

/** Marks missing pages, so that the text before and after them does not read as continuous. */
export function missingPagesMarkdown(first: number, last: number, labels: PageLabels): string {
  const [from, to] = [pageName(first, labels), pageName(last, labels)];
  if (first === last) return `> Page ${from} is missing: it could not be read.\n\n`;
  return `> Pages ${from} to ${to} are missing: they could not be read.\n\n`;
}
