const SYMBOLS: Readonly<Record<string, string>> = {
  US$: 'USD',
  A$: 'AUD',
  C$: 'CAD',
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  '₽': 'RUB',
  '₺': 'TRY',
  '₴': 'UAH',
  'Rs.': 'INR',
  Rs: 'INR',
};
const CODES =
  'USD|EUR|GBP|JPY|CHF|INR|CNY|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RUB|BRL|MXN|ZAR|KRW|SGD|HKD|TRY|ILS|AED|SAR|THB';
const FACTORS: readonly [RegExp, number][] = [
  [/^(?:trillion|billones)$/i, 1e12],
  [/^(?:billion|bn|mrd\.?|milliarden?|milliards?)$/i, 1e9],
  [/^(?:million|millions|mn|m|mio\.?|millionen|millones|milioni)$/i, 1e6],
  [/^crore$/i, 1e7],
  [/^lakh$/i, 1e5],
  [/^(?:thousand|k|tausend)$/i, 1e3],
];
const FACTOR =
  '[Tt]rillion|billones|[Bb]illion|bn|Mrd\\.?|Milliarden?|milliards?|[Mm]illions?|Millionen|millones|milioni|mn|Mio\\.?|crore|lakh|thousand|tausend|[kKM]';
const escaped = Object.keys(SYMBOLS)
  .sort((a, b) => b.length - a.length)
  .map((symbol) => symbol.replaceAll(/[.$]/g, '\\$&'))
  .join('|');
/** Groups of three, or of two and three as in India, with one and the same separator. */
const GROUPED =
  "\\d{1,3}(?:(?:,\\d{2,3}){1,6}|(?:\\.\\d{3}){1,6}|(?:['’ \\u00A0\\u202F]\\d{3}){1,6})(?:[.,]\\d{1,2})?";
const NUMBER = `${GROUPED}(?!\\d)|\\d{1,15}(?:[.,]\\d{1,4})?(?!\\d)`;
const SCALE = `(?: ?(${FACTOR})(?![\\p{L}\\p{N}]))?`;
const BEFORE = new RegExp(`(?<![\\p{L}\\p{N}])(${escaped}|${CODES}) ?(${NUMBER})${SCALE}`, 'gu');
const AFTER_NAMES = `[€£₹₽₴]|(?:${CODES}|[Ee]uros?|[Dd]ollars?)(?![\\p{L}\\p{N}])`;
const AFTER = new RegExp(`(?<![\\p{L}\\p{N}.,])(${NUMBER})${SCALE} ?(${AFTER_NAMES})`, 'gu');
const NAMES: Readonly<Record<string, string>> = { euro: 'EUR', euros: 'EUR', dollar: 'USD', dollars: 'USD' };

interface FoundAmount {
  index: number;
  text: string;
  /** `EUR 1234.5`. A bare `$` counts as US dollars. */
  value: string;
}

/** 1,234.56 and 1.234,56 alike: a last separator with one or two digits, or four, after it is the decimal one. */
function numberOf(text: string): number {
  const bare = text.replaceAll(/[' \u00A0\u202F’]/g, '');
  const at = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
  const digits = (part: string): string => part.replaceAll(/[.,]/g, '');
  if (at < 0) return Number(bare);
  const decimals = bare.length - at - 1;
  const separator = bare.charAt(at);
  const alone = bare.indexOf(separator) === at;
  if (decimals === 3 && (!/[.,]/.test(bare.slice(0, at)) || !alone)) return Number(digits(bare));
  return alone ? Number(`${digits(bare.slice(0, at))}.${bare.slice(at + 1)}`) : Number(digits(bare));
}

function currencyOf(text: string): string {
  const symbol = Object.entries(SYMBOLS).find(([key]) => key.toLowerCase() === text.toLowerCase());
  return symbol?.[1] ?? NAMES[text.toLowerCase()] ?? text.toUpperCase();
}

function found(
  match: RegExpExecArray,
  currency: string,
  number: string,
  factor: string | undefined,
): FoundAmount {
  const times = FACTORS.find(([pattern]) => factor !== undefined && pattern.test(factor))?.[1] ?? 1;
  const amount = Number((numberOf(number) * times).toPrecision(15));
  return { index: match.index, text: match[0].trim(), value: `${currencyOf(currency)} ${amount}` };
}

/** Amounts with a currency before or after them. */
export function amountsIn(text: string): FoundAmount[] {
  const before = [...text.matchAll(BEFORE)].map((match) =>
    found(match, match[1] ?? '', match[2] ?? '', match[3]),
  );
  const taken = before.map(({ index, text: own }): [number, number] => [index, index + own.length]);
  let at = 0;
  const after = [...text.matchAll(AFTER)].filter((match) => {
    while ((taken[at]?.[1] ?? Number.POSITIVE_INFINITY) <= match.index) at += 1;
    return (taken[at]?.[0] ?? Number.POSITIVE_INFINITY) > match.index + match[0].length - 1;
  });
  return [...before, ...after.map((match) => found(match, match[3] ?? '', match[1] ?? '', match[2]))];
}
