/** Letters of IBM866: А to Я and а to п, р to я, and those of Ukrainian and Belarusian. */
const isLetter = (byte: number): boolean => (byte >= 0x80 && byte <= 0xaf) || (byte >= 0xe0 && byte <= 0xf7);
const isSmall = (byte: number): boolean => byte >= 0xa0 && isLetter(byte);
/** а to п, a half or more of the letters; where ISO-8859-5 has hardly any, whose р to я are at the same places. */
const isFirstHalf = (byte: number): boolean => byte >= 0xa0 && byte <= 0xaf;
/** Rules and shades of drawn tables. */
const isDrawn = (byte: number): boolean => byte >= 0xb0 && byte <= 0xdf;
const isCapital = (byte: number): boolean => byte >= 0x80 && byte <= 0x9f;
const isAsciiLetter = (byte: number): boolean =>
  (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a && byte < 0x80;
/** о, е, а, и, н, т, с, р: three in five letters of Russian text. */
const FREQUENT = [0xae, 0xa5, 0xa0, 0xa8, 0xad, 0xe2, 0xe1, 0xe0];
const FREQUENT_CAPITALS = [0x8e, 0x85, 0x80, 0x88, 0x8d, 0x92, 0x91, 0x90];

const LEAST_LETTERS = 5;
/** Share of the bytes beyond ASCII that are letters, rules left out. */
const LETTERS = 0.97;
/** Share of letters that are small, in text that is not set in capitals. */
const SMALL = 0.6;
/** Share of capitals of text that is set in them: where other encodings of Cyrillic have no letters. */
const CAPITALS = 0.4;
const OFTEN = 0.4;
const FIRST_HALF = 0.3;
/** Share of the most frequent letter: of kana in two bytes, half of all are one lead byte. */
const MOST_OF_ONE = 0.25;

/**
 * Whether a text is Cyrillic in IBM866, as DOS had it. Other encodings put letters where this one has rules, or use the
 * bytes of its most frequent letters seldom.
 */
export function isCyrillicOfDos(sample: Uint8Array): boolean {
  const counts = new Uint32Array(256);
  for (const byte of sample) counts[byte] = (counts[byte] ?? 0) + 1;
  const sum = (wanted: (byte: number) => boolean): number =>
    counts.reduce((all, count, byte) => (wanted(byte) ? all + count : all), 0);
  const sumOf = (bytes: readonly number[]): number =>
    bytes.reduce((all, byte) => all + (counts[byte] ?? 0), 0);
  const letters = sum(isLetter);
  if (letters < LEAST_LETTERS || letters < LETTERS * sum((byte) => byte >= 0x80 && !isDrawn(byte)))
    return false;
  const most = counts.reduce((all, count, byte) => (isLetter(byte) ? Math.max(all, count) : all), 0);
  if (letters >= 4 * LEAST_LETTERS && most > MOST_OF_ONE * letters) return false;
  if (sum(isCapital) >= CAPITALS * letters)
    return letters >= sum(isAsciiLetter) && sumOf([...FREQUENT, ...FREQUENT_CAPITALS]) >= OFTEN * letters;
  return (
    sum(isSmall) >= SMALL * letters &&
    sum(isFirstHalf) >= FIRST_HALF * letters &&
    sumOf(FREQUENT) >= OFTEN * letters
  );
}
