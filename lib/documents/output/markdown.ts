import type { Paragraph } from '../text/paragraphs.ts';
import { escaped } from './escaped.ts';
import { type PageLabels, pageName } from './page-labels.ts';

const BULLET = /^[•◦▪‣●○■□–—*·-] +/u;
const NUMBERED = /^\(?(\d{1,3})[.)] +/;

/** A paragraph as Markdown, without the blank line after it. */
export function paragraphMarkdown({ kind, level, text }: Paragraph): string {
  const own = text.trim();
  if (kind === 'heading') return `${'#'.repeat(level)} ${escaped(own)}`;
  if (kind !== 'list') return escaped(own);
  const number = NUMBERED.exec(own);
  if (number) return `${number[1]}. ${escaped(own.replace(NUMBERED, ''))}`;
  return BULLET.test(own) ? `- ${escaped(own.replace(BULLET, ''))}` : escaped(own);
}

/** Marks missing pages, so that the text before and after them does not read as continuous. */
export function missingPagesMarkdown(first: number, last: number, labels: PageLabels): string {
  const [from, to] = [pageName(first, labels), pageName(last, labels)];
  if (first === last) return `> Page ${from} is missing: it could not be read.\n\n`;
  return `> Pages ${from} to ${to} are missing: they could not be read.\n\n`;
}
