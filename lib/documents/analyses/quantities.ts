import { RAISED_DIGITS, raisedNumber } from '../text/raised-letters.ts';
import { CURRENCY_AFTER, CURRENCY_BEFORE, currencyOf } from './currencies.ts';
import { NUMBER, readNumber } from './numbers.ts';
import { PERCENT, percentOf } from './percent-signs.ts';
import { factorOf, SCALE, SCALE_OF_CURRENCY } from './scales.ts';

/** A number with what belongs to it. */
export interface Quantity {
  /** Its place in the text, from and up to. */
  from: number;
  to: number;
  /** ISO 4217, `%` or `‰`; null for a bare number. */
  unit: string | null;
  unitFirst: boolean;
  /** With its sign and without its scale; null if it can be read in more ways than one, or in none. */
  number: number | null;
  /** What the number is multiplied by; 1 without a scale. */
  scale: number;
  /** It stands in parentheses with its unit: a negative number, or an aside. */
  enclosed: boolean;
}

/** Characters looked at before and after a number. */
const BEFORE = 16;
const AFTER = 64;

const EACH_NUMBER = new RegExp(`(?<!\\d|\\d[.,])${NUMBER}`, 'gu');
/** A sign after a letter, a number or a unit is a dash. */
const MINUS = '(?<![\\p{L}\\p{N}%‰€$£)])[-−–]';
const HEAD = new RegExp(
  `(?<open>\\()?(?<minus>${MINUS})?(?:(?<![\\p{L}\\p{Nd}])(?<scale>${SCALE_OF_CURRENCY})?` +
    `(?<unit>${CURRENCY_BEFORE}) ?)?(?<inner>\\()?(?<second>${MINUS}|(?<=[€$£])[-−])?$`,
  'u',
);
const RAISED = `[${RAISED_DIGITS}¹²³⁺⁻]`;
/** Marks of notes, with commas between raised ones. */
const MARKS = `(?:${RAISED}|[ᵃ-ᵿⁱⁿ*†‡§]|,(?=${RAISED})){1,8}`;
const POWER = `(?: ?[×xX·∙*⋅] ?10)(?<exponent>${RAISED}{1,4}|\\^\\(?[-−+]?\\d{1,2}\\)?)`;
const FRACTION = '(?<fraction> ?[¼½¾⅓⅔⅛])?';
const TAIL = new RegExp(
  `^${FRACTION}(?<zeros>[.,][-–—]{1,2}(?!\\d))?(?:${POWER}|(?<caret>\\^\\(?[-−+]?\\d{1,2}\\)?)|(?<marks>${MARKS}))?` +
    `(?<close>\\))?(?<trailing>[-−](?= ?(?:€|EUR)))?(?<scale>${SCALE})?` +
    `(?: ?(?:d['’]|de |di )?(?<unit>${CURRENCY_AFTER}(?:(?! ?\\d)|(?= \\d[\\d.,]{0,14} ?${CURRENCY_AFTER}))|${PERCENT}))?`,
  'u',
);

type Groups = Readonly<Record<string, string | undefined>>;

const groupsOf = (pattern: RegExp, text: string): Groups & { all: string } => {
  const match = pattern.exec(text);
  return { ...match?.groups, all: match?.[0] ?? '' };
};

const exponentOf = (text: string): number =>
  raisedNumber(text.replaceAll(/[\^()]/g, '').replaceAll('−', '-'));

/** `½` as 0.5: Unicode decomposes it into 1 and 2. */
function fractionOf(text: string | undefined): number {
  const [top, bottom] = (text ?? '').trim().normalize('NFKD').split('⁄').map(Number);
  return top && bottom ? top / bottom : 0;
}

/** Before its sign. A number with a raised one after it may be a power or have a note: `10²` says neither. */
function magnitude(own: string, tail: Groups, unit: string | null): number | null {
  const number = readNumber(own, unit === '%' || unit === '‰' ? 'unknown' : 'thousands');
  if (number === null) return null;
  if (tail['caret']) return number === 10 ? 10 ** exponentOf(tail['caret']) : null;
  if (number === 10 && tail['marks'] && new RegExp(`^${RAISED}`, 'u').test(tail['marks'])) return null;
  return number + fractionOf(tail['fraction']);
}

