import type { Work } from '../../core/slices.ts';
import { filterOf, flatMapOf } from '../../core/slices-of.ts';
import type { Box } from '../pdf/page.ts';
import { bodyOf, headingLevels, isHeading, styleOf } from './headings.ts';
import type { PageText } from './page-text.ts';
import { goesOn, hasDotLeaders, isListItem } from './paragraph-starts.ts';
import { attestedIn, mended, type Paragraph, type RawParagraph } from './paragraphs.ts';
import { type RepeatedLine, type RepeatedLines, repeatedLines } from './repeated-lines.ts';

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
}

function commonAngle({ lines }: PageText): number {
  return lines[0]?.angle ?? 0;
}

function isContinued(before: Group | undefined, group: Group): boolean {
  const [last, first] = [before?.lines.at(-1)?.line, group.lines[0]?.line];
  if (!before || !last || !first || before.aside || group.aside) return false;
  const alike = last.bold === first.bold && Math.abs(last.size - first.size) < 0.1 * last.size;
  return alike && goesOn(last.text, first.text);
}

/** Paragraphs of one page; one that continues in the next column is not split. */
function groupsOf(page: PageText, repeated: ReadonlySet<number> | undefined): Group[] {
  const angle = commonAngle(page);
  const groups: Group[] = [];
  let afterTable = false;
  for (const [place, line] of page.lines.entries()) {
    const inTable = page.inTables?.has(place) ?? false;
    afterTable ||= inTable;
    if (inTable || repeated?.has(place)) continue;
    const group: Group = { aside: line.angle !== angle, lines: [{ page: page.page, line }] };
    const last = groups.at(-1);
    if (last && isSame(last, group, afterTable)) last.lines.push(...group.lines);
    else groups.push(group);
    afterTable = false;
  }
  return groups;
}

/** Whether a line goes on with the group before it. @param apart a table stands between the two */
function isSame(last: Group, group: Group, apart: boolean): boolean {
  const [first] = group.lines;
  if (!first) return false;
  if (!apart && !first.line.starts && last.aside === group.aside) return true;
  return (apart || isNextColumn(last, first.line.box)) && isContinued(last, group);
}

function isNextColumn(group: Group, box: Box): boolean {
  const last = group.lines.at(-1)?.line.box;
  return last !== undefined && box.y1 < last.y0;
}

function* rawParagraphs(pages: readonly PageText[], byPage: RepeatedLines['byPage']): Work<Group[]> {
  const groups: Group[] = [];
  for (const page of pages) {
    const own = groupsOf(page, byPage.get(page.page));
    const [first] = own;
    const last = groups.at(-1);
    if (first && last && isContinued(last, first)) {
      for (const line of first.lines) last.lines.push(line);
      own.shift();
    }
    for (const group of own) groups.push(group);
    yield;
  }
  return groups;
}

function kindOf(group: Group, text: string, heading: boolean): Paragraph['kind'] {
  if (group.aside) return 'aside';
  if (heading) return 'heading';
  if (hasDotLeaders(text)) return 'contents';
  return isListItem(text) ? 'list' : 'text';
}

/**
 * The paragraphs of a document from the lines of its pages, without those in tables. Pure.
 * @param pages in order, without those that could not be read
 */
export function* readDocument(pages: readonly PageText[]): Work<DocumentText> {
  const { byPage: repeatedOn, patterns: repeated } = yield* repeatedLines(pages);
  const groups = yield* rawParagraphs(pages, repeatedOn);
  const attested = yield* attestedIn(groups);
  const body = yield* bodyOf(groups);
  const headings = new Set(yield* filterOf(groups, (group) => !group.aside && isHeading(group, body)));
  const level = yield* headingLevels([...headings].map(styleOf));
  const paragraphs = yield* flatMapOf(groups, (group): Paragraph[] => {
    const found = mended(group, attested);
    if (!found) return [];
    const heading = headings.has(group);
    return [
      { kind: kindOf(group, found.text, heading), level: heading ? level(styleOf(group)) : 0, ...found },
    ];
  });
  return { paragraphs, repeated, repeatedOn };
}
