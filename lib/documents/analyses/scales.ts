interface Scale {
  /** Source of a pattern, without groups. */
  words: string;
  factor: number;
}

/** In the languages whose months are known too; Indian ones as well. Longer words come first. */
const WORDS: readonly Scale[] = [
  { words: 'mil millones|mil milhões', factor: 1e9 },
  { words: '[Tt]rillions?|tn|[Bb]illones|[Bb]illón|Billionen|[Bb]iljoen', factor: 1e12 },
  { words: '[Bb]illions?|bn|Mrd\\.?|Milliarden?|[Mm]illiards?|Mds?\\.?', factor: 1e9 },
  { words: 'miliardi|miliardo|bilhões|bilhão|[Mm]iljard', factor: 1e9 },
  { words: '[Mm]illions?|Millionen|millones|millón|milioni|milione|milhões|milhão', factor: 1e6 },
  { words: '[Mm]iljoen|mn|[Mm]io\\.?|mln\\.?', factor: 1e6 },
  { words: '[Cc]rores?|Cr\\.?', factor: 1e7 },
  { words: '[Ll]akhs?|[Ll]acs?', factor: 1e5 },
  { words: '[Tt]housand|[Tt]ausend|Tsd\\.?|mille|mil|duizend|[kK]', factor: 1e3 },
  { words: 'M', factor: 1e6 },
];
/** Directly after the number: apart from it they would be something else. */
const ATTACHED: readonly Scale[] = [
  { words: 'm(?![²³])|MM', factor: 1e6 },
  { words: 'B', factor: 1e9 },
  { words: 'T', factor: 1e12 },
];
/** Directly before the currency, as in `TEUR` and `k€`. */
const OF_CURRENCY: readonly Scale[] = [
  { words: '[Tk]', factor: 1e3 },
  { words: 'M', factor: 1e6 },
];

const END = '(?!\\p{Nd}|(?!\\p{Lm})\\p{L})';
const sources = (scales: readonly Scale[]): string => scales.map(({ words }) => words).join('|');

/** Sources of patterns for a scale after a number, with the space before it, and for one before a currency. */
export const SCALE = `(?:[ -]?(?:${sources(WORDS)})${END}|(?:${sources(ATTACHED)})${END}| ?[TkM](?=€|EUR))`;
export const SCALE_OF_CURRENCY = '(?:[TkM](?=€|EUR))';

const patterns = (scales: readonly Scale[]) =>
  scales.map(({ words, factor }) => ({ pattern: new RegExp(`^(?:${words})$`, 'u'), factor }));
const AFTER_NUMBER = patterns([...WORDS, ...ATTACHED]);
const BEFORE_CURRENCY = patterns(OF_CURRENCY);

/**
 * What an amount is multiplied by. @returns null for `1 Billion Euro`, a thousand times more in German than in English
 * @param currency what follows, if anything does
 */
export function factorOf(scale: string, currency: string): number | null {
  const own = scale.replace(/^[ -]/, '');
  if (own === 'Billion' && currency === 'Euro') return null;
  const known = /^(?:€|EUR)$/.test(currency) ? [...BEFORE_CURRENCY, ...AFTER_NUMBER] : AFTER_NUMBER;
  return known.find(({ pattern }) => pattern.test(own))?.factor ?? null;
}