/** The unit of a number, whether it stands first, and the scale that goes with it. */
function unitOf(
  head: Groups,
  tail: Groups,
  alone: boolean,
): Pick<Quantity, 'unit' | 'unitFirst'> & { factor: number | null } {
  const after = tail['unit'];
  const times = (scale: string | undefined, currency: string) => (scale ? factorOf(scale, currency) : 1);
  if (head['unit']) {
    const [first, second] = [times(head['scale'], head['unit']), times(tail['scale'], '')];
    return {
      unit: currencyOf(head['unit']),
      unitFirst: true,
      factor: first === null || second === null ? null : first * second,
    };
  }
  const factor = times(tail['scale'], after ?? '');
  if (after === undefined || (after.endsWith('$') && !alone)) return { unit: null, unitFirst: false, factor };
  return { unit: percentOf(after) ?? currencyOf(after), unitFirst: false, factor };
}

const CLOSE = /^\)/;

/** The quantity whose number is at `at`. @returns null if the number is part of something else */
function quantityAt(text: string, at: number, own: string): Quantity | null {
  const head = groupsOf(HEAD, text.slice(Math.max(0, at - BEFORE), at));
  const from = at - head.all.length;
  if (/[\p{L}\p{Nd}_]$/u.test(text.slice(Math.max(0, from - 2), from))) return null;
  const end = at + own.length;
  const tail = groupsOf(TAIL, text.slice(end, end + AFTER));
  const alone = !/\d $/.test(text.slice(Math.max(0, from - 2), from));
  const { unit, unitFirst, factor } = unitOf(head, tail, alone);
  const size = magnitude(own, tail, unit);
  const negative = Boolean(head['minus'] ?? head['second'] ?? tail['trailing']);
  const ownBrackets = Boolean(tail['close'] && (head['inner'] || (head['open'] && tail['unit'])));
  const scale = (factor ?? 1) * (tail['exponent'] ? 10 ** exponentOf(tail['exponent']) : 1);
  const signed = size === null || factor === null ? null : negative || ownBrackets ? -size : size;
  const { to, enclosed } = endOf(text, { head, tail, end, ownBrackets });
  const start = head['open'] && !ownBrackets && !enclosed ? from + 1 : from;
  return { from: start, to, unit, unitFirst, number: signed, scale, enclosed };
}

interface Around {
  head: Groups;
  tail: Groups & { all: string };
  end: number;
  ownBrackets: boolean;
}

/** Where a quantity ends, without marks of notes at its end and brackets that are not its own. */
function endOf(text: string, { head, tail, end, ownBrackets }: Around): Pick<Quantity, 'to' | 'enclosed'> {
  const last = tail['unit'] ?? tail['scale'] ?? tail['exponent'];
  let to = end + tail.all.length;
  if (last === undefined && !ownBrackets) {
    to -= (tail['close'] ?? '').length;
    if (tail['marks']) to -= tail['marks'].length;
  }
  const opened = Boolean(head['open']) && !ownBrackets;
  const enclosed = opened && CLOSE.test(text.slice(to));
  return { to: enclosed ? to + 1 : to, enclosed };
}

/** The numbers of a text with what belongs to them, from left to right. Linear in the text. */
export function quantitiesIn(given: string): Quantity[] {
  const text = given.replaceAll(/[\u00A0\u2009\u202F]/g, ' ');
  const found: Quantity[] = [];
  EACH_NUMBER.lastIndex = 0;
  for (let match = EACH_NUMBER.exec(text); match; match = EACH_NUMBER.exec(text)) {
    const quantity = quantityAt(text, match.index, match[0]);
    if (!quantity) continue;
    found.push(quantity);
    EACH_NUMBER.lastIndex = Math.max(EACH_NUMBER.lastIndex, quantity.to);
  }
  return found;
}
