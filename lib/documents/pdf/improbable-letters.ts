/** Letters that text needs before it can be called improbable, and the part of them that must be. */
const ENOUGH = 40;
const MOST_RARE = 0.6;
const MOST_RARE_HAN = 0.4;
const MOST_SIGNS = 0.6;
const ENOUGH_WORDS = 20;
const MOST_MIXED = 0.3;
/** What no rule below says anything of: ASCII and punctuation. */
const PLAIN = /^[\0-~\u2010-\u2027]*$/;
/** Enough to tell. */
const LOOK_AT = 20_000;

const LATIN = /\p{Script=Latin}/gu;
/** Letters with marks and letters of few languages: a page of Vietnamese has a third of them. */
const BEYOND_ASCII = /(?![A-Za-z\u02b0-\u02ff])\p{Script=Latin}/gu;
const HAN = /\p{Script=Han}/gu;
const WORD = /\p{L}{3,}/gu;
/** Scripts that share no word with another. Japanese and Korean words do. */
const APART = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Thai',
  'Armenian',
  'Georgian',
].map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));

/** Whether no language is written with the letters of a text: of mixed scripts, of rare signs, all of them accented. */
export function isImprobable(text: string): boolean {
  const head = text.slice(0, LOOK_AT);
  if (PLAIN.test(head)) return false;
  return hasRareLatin(head) || hasRareHan(head) || hasMixedWords(head) || isOfSigns(head);
}

const count = (text: string, letters: RegExp): number => text.match(letters)?.length ?? 0;

function hasRareLatin(text: string): boolean {
  const latin = count(text, LATIN);
  return latin >= ENOUGH && count(text, BEYOND_ASCII) > MOST_RARE * latin;
}

function hasMixedWords(text: string): boolean {
  const words = text.match(WORD) ?? [];
  if (words.length < ENOUGH_WORDS) return false;
  const mixed = words.filter(
    (word) => !PLAIN.test(word) && APART.filter((script) => script.test(word)).length > 1,
  );
  return mixed.length > MOST_MIXED * words.length;
}

/** Pictures in place of letters, as of a font of signs: stars, hands, pieces of chess. */
function isOfSigns(text: string): boolean {
  const signs = count(text, /[\p{So}\u2700-\u27bf]/gu);
  return signs >= ENOUGH && signs > MOST_SIGNS * count(text, /\S/gu);
}

function hasRareHan(text: string): boolean {
  const han = text.match(HAN) ?? [];
  if (han.length < ENOUGH) return false;
  const rare = han.filter((sign) => !commonHan().has(sign));
  return rare.length > MOST_RARE_HAN * han.length;
}

let common: ReadonlySet<string> | undefined;

/**
 * The signs that the first levels of the national standards hold, by use: GB 2312-80 rows 16 to 55, Big5 A4 to C6 and
 * JIS X 0208 rows 16 to 47, as decoded by the platform.
 */
function commonHan(): ReadonlySet<string> {
  common ??= new Set([
    ...signsOf('gbk', { lead: [0xb0, 0xd7], trail: [0xa1, 0xfe] }),
    ...signsOf('big5', { lead: [0xa4, 0xc6], trail: [0x40, 0x7e] }),
    ...signsOf('big5', { lead: [0xa4, 0xc6], trail: [0xa1, 0xfe] }),
    ...signsOf('euc-jp', { lead: [0xb0, 0xcf], trail: [0xa1, 0xfe] }),
  ]);
  return common;
}

function signsOf(
  encoding: string,
  { lead: [first, last], trail: [from, to] }: { lead: [number, number]; trail: [number, number] },
): string[] {
  const decoder = new TextDecoder(encoding);
  const bytes: number[] = [];
  for (let lead = first; lead <= last; lead++) {
    for (let trail = from; trail <= to; trail++) bytes.push(lead, trail);
  }
  return [...decoder.decode(Uint8Array.from(bytes))];
}
