import { type Line, lineOf, type Segment } from '../layout/table-lines.ts';

// Dots that lead from a title to its page, or from the name of a row to its values.

const DOTS = /^[.\s…_]+$/;
const LEADER = /(\.\s?){4,}|(\s\.){3,}|…{2,}|_{6,}/;
/** A name, its dots, and a value set right behind them. */
const NAMED = /^(.*?)(?:(?:\s?\.){4,}|…{2,})\s*(.*)$/;
/** Title of a table of contents. */
const CONTENTS = /^(table of )?contents$/i;
const PAGE = /(^|[\s.])(\d{1,4}|[ivxlc]{1,7})$/i;
/** Lines with dots from which a page may be one of contents. */
const FEWEST = 3;
/** Part of those lines that end in a page number, and of these that do not fall. */
const MOST = 0.8;
/** In font sizes: about the width of a digit. */
const DIGIT = 0.5;

/** Whether dots lead from one piece to the next, in one piece or each for itself. */
export const dotted = ({ segments }: Line): boolean =>
  segments.some(({ text }) => LEADER.test(text)) || segments.filter(({ text }) => DOTS.test(text)).length > 7;

/** The page that a line of contents leads to; null if it ends otherwise or names several values. */
function pageOf({ segments }: Line): number | null {
  const last = segments.at(-1)?.text ?? '';
  const before = segments.at(-2)?.text ?? '';
  const match = PAGE.exec(last);
  if (!match || (!LEADER.test(before) && !LEADER.test(last) && !DOTS.test(before))) return null;
  return Number(match[2]) || 0;
}

/** Whether the page belongs to a table of contents: dots that lead to page numbers that rise, or its title. */
export function hasContents(lines: readonly Line[]): boolean {
  if (lines.some((line) => line.segments.some(({ text }) => CONTENTS.test(text)))) return true;
  const entries = lines.filter(dotted);
  const pages = entries.flatMap((line) => pageOf(line) ?? []);
  if (entries.length < FEWEST || pages.length < MOST * entries.length) return false;
  const steps = pages.slice(1).filter((page, at) => page >= (pages[at] ?? 0));
  return steps.length >= MOST * (pages.length - 1);
}

/** The name, and the value behind its dots. */
function pieces(segment: Segment): Segment[] {
  const [, name = segment.text, value = ''] = NAMED.exec(segment.text) ?? [];
  const { box, fontSize } = segment;
  const all = box.x1 - box.x0;
  const width = Math.min(all / 2, DIGIT * fontSize * value.length);
  const end = value === '' ? box.x1 : box.x1 - width - fontSize;
  const named = box.x0 + (all * name.trim().length) / Math.max(1, segment.text.length);
  const parts = [
    { ...segment, text: name.trim(), box: { ...box, x1: Math.min(end, named) } },
    { ...segment, text: value.trim(), box: { ...box, x0: box.x1 - width } },
  ];
  return parts.filter(({ text }) => text !== '');
}

/** A row of a table whose name leads to its values by dots, without them. */
export function withoutLeaders(line: Line): Line {
  if (!dotted(line)) return line;
  const kept = line.segments.filter(({ text }) => !DOTS.test(text)).flatMap(pieces);
  return kept.length === 0 ? line : lineOf(kept);
}
