import { datesIn } from '../analyses/dates.ts';
import type { Paragraph } from '../text/paragraphs.ts';

/** Year, month and day from 1, as far as they are known. */
export type DateParts = [year: number, month?: number, day?: number];

/** A line of a date, or one such as `arXiv:1706.03762v5 [cs.CL] 6 Dec 2017`; longer ones tell of other days. */
const LONGEST_LINE = 100;
/** Words before the day a text came out, in the languages that `analyses/dates.ts` reads. */
const PUBLISHED =
  /\b(?:published|publication|issued|released|veröffentlicht|publié|publicado|pubblicato|gepubliceerd)\b/iu;
const EARLIEST = 1450;

function partsOf(text: string): DateParts | null {
  const [, year, month, day] = /^(\d{4})(?:[-/](\d{2})(?:[-/](\d{2}))?)?/.exec(text) ?? [];
  if (year === undefined || Number(year) < EARLIEST) return null;
  if (month === undefined) return [Number(year)];
  return day === undefined ? [Number(year), Number(month)] : [Number(year), Number(month), Number(day)];
}

/** A date of metadata: of a PDF (ISO 32000-2, 7.9.4: `D:20240131…`), of ISO 8601, or as people write it. */
export function writtenDate(text: string | null): DateParts | null {
  if (text === null) return null;
  const ofPdf = /^D:(\d{4})(\d{2})?(\d{2})?/.exec(text);
  if (ofPdf)
    return partsOf(
      ofPdf
        .slice(1)
        .filter((part) => part !== undefined)
        .join('-'),
    );
  return partsOf(text) ?? dateIn(text);
}

/** The only date in a text; of one whose day and month cannot be told apart the year. */
function dateIn(text: string): DateParts | null {
  const [found, ...others] = datesIn(text);
  if (found === undefined || others.length > 0) return null;
  return partsOf(found.value ?? /\d{4}/.exec(found.text)?.[0] ?? '');
}

/**
 * The date printed on a first page: of a line that says it came out then, else of the first short one with a date.
 * @param latest year that the file is of; what is printed is no later
 */
export function printedDate(paragraphs: readonly Paragraph[], latest: number | null): DateParts | null {
  const dated = paragraphs
    .filter(({ kind, level, text }) => text.length <= LONGEST_LINE && !(kind === 'heading' && level === 1))
    .flatMap(({ text }) => {
      const date = dateIn(text);
      return date !== null && (latest === null || date[0] <= latest) ? [{ text, date }] : [];
    });
  return (dated.find(({ text }) => PUBLISHED.test(text)) ?? dated[0])?.date ?? null;
}
