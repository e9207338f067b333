import type { Work } from '../../core/slices.ts';
import { filterOf, flatMapOf } from '../../core/slices-of.ts';
import { holdsCentre, type Place } from '../layout/boxes.ts';
import type { OutlineEntry } from '../pdf/document-info.ts';
import type { Box } from '../pdf/page.ts';
import { markAtStart, withFootnotes } from './footnotes.ts';
import { headingRanks, levelsOf } from './heading-levels.ts';
import { bodyOf, isHeading, joinedHeadings } from './headings.ts';
import { fontTellsCode, listingsOf } from './listings.ts';
import { outlinedIn } from './outlined.ts';
import type { PageText } from './page-text.ts';
import { goesOn, hasDotLeaders, isListItem } from './paragraph-starts.ts';
import { attestedIn, mended, type Paragraph, type RawParagraph } from './paragraphs.ts';
import { type RepeatedLine, repeatedLines } from './repeated-lines.ts';
import { bylineOf, contentsIn } from './title-page.ts';

export interface DocumentText {
  /** In reading order, without repeated headers and footers and without text in tables. */
  paragraphs: Paragraph[];
  /** Headers, footers and page numbers that were left out. */
  repeated: RepeatedLine[];
}

interface Group extends RawParagraph {
  aside: boolean;
  code: boolean;
}

/** Not a note at the foot, which a paragraph that goes on elsewhere passes by. */
const isText = ({ lines }: Group): boolean => markAtStart(lines[0]?.line.text ?? '') === null;

function commonAngle({ lines }: PageText): number {
  return lines[0]?.angle ?? 0;
}

function isContinued(before: Group | undefined, group: Group): boolean {
  const [last, first] = [before?.lines.at(-1)?.line, group.lines[0]?.line];
  if (!before || !last || !first || before.aside || group.aside || before.code || group.code) return false;
  const alike =
    last.bold === first.bold && Math.abs(last.size - first.size) < (last.bold ? 0.02 : 0.1) * last.size;
  return alike && goesOn(last.text, first.text);
}

/** Paragraphs of one page; one that continues in the next column is not split. */
function groupsOf(
  page: PageText,
  left: (place: number) => boolean,
  listings: readonly (number | undefined)[],
): Group[] {
  const angle = commonAngle(page);
  const groups: Group[] = [];
  for (const [place, line] of page.lines.entries()) {
    if (left(place)) continue;
    const last = groups.at(-1);
    const open = groups.findLast(isText);
    const aside = line.angle !== angle;
    const code = listings[place] !== undefined;
    const goesOn = listings[place] === listings[place - 1] && (code || !line.starts);
    if (last && goesOn && last.aside === aside) last.lines.push({ page: page.page, line });
    else {
      const group: Group = { aside, code, lines: [{ page: page.page, line }] };
      if (open && isNextColumn(open, line.box) && isContinued(open, group)) open.lines.push(...group.lines);
      else groups.push(group);
    }
  }
  return groups;
}

function isNextColumn(group: Group, box: Box): boolean {
  const last = group.lines.at(-1)?.line.box;
  return last !== undefined && box.y1 < last.y0;
}

function* rawParagraphs(
  pages: readonly PageText[],
  tables: readonly Place[],
): Work<[Group[], RepeatedLine[]]> {
  const { byPage, patterns } = yield* repeatedLines(pages);
  const tablesByPage = Map.groupBy(tables, ({ page }) => page);
  const groups: Group[] = [];
  const tellsCode = fontTellsCode(pages);
  for (const page of pages) {
    const repeated = byPage.get(page.page);
    const boxes = tablesByPage.get(page.page) ?? [];
    const isLeft = (place: number): boolean => {
      const box = page.lines[place]?.box;
      return (
        repeated?.has(place) || (box !== undefined && boxes.some((table) => holdsCentre(table.box, box)))
      );
    };
    const own = groupsOf(page, isLeft, tellsCode ? listingsOf(page.lines) : []);
    const [first] = own;
    const last = groups.findLast(isText);
    if (first && last && isContinued(last, first)) {
      for (const line of first.lines) last.lines.push(line);
      own.shift();
    }
    for (const group of own) groups.push(group);
    yield;
  }
  return [groups, patterns];
}

function kindOf(group: Group, text: string, heading: boolean): Paragraph['kind'] {
  if (group.aside) return 'aside';
  if (group.code) return 'code';
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
  const candidates = yield* filterOf(groups, ({ aside, code }) => !aside && !code);
  const looked = new Set(yield* filterOf(candidates, (group) => isHeading(group, body)));
  const contents = new Set(contentsIn(looked));
  for (const other of [...contents, ...bylineOf(groups, looked)]) looked.delete(other);
  const joined = joinedHeadings(groups, looked);
  const outlined = yield* outlinedIn(
    joined.filter(({ aside, code }) => !aside && !code),
    outline,
  );
  const headings = joined.filter((group) => looked.has(group) || outlined.has(group));
  const ranks = yield* headingRanks(headings);
  const found = yield* levelsOf(
    headings.map((group, at) => ({ rank: ranks[at] ?? 0, outlined: outlined.get(group) ?? null })),
  );
  return { groups: joined, contents, levels: new Map(headings.map((group, at) => [group, found[at] ?? 1])) };
}

/**
 * The paragraphs of a document from the lines of its pages. Pure.
 * @param pages in order, without those that could not be read
 * @param tables places whose lines belong to tables and are left out
 * @param outline of the file
 */
export function* readDocument(
  pages: readonly PageText[],
  tables: readonly Place[] = [],
  outline: readonly OutlineEntry[] = [],
): Work<DocumentText> {
  const [raw, repeated] = yield* rawParagraphs(pages, tables);
  const attested = yield* attestedIn(raw.filter(({ code }) => !code));
  const { groups, levels, contents } = yield* headingsIn(raw, outline);
  const paragraphs = yield* flatMapOf(groups, (group): Paragraph[] => {
    const found = mended(group, attested);
    if (!found) return [];
    const level = levels.get(group) ?? 0;
    const kind = contents.has(group) ? 'contents' : kindOf(group, found.text, level > 0);
    return [{ kind, level, ...found }];
  });
  return { paragraphs: yield* withFootnotes(paragraphs), repeated };
}
