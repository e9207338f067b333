import { upperMedian } from '../../core/statistics.ts';
import { overlapX, widthOf } from '../layout/boxes.ts';
import { placeOf, tableColumns } from '../layout/table-columns.ts';
import { JUSTIFIED_SPACE, joinedAsJustified } from '../layout/table-gaps.ts';
import type { Line, Segment } from '../layout/table-lines.ts';
import type { Box } from '../pdf/page.ts';
import { isJustifiedProse } from './justified-prose.ts';
import { areItems, isBibliography } from './listed-text.ts';
import { isStraight } from './straight.ts';

const MARK = /^([•◦▪●○■□‣⁃∙·*o–—-]|\(?(\d{1,3}|[a-z]|[ivxlc]+)[.)]|\[\d+\])$/i;
const CODE =
  /[{};\\]$|^(\/\/|#|\/\*|\*\/|<\/?[a-z]|@\w+|\$ )|=>|==|!=|:=|\+=|\w\(.*\)|^(import|return|const|let|var|def|if|for|else|end|fi|while|class)\b.*\W$/;
const SECTION = /^(\d+(\.\d+)*\.?|[A-Z]\.\d+|chapter|part|appendix|section)\s/i;
const ENTRY = /\p{L}.*,\s?\d{1,4}([-–]\d+)?$/u;
const WORDS = /\p{L}{3,}\s+(.*\s)?\p{L}{3,}/u;
/** The number of a formula. */
const FORMULA_NUMBER = /^\((?:([A-Z]|\d{1,3})\.)?(\d{1,3})[a-z]?\)$/;
const NUMBERED = /^\(?\d{1,3}[.)]\s/;
/** A kind in brackets at the right margin. */
const TAG = /^\[.+\]$/;
/** No letter and no digit. */
const SIGN = /^[^\p{L}\p{N}]*$/u;
/** Numbers as programs print them, one or more. */
const FIGURE = /^[-+\d.,e:\s]+$/;
/** Signs for yes, no or nothing. */
const VALUE = /^[-–—.•✓✔✗xX+●○■□◆◇▲△★☆]$/u;
/** Formulas that are left out between two that stand in one column. */
const FORMULA_STEP = 3;
const PAGE_NUMBER = /^(\d{1,4}|[ivxlc]+)$/i;

/** Part of the lines whose gaps do not line up, above which there are no columns. */
const RAGGED = 0.4;

const words = (segment: Segment): number => segment.text.split(' ').length;

function segmentsOf(lines: readonly Line[], columns: readonly Box[]): Segment[][] {
  const found: Segment[][] = columns.map(() => []);
  for (const segment of lines.flatMap((line) => line.segments)) {
    found[placeOf(segment.box, columns).first]?.push(segment);
  }
  return found;
}

/** Running text: most lines of several words, most of them about as long as the column is wide. */
function isProse(segments: readonly Segment[], column: Box): boolean {
  if (segments.length < 3) return false;
  const full = segments.filter((segment) => widthOf(segment.box) >= 0.8 * widthOf(column)).length;
  const goesOn = segments.filter((segment, index) => index > 0 && /^[a-z(]/.test(segment.text)).length;
  const long =
    upperMedian(segments.map(words)) >= 3 && upperMedian(segments.map((each) => each.text.length)) >= 18;
  return long && full >= 0.5 * segments.length && goesOn >= 0.4 * segments.length;
}

const most = (segments: readonly Segment[], matches: (text: string) => boolean): boolean =>
  segments.length > 0 && segments.filter(({ text }) => matches(text)).length >= 0.8 * segments.length;

const rising = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));

/** Page numbers that never fall in the last column, by titles that are numbered or on a page of contents. */
function isContents(byColumn: readonly Segment[][], contents: boolean): boolean {
  const [titles = []] = byColumn;
  const pages = byColumn.at(-1) ?? [];
  const numbered = titles.filter(({ text }) => SECTION.test(text)).length >= 0.5 * titles.length;
  if (!most(pages, (text) => PAGE_NUMBER.test(text)) || !(contents || numbered)) return false;
  return rising(pages.map(({ text }) => Number(text)).filter(Number.isFinite));
}

/** The entries of an index: a word and its pages. */
function isIndex(lines: readonly Line[]): boolean {
  const segments = lines.flatMap((line) => line.segments);
  return segments.filter(({ text }) => ENTRY.test(text)).length >= 0.6 * segments.length;
}

/** Points of a list, or lines that all begin with the same mark. */
function isMarked(first: readonly Segment[]): boolean {
  const [mark] = first;
  return most(
    first,
    (text) =>
      MARK.test(text) || NUMBERED.test(text) || (first.length > 2 && text.length < 3 && text === mark?.text),
  );
}

/** Lines that all begin with the same sign, as those that go on with a command do. */
const isSigned = (first: readonly Segment[]): boolean =>
  first.length > 2 && most(first, (text) => SIGN.test(text) && text === first[0]?.text);

/** Headings one below the other: bold, each with its number. */
const isHeadings = (lines: readonly Line[]): boolean =>
  lines.every(({ segments: [first, ...rest] }) => {
    return (
      first !== undefined && SECTION.test(`${first.text} `) && [first, ...rest].every(({ bold }) => bold)
    );
  });

function isCode(lines: readonly Line[]): boolean {
  const hits = lines.filter((line) => line.segments.some(({ text }) => CODE.test(text))).length;
  const monospaced = lines.every((line) => line.segments.every((segment) => segment.monospaced));
  return hits >= (monospaced ? 0.3 : 0.6) * lines.length;
}

