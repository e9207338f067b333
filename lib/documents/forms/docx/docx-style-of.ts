import { headingStyle, PLAIN, type Style } from '../block-writer.ts';
import { isCodeStyle } from '../monospaced.ts';
import type { DocxNumbers } from './docx-numbers.ts';
import type { DocxStyles, ParagraphStyle } from './docx-styles.ts';

/** What a paragraph says of itself. */
export interface Properties {
  style?: string;
  numId?: string;
  level?: number;
  outline?: number;
  /** Its mark, or the row, was deleted. */
  isDeleted?: boolean;
}

const MOST_LEVELS = 9;
const TITLES = /^(?:title|titel|titre|título|titolo)$/i;
const HEADING = /^(?:heading|überschrift|titre|título|titolo)\s*(\d)$/i;
/** Ids of the built-in styles, which word processors make of their names in the language of the user, as ASCII. */
const HEADING_ID =
  /^(?:heading|(?:ü|u|ue)?berschrift|titre|t[ií]?tulo|titolo|kop|rubrik|overskrift|otsikko|nag[lł]?wek|nadpis|c[ií]?msor|ba[sş]?l[ıi]?k)[ _]?(\d)$/i;

/** What a style says of a heading's level, from 1: null for body text, undefined for nothing. */
function ownLevel({ id, name, outline }: ParagraphStyle): number | null | undefined {
  if (outline !== undefined) return outline < MOST_LEVELS ? outline + 1 : null;
  const named = HEADING.exec(name) ?? HEADING_ID.exec(id);
  return named?.[1] === undefined ? undefined : Number(named[1]);
}

/** The level of a heading, from 1; null for other paragraphs. */
function headingLevel({ outline }: Properties, chain: readonly ParagraphStyle[]): number | null {
  if (outline !== undefined) return outline < MOST_LEVELS ? outline + 1 : null;
  const level = chain.map(ownLevel).find((own) => own !== undefined);
  if (level !== undefined) return level;
  return TITLES.test(chain[0]?.name ?? '') ? 1 : null;
}

const CODE: Style = { kind: 'code', level: 0, joins: true };

const isCode = (chain: readonly ParagraphStyle[], styles: DocxStyles): boolean =>
  !/^plain text$/i.test(chain[0]?.name ?? '') &&
  (chain.some(({ name }) => isCodeStyle(name)) || styles.isMonospaced(chain));

/** What a paragraph is, by its own properties and its style's. Counts it where it is numbered. */
export function styleOf(properties: Properties, styles: DocxStyles, numbers: DocxNumbers): Style {
  const chain = styles.chain(properties.style);
  if (/^toc (?:\d|heading)/i.test(chain[0]?.name ?? '')) return { kind: 'contents', level: 0 };
  const list = properties.numId ?? chain.find(({ numId }) => numId !== undefined)?.numId;
  const level = properties.level ?? chain.find((style) => style.level !== undefined)?.level ?? 0;
  const depth = Math.min(MOST_LEVELS - 1, level);
  const number = list === undefined || list === '0' ? null : numbers.next(list, depth);
  const prefix = number ? `${number} ` : '';
  const heading = headingLevel(properties, chain);
  if (heading !== null) return { ...headingStyle(heading), prefix };
  if (number === null && isCode(chain, styles)) return CODE;
  return number === null ? PLAIN : { kind: 'list', level: 0, depth: depth + 1, prefix };
}
