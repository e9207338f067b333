/** Months in English, German, French, Spanish, Italian, Portuguese and Dutch, by number. */
const MONTHS: readonly string[][] = [
  ['january', 'januar', 'jänner', 'janvier', 'enero', 'gennaio', 'janeiro', 'januari', 'jan'],
  ['february', 'februar', 'février', 'febrero', 'febbraio', 'fevereiro', 'februari', 'feb'],
  ['march', 'märz', 'mars', 'marzo', 'março', 'maart', 'mar'],
  ['april', 'avril', 'abril', 'aprile', 'apr'],
  ['may', 'mai', 'mayo', 'maggio', 'maio', 'mei'],
  ['june', 'juni', 'juin', 'junio', 'giugno', 'junho', 'jun'],
  ['july', 'juli', 'juillet', 'julio', 'luglio', 'julho', 'jul'],
  ['august', 'août', 'agosto', 'augustus', 'aug'],
  ['september', 'septembre', 'septiembre', 'settembre', 'setembro', 'sept', 'sep'],
  ['october', 'oktober', 'octobre', 'octubre', 'ottobre', 'outubro', 'oct', 'okt'],
  ['november', 'novembre', 'noviembre', 'novembro', 'nov'],
  ['december', 'dezember', 'décembre', 'diciembre', 'dicembre', 'dezembro', 'dec', 'dez'],
];
const NUMBERS = new Map(MONTHS.flatMap((names, at) => names.map((name): [string, number] => [name, at + 1])));
const MONTH = [...NUMBERS.keys()].sort((a, b) => b.length - a.length).join('|');
const BORDER = '(?<![\\p{L}\\p{N}]|\\d[.])';
/** Raised letters and digits mark notes. */
const LETTER = '(?!\\p{Lm})\\p{L}';
const END = `(?!${LETTER}|\\p{Nd}|[.]\\d)`;
const ORDINAL = '(?:st|nd|rd|th|ˢᵗ|ⁿᵈ|ʳᵈ|ᵗʰ)';

interface FoundDate {
  index: number;
  text: string;
  /** ISO 8601, a day or a month; null if day and month cannot be told apart. */
  value: string | null;
}

const number = (text: string | undefined): number => Number(text ?? Number.NaN);
const month = (name: string | undefined): number => NUMBERS.get((name ?? '').toLowerCase()) ?? Number.NaN;

/** @returns undefined for a date that does not exist */
function iso(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : undefined;
}

type Reading = (groups: readonly string[]) => string | null | undefined;

/** Americans write the month first: only a number above 12 tells day from month. */
function slashed(first: number, second: number, year: number): string | null | undefined {
  if (first > 12) return iso(year, second, first);
  if (second > 12 || first === second) return iso(year, first, second);
  return iso(year, second, first) === undefined ? undefined : null;
}

const PATTERNS: readonly [RegExp, Reading][] = [
  [
    new RegExp(`${BORDER}(\\d{4})-(\\d{2})-(\\d{2})(?!\\p{Nd})`, 'gu'),
    ([y, m, d]) => iso(number(y), number(m), number(d)),
  ],
  [/(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日/gu, ([y, m, d]) => iso(number(y), number(m), number(d))],
  [
    new RegExp(
      `${BORDER}(\\d{1,2})(?:${ORDINAL}|er|ᵉʳ|\\.)? (?:of |de )?(${MONTH})\\.?,? (?:de |del )?(\\d{4})${END}`,
      'giu',
    ),
    ([d, m, y]) => iso(number(y), month(m), number(d)),
  ],
  [
    new RegExp(`${BORDER}(${MONTH})\\.? (\\d{1,2})${ORDINAL}?,? (\\d{4})${END}`, 'giu'),
    ([m, d, y]) => iso(number(y), month(m), number(d)),
  ],
  [
    new RegExp(`(?<![\\p{L}\\p{N}]|\\d[.]? )(${MONTH})\\.? (?:of |de )?(\\d{4})${END}`, 'giu'),
    ([m, y]) => iso(number(y), month(m), 1)?.slice(0, 7),
  ],
  [
    new RegExp(`${BORDER}(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})${END}`, 'gu'),
    ([d, m, y]) => iso(number(y), number(m), number(d)),
  ],
  [
    new RegExp(`${BORDER}(\\d{1,2})/(\\d{1,2})/(\\d{4})(?!${LETTER}|[\\p{Nd}/])`, 'gu'),
    ([a, b, y]) => slashed(number(a), number(b), number(y)),
  ],
];

/** Dates that exist and have a year of four digits; the month of a full date does not count again. */
export function datesIn(text: string): FoundDate[] {
  const found = PATTERNS.flatMap(([pattern, read]) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const value = read(match.slice(1));
      return value === undefined ? [] : [{ index: match.index, text: match[0], value }];
    }),
  );
  found.sort((a, b) => a.index - b.index || b.text.length - a.text.length);
  let end = 0;
  return found.filter((date) => {
    const isApart = date.index >= end;
    if (isApart) end = date.index + date.text.length;
    return isApart;
  });
}
