import { CURRENCY_AFTER, CURRENCY_BEFORE } from './currencies.ts';
import { PERCENT, percentOf } from './percent-signs.ts';
import { type Quantity, quantitiesIn } from './quantities.ts';

interface FoundAmount {
  index: number;
  text: string;
  /** `EUR 1234.5`, `12.5 %`, `USD 3–5` for a range; null if it can be read in more ways than one. */
  value: string | null;
}

interface Range {
  low: Quantity;
  high: Quantity;
}

const DASH = /^ ?[-–—−‑] ?$/;
const WORD = /^ (?:to|up to|bis|bis zu|à|a|al|até|tot|till|until) $/;
/** Of what only `between` makes a range. */
const AND = /^ (?:and|und|et|y|e|en|och) $/;
const BETWEEN = /(?:between|zwischen|entre|tra|fra|tussen|mellan) $/i;
const ENDS = /^(?:$|[.,;:)\]!?]|\s*$| (?:per|a|each|pro|par|por)\b)/;

/** Words after which parentheses hold no aside, and those that tell a negative number. */
const ASKS_FOR_NUMBER =
  /(?:^|[\s(])(?:of|was|were|is|are|be|at|to|by|from|and|von|war|um|auf|de|du|di|à)[\s:]*$/i;
const TELLS_LOSS =
  /\b(?:loss(?:es)?|deficit|negative|outflow|decrease|Verlust|Fehlbetrag|perte|déficit|pérdida)\b/i;
const LOOK_BACK = 60;

/**
 * `($5)` alone or in a row of figures is negative; after a noun it is an aside.
 * @returns null if nothing tells which
 */
function enclosedSign(text: string, { from, to, unit }: Quantity): 1 | -1 | null {
  const before = text.slice(Math.max(0, from - LOOK_BACK), from);
  const isPercent = unit === '%' || unit === '‰';
  if (ASKS_FOR_NUMBER.test(before) || TELLS_LOSS.test(before)) return -1;
  if (/\p{L}\p{P}* *$/u.test(before.replace(/:\s*$/, '0'))) return 1;
  const aside = isPercent && (before.trim() !== '' || to < text.length);
  if (aside) return 1;
  return isPercent ? null : -1;
}

const precise = (value: number): number => Number(value.toPrecision(15));

/** The number with its scale and its sign; null if it is not known. */
function amountOf(text: string, quantity: Quantity): number | null {
  const sign = quantity.enclosed ? enclosedSign(text, quantity) : 1;
  if (quantity.number === null || sign === null) return null;
  return precise(sign * quantity.number * quantity.scale);
}

/** Whether a dash or words between two quantities may make them a range. */
function areJoined(text: string, a: Quantity, b: Quantity): boolean {
  const between = text.slice(a.to, b.from);
  const tight = /^[-–—−‑]$/.test(between);
  const worded =
    WORD.test(between) || (AND.test(between) && BETWEEN.test(text.slice(Math.max(0, a.from - 12), a.from)));
  if (!worded && !DASH.test(between)) return false;
  if (a.enclosed || b.enclosed || (a.unit !== null && b.unit !== null && a.unit !== b.unit)) return false;
  if (a.unit === null) return b.unit !== null && !b.unitFirst;
  if (b.unit !== null) return true;
  const rest = text.slice(b.to, b.to + 8);
  return a.unitFirst && (b.scale !== 1 || ENDS.test(rest) || (tight && !/^-?\p{L}/u.test(rest)));
}

/** `$3–5 million`: the scale is that of both if the first number so stays the lower one. */
function rangeOf(text: string, a: Quantity, b: Quantity): Range | null {
  if (!areJoined(text, a, b)) return null;
  const unit = b.unit ?? a.unit;
  const [low, high] = [
    { ...a, unit },
    { ...b, unit },
  ];
  if (a.number === null || b.number === null) return { low, high };
  if (a.scale === 1 && b.scale !== 1 && a.number <= b.number) low.scale = b.scale;
  else if (b.scale === 1 && a.scale !== 1 && a.number <= b.number) high.scale = a.scale;
  return a.number * low.scale < b.number * high.scale ? { low, high } : null;
}

const written = (unit: string, figures: string): string =>
  percentOf(unit) === null ? `${unit} ${figures}` : `${figures} ${unit}`;

function found(text: string, unit: string, first: Quantity, last: Quantity): FoundAmount {
  const figures = (first === last ? [first] : [first, last]).map((each) => amountOf(text, each));
  const known = figures.every((figure) => figure !== null);
  const own = { index: first.from, text: text.slice(first.from, last.to).trim() };
  return { ...own, value: known ? written(unit, figures.join('–')) : null };
}

const HAS_CURRENCY = new RegExp(`${CURRENCY_BEFORE}|${CURRENCY_AFTER}`, 'u');
const HAS_PERCENT = new RegExp(PERCENT, 'u');

/** Quantities with a unit, and ranges of them; `isWanted` tells by the unit which. */
function quantitiesWith(text: string, isWanted: (unit: string) => boolean): FoundAmount[] {
  const quantities = quantitiesIn(text);
  const all: FoundAmount[] = [];
  for (let at = 0; at < quantities.length; at += 1) {
    const [own, next] = [quantities[at], quantities[at + 1]];
    const range = own && next ? rangeOf(text, own, next) : null;
    const [first, last] = range ? [range.low, range.high] : [own, own];
    if (range) at += 1;
    if (first && last && first.unit !== null && isWanted(first.unit))
      all.push(found(text, first.unit, first, last));
  }
  return all;
}

/** Amounts with a currency before or after them, and ranges of amounts. */
export const amountsIn = (text: string): FoundAmount[] =>
  HAS_CURRENCY.test(text) ? quantitiesWith(text, (unit) => percentOf(unit) === null) : [];

/** Percentages and per mille, and ranges of them. */
export const percentagesIn = (text: string): FoundAmount[] =>
  HAS_PERCENT.test(text) ? quantitiesWith(text, (unit) => percentOf(unit) !== null) : [];