function isProseInColumns(lines: readonly Line[], columns: readonly Box[]): boolean {
  const prose = segmentsOf(lines, columns).filter((segments, index) => {
    const column = columns[index];
    return column !== undefined && isProse(segments, column);
  }).length;
  return prose >= 2 && prose >= columns.length - 1;
}

/** Whether the segments of a line are evenly spaced although their lengths differ. */
function isSpread({ segments }: Line): boolean {
  const gaps = segments
    .slice(1)
    .map((segment, at) => -overlapX(segment.box, segments[at]?.box ?? segment.box));
  const em = upperMedian(segments.map(({ fontSize }) => fontSize));
  const widths = segments.map(({ box }) => widthOf(box));
  const even = Math.max(...gaps) - Math.min(...gaps) < 0.15 * em && Math.max(...gaps) < JUSTIFIED_SPACE * em;
  const worded = segments.filter(({ text }) => FIGURE.test(text)).length < 0.7 * segments.length;
  return gaps.length > 1 && worded && even && Math.max(...widths) - Math.min(...widths) > 2 * em;
}

const several = (lines: readonly Line[]): Line[] => lines.filter(({ segments }) => segments.length > 1);

/** Justified lines. */
function isJustified(lines: readonly Line[]): boolean {
  return lines.filter(isSpread).length >= 0.5 * several(lines).length;
}

/** Scraps of running text: most pieces are long and half of them begin in the middle of a sentence. */
function isScraps(lines: readonly Line[]): boolean {
  const segments = several(lines).flatMap((line) => line.segments);
  const long = segments.filter((segment) => words(segment) >= 3 && segment.text.length >= 18).length;
  const goesOn = segments.filter(({ text }) => /^[a-z]/.test(text)).length;
  return segments.length > 0 && long >= 0.6 * segments.length && goesOn >= 0.5 * segments.length;
}

/** Place of a chapter, which is a number or a letter. */
const orderOf = (chapter: string): number =>
  /^\d+$/.test(chapter) ? Number(chapter) : chapter.charCodeAt(0) || 0;

/** Numbers of formulas, which go up from one to the next by little, as figures in parentheses do not. */
function areNumbered(last: readonly Segment[]): boolean {
  const found = last.flatMap(({ text }) => {
    const [, chapter = '', number] = FORMULA_NUMBER.exec(text) ?? [];
    return number === undefined ? [] : [{ chapter, number: Number(number) }];
  });
  const next = found.slice(1).filter(({ chapter, number }, at) => {
    const before = found[at] ?? { chapter, number };
    if (chapter === before.chapter) return number >= before.number && number <= before.number + FORMULA_STEP;
    const chapters = orderOf(chapter) - orderOf(before.chapter);
    return chapters > 0 && chapters <= FORMULA_STEP && number <= FORMULA_STEP;
  });
  // One alone among figures numbers a column.
  const enough = found.length === last.length || (found.length > 1 && found.length >= last.length / 2);
  return found.length > 0 && enough && next.length === found.length - 1;
}

/**
 * Formulas and drawings made of characters: pieces in fonts made for formulas, or without a letter or digit. A first
 * column of three may hold signs that the others explain.
 */
function isDrawing(byColumn: readonly Segment[][]): boolean {
  const segments = byColumn.flat();
  if (areNumbered(byColumn.at(-1) ?? [])) return true;
  const formulas = segments.filter(({ formula, text }) => formula && !WORDS.test(text));
  if (formulas.length > 0.5 * segments.length) return true;
  const [first = []] = byColumn;
  const others = byColumn.slice(byColumn.length > 2 && !isMarked(first) ? 1 : 0).flat();
  return others.filter(({ text }) => SIGN.test(text) && !VALUE.test(text)).length > 0.25 * others.length;
}

/** Gaps that do not line up: two segments of a line in one column, or one across several, time and again. */
function isRagged(lines: readonly Line[], columns: readonly Box[]): boolean {
  const crowded = lines.filter(({ segments }) => {
    const places = segments.map((segment) => placeOf(segment.box, columns));
    const firsts = new Set(places.map(({ first }) => first));
    return firsts.size < segments.length || places.some(({ first, last }) => last > first);
  });
  return crowded.length >= RAGGED * lines.length;
}

/**
 * Whether the lines are prose in columns, a list, contents or source code, which line up like a table.
 * @param contents the page belongs to a table of contents
 */
export function notATable(lines: readonly Line[], columns: readonly Box[], contents: boolean): boolean {
  if (isRagged(lines, columns) || !isStraight(lines, columns) || isJustifiedProse(lines)) return true;
  if (isProseInColumns(lines, columns)) return true;
  const wide = joinedAsJustified(lines);
  if (isProseInColumns(wide, tableColumns(wide)) || isScraps(wide)) return true;
  const byColumn = segmentsOf(lines, columns);
  if (isJustified(lines) || isDrawing(byColumn)) return true;
  const [first = [], second = []] = byColumn;
  if (isHeadings(lines) || isSigned(first) || isBibliography(lines)) return true;
  if (isMarked(first) && areItems(lines, byColumn)) return true;
  const marked = columns.length === 2 && (isMarked(first) || most(second, (text) => TAG.test(text)));
  return marked || isContents(byColumn, contents) || isIndex(lines) || isCode(lines);
}
