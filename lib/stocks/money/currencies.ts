/** What quoted prices are in: `perUnit` of the quoted unit make one of `currency`, the major unit (ISO 4217). */
export interface AmountUnit {
  currency: string;
  perUnit: number;
}

/**
 * Minor units that Yahoo quotes prices in, and their other spellings.
 * @see https://en.wikipedia.org/wiki/ISO_4217#Unofficial_codes_for_minor_units_of_currency
 */
const MINOR_UNITS: ReadonlyMap<string, AmountUnit> = new Map([
  ['GBp', { currency: 'GBP', perUnit: 100 }],
  ['GBX', { currency: 'GBP', perUnit: 100 }],
  ['ZAc', { currency: 'ZAR', perUnit: 100 }],
  ['ZAC', { currency: 'ZAR', perUnit: 100 }],
  ['ILA', { currency: 'ILS', perUnit: 100 }],
  ['ILa', { currency: 'ILS', perUnit: 100 }],
]);

const ISO_4217: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether `code` is the code of a major unit, in capitals. */
export const isCurrency = (code: string): boolean => ISO_4217.has(code);

/** The unit for amounts at prices quoted in `quoted`, e.g. pounds for `GBp`; null for `XXX` and unknown codes. */
export function amountUnit(quoted: string): AmountUnit | null {
  const minor = MINOR_UNITS.get(quoted);
  if (minor) return minor;
  return quoted !== 'XXX' && isCurrency(quoted) ? { currency: quoted, perUnit: 1 } : null;
}
