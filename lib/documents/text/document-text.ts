import type { Work } from '../../core/slices.ts';
import { filterOf, flatMapOf } from '../../core/slices-of.ts';
import { overlapY } from '../layout/boxes.ts';
import type { OutlineEntry } from '../pdf/document-info.ts';
import type { Box } from '../pdf/page.ts';
import { equationNumber } from './equations.ts';
import { markAtStart, withFootnotes } from './footnotes.ts';
import { headingRanks, levelsOf } from './heading-levels.ts';
import { bodyOf, isHeading, joinedHeadings } from './headings.ts';
import { fontTellsCode, listingsOf } from './listings.ts';
import { outlinedIn } from './outlined.ts';
import type { PageText, TextLine } from './page-text.ts';
import { goesOn, hasDotLeaders, isListItem } from './paragraph-starts.ts';
import { attestedIn, mended, type Paragraph, type RawParagraph } from './paragraphs.ts';
import { type RepeatedLine, type RepeatedLines, repeatedLines } from './repeated-lines.ts';
import { bylineOf, contentsIn } from './title-page.ts';

/** In font sizes, from a line of an equation to the next. */
const CLOSE = 0.5;

export interface DocumentText {
  /** In reading order, without repeated headers and footers and without text in tables. */
  paragraphs: Paragraph[];
  /** Headers, footers and page numbers that were left out. */
  repeated: RepeatedLine[];
  /** Their places in each page's lines. */
  repeatedOn: ReadonlyMap<number, ReadonlySet<number>>;
}

interface Group extends RawParagraph {
  aside: boolean;
  code: boolean;
  equation: boolean;
}

/** Not a note at the foot, which a paragraph that goes on elsewhere passes by. */
const isText = ({ lines }: Group): boolean => markAtStart(lines[0]?.line.text ?? '') === null;

function commonAngle({ lines }: PageText): number {
  return lines[0]?.angle ?? 0;
}

function isContinued(before: Group | undefined, group: Group): boolean {
  const [last, first] = [before?.lines.at(-1)?.line, group.lines[0]?.line];
  if (!before || !last || !first || before.aside || group.aside) return false;
  if (before.code || group.code || before.equation || group.equation) return false;
  const alike =
    last.bold === first.bold && Math.abs(last.size - first.size) < (last.bold ? 0.02 : 0.1) * last.size;
  return alike && goesOn(last.text, first.text);
}

/** Paragraphs of one page; one that continues in the next column is not split. */
function groupsOf(
  page: PageText,
  repeated: ReadonlySet<number> | undefined,
  listings: readonly (number | undefined)[],
): Group[] {
  const angle = commonAngle(page);
  const groups: Group[] = [];
  let afterTable = false;
  for (const [place, line] of page.lines.entries()) {
    const inTable = page.inTables?.has(place) ?? false;
    afterTable ||= inTable;
    if (inTable || repeated?.has(place)) continue;
    const code = listings[place] !== undefined;
    const equation = line.equation === true && !code;
    const group: Group = { aside: line.angle !== angle, code, equation, lines: [{ page: page.page, line }] };
    const last = groups.at(-1);
    const alike = listings[place] === listings[place - 1];
    const same = alike && last !== undefined && isNextLine(last, line, group);
    const open = groups.findLast(isText);
    if (last && same && !afterTable && last.aside === group.aside) last.lines.push(...group.lines);
    else if (open && isOneText(open, group, afterTable)) open.lines.push(...group.lines);
    else groups.push(group);
    afterTable = false;
  }
  return groups;
}

/** Whether a line goes on with the group before it: listings keep all of theirs, equations those of their fractions. */
function isNextLine(last: Group, line: TextLine, { code, equation }: Group): boolean {
  if (last.equation !== equation) return false;
  if (equation) return isOneEquation(last, line);
  return code || !line.starts;
}

