/** ISO 4217 codes by sign. A bare `$` counts as US dollars, `¥` as yen. */
const SIGNS: Readonly<Record<string, string>> = {
  ...{
    US$: 'USD',
    A$: 'AUD',
    AU$: 'AUD',
    C$: 'CAD',
    CA$: 'CAD',
    NZ$: 'NZD',
    HK$: 'HKD',
    S$: 'SGD',
    R$: 'BRL',
  },
  ...{
    NT$: 'TWD',
    MX$: 'MXN',
    $: 'USD',
    '€': 'EUR',
    '£': 'GBP',
    '¥': 'JPY',
    '₹': 'INR',
    '₩': 'KRW',
    '₽': 'RUB',
  },
  ...{ '₺': 'TRY', '₴': 'UAH', '₪': 'ILS', '฿': 'THB', '₫': 'VND', '₱': 'PHP', '₦': 'NGN', '₸': 'KZT' },
  ...{ 'Rs.': 'INR', Rs: 'INR', 'Fr.': 'CHF', 'SFr.': 'CHF' },
};
/** Signs and names that follow an amount only. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ euro: 'EUR', euros: 'EUR', dollar: 'USD', dollars: 'USD', 'us dollar': 'USD', 'us dollars': 'USD' },
  ...{
    'pounds sterling': 'GBP',
    yen: 'JPY',
    rupees: 'INR',
    rupee: 'INR',
    'swiss francs': 'CHF',
    franken: 'CHF',
  },
  ...{ 'schweizer franken': 'CHF', yuan: 'CNY', zł: 'PLN', kč: 'CZK', 円: 'JPY', 元: 'CNY' },
};
const CODES =
  'USD|EUR|GBP|JPY|CHF|INR|CNY|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RUB|BRL|MXN|ZAR|KRW|SGD|HKD|TRY|ILS|AED|SAR|THB';
const END = '(?!\\p{Nd}|(?!\\p{Lm})\\p{L})';

const escaped = (signs: readonly string[]): string =>
  signs
    .toSorted((a, b) => b.length - a.length)
    .map((sign) => sign.replaceAll(/[.$]/g, '\\$&'))
    .join('|');

/** Sources of patterns for a currency before and after an amount; they have no groups. */
export const CURRENCY_BEFORE = `(?:${escaped(Object.keys(SIGNS))}|${CODES})`;
const names = Object.keys(NAMES).map((name) =>
  name.replaceAll(/(?<!\p{L})\p{Ll}/gu, (first) => `[${first}${first.toUpperCase()}]`),
);
export const CURRENCY_AFTER = `(?:[€£₹₽₴₺₪₩₫¥]|円|元|(?:US)?\\$(?! ?\\d)|(?:${CODES}|${escaped(names)})${END})`;

export const currencyOf = (text: string): string =>
  SIGNS[text] ?? NAMES[text.toLowerCase()] ?? text.toUpperCase();