/** The lines of fractions and limits lie close together; equations below each other have numbers, or stand apart. */
function isOneEquation(last: Group, line: TextLine): boolean {
  const before = last.lines.at(-1)?.line;
  if (!before || equationNumber(before.text) !== null) return false;
  return -overlapY(before.box, line.box) < CLOSE * line.size;
}

/** Whether a line goes on with the text before it, in the next column or past a table that stands between them. */
const isOneText = (open: Group, group: Group, apart: boolean): boolean =>
  group.lines.some(({ line }) => apart || isNextColumn(open, line.box)) && isContinued(open, group);

function isNextColumn(group: Group, box: Box): boolean {
  const last = group.lines.at(-1)?.line.box;
  return last !== undefined && box.y1 < last.y0;
}

function* rawParagraphs(pages: readonly PageText[], byPage: RepeatedLines['byPage']): Work<Group[]> {
  const groups: Group[] = [];
  const tellsCode = fontTellsCode(pages);
  for (const page of pages) {
    const own = groupsOf(page, byPage.get(page.page), tellsCode ? listingsOf(page.lines) : []);
    const [first] = own;
    const last = groups.findLast(isText);
    if (first && last && isContinued(last, first)) {
      for (const line of first.lines) last.lines.push(line);
      own.shift();
    }
    for (const group of own) groups.push(group);
    yield;
  }
  return groups;
}

const isReadable = ({ aside, code, equation }: Group): boolean => !aside && !code && !equation;

function kindOf(group: Group, text: string, heading: boolean): Paragraph['kind'] {
  if (group.aside) return 'aside';
  if (group.code) return 'code';
  if (group.equation) return 'equation';
  if (heading) return 'heading';
  if (hasDotLeaders(text)) return 'contents';
  return isListItem(text) ? 'list' : 'text';
}

/** Headings and their levels: by their look, and as the file's outline names them. */
function* headingsIn(
  groups: readonly Group[],
  outline: readonly OutlineEntry[],
): Work<{ groups: Group[]; levels: Map<Group, number>; contents: ReadonlySet<Group> }> {
  const body = yield* bodyOf(groups);
  const candidates = yield* filterOf(groups, isReadable);
  const looked = new Set(yield* filterOf(candidates, (group) => isHeading(group, body)));
  const contents = new Set(contentsIn(looked));
  for (const other of [...contents, ...bylineOf(groups, looked)]) looked.delete(other);
  const joined = joinedHeadings(groups, looked);
  const outlined = yield* outlinedIn(joined.filter(isReadable), outline);
  const headings = joined.filter((group) => looked.has(group) || outlined.has(group));
  const ranks = yield* headingRanks(headings);
  const found = yield* levelsOf(
    headings.map((group, at) => ({ rank: ranks[at] ?? 0, outlined: outlined.get(group) ?? null })),
  );
  return { groups: joined, contents, levels: new Map(headings.map((group, at) => [group, found[at] ?? 1])) };
}

/**
 * The paragraphs of a document from the lines of its pages, without those in tables. Pure.
 * @param pages in order, without those that could not be read
 * @param outline of the file
 */
export function* readDocument(
  pages: readonly PageText[],
  outline: readonly OutlineEntry[] = [],
): Work<DocumentText> {
  const { byPage: repeatedOn, patterns: repeated } = yield* repeatedLines(pages);
  const raw = yield* rawParagraphs(pages, repeatedOn);
  const attested = yield* attestedIn(raw.filter(({ code }) => !code));
  const { groups, levels, contents } = yield* headingsIn(raw, outline);
  const paragraphs = yield* flatMapOf(groups, (group): Paragraph[] => {
    const found = mended(group, attested);
    if (!found) return [];
    const level = levels.get(group) ?? 0;
    const kind = contents.has(group) ? 'contents' : kindOf(group, found.text, level > 0);
    return [{ kind, level, ...found }];
  });
  return { paragraphs: yield* withFootnotes(paragraphs), repeated, repeatedOn };
}
