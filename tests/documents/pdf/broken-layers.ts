import { onePage } from './raw-pdf.ts';

const PROSE = [
  'The quick development of the river basin has changed how farmers',
  'work their land. In the year 2021 the board measured 45 wells, and',
  'it found that the level had fallen by 3.5 metres since 1990. Nobody',
  'expected such a result, and Jim Quigley asked for another survey',
  'before any decision was taken. "Experts have joined the project;"',
];

type Names = (code: number) => string;

/** Lines in Helvetica whose font names each code as `named` says: what is shown stays, what is read changes. */
export function namedAs(named: Names, lines: readonly string[] = PROSE): Uint8Array {
  const entries = Array.from({ length: 0x7f - 0x21 }, (_, at) => mapped(at + 0x21, named)).filter(Boolean);
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>';
  return onePage(
    { dictionary: '', stream: shown(lines) },
    { font, more: [{ dictionary: '', stream: cmapOf(entries) }] },
  );
}

/** A page of prose in Helvetica, and below it lines in a font of another name whose map is broken. */
export function proseWith(named: Names, lines: readonly string[]): Uint8Array {
  const prose = shown([...PROSE, ...PROSE, ...PROSE, ...PROSE], 'F1');
  const broken = lines.map((line, at) => shownAt(line, 300 - at * 18, 'F2'));
  const entries = Array.from({ length: 0x7f - 0x21 }, (_, at) => mapped(at + 0x21, named)).filter(Boolean);
  const font = (name: string, more: string) => `<< /Type /Font /Subtype /Type1 /BaseFont /${name} ${more} >>`;
  const resources = '/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >>';
  return onePage(
    { dictionary: '', stream: [prose, ...broken].join('\n') },
    {
      page: resources,
      font: font('Helvetica', ''),
      more: [font('Times-Bold', '/ToUnicode 7 0 R'), { dictionary: '', stream: cmapOf(entries) }],
    },
  );
}

/** Lines in a font whose encoding names glyphs that nobody knows, and that has no map to Unicode. */
export function unnamed(lines: readonly string[] = PROSE): Uint8Array {
  const glyphs = Array.from({ length: 0x7f - 0x21 }, (_, at) => `/g${at}`).join(' ');
  const encoding = `/Encoding << /Type /Encoding /Differences [33 ${glyphs}] >>`;
  const font = `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica ${encoding} >>`;
  return onePage({ dictionary: '', stream: shown(lines) }, { font });
}

const hex = (code: number): string => code.toString(16).padStart(2, '0');

/** An entry of a map to Unicode; empty for a code without a name. */
function mapped(code: number, named: Names): string {
  const name = named(code);
  return name === '' ? '' : `<${hex(code)}> <${Buffer.from(name, 'utf16le').swap16().toString('hex')}>`;
}

const cmapOf = (entries: readonly string[]): string =>
  [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def',
    '1 begincodespacerange <00> <ff> endcodespacerange',
    `${entries.length} beginbfchar ${entries.join(' ')} endbfchar endcmap end end`,
  ].join(' ');

const shownAt = (line: string, y: number, font: string): string =>
  `BT /${font} 12 Tf 72 ${y} Td <${Buffer.from(line, 'latin1').toString('hex')}> Tj ET`;

const shown = (lines: readonly string[], font = 'F1'): string =>
  lines.map((line, at) => shownAt(line, 720 - at * 18, font)).join('\n');

/** Deterministic; the same letters in another order. */
function shuffled(letters: string): Map<number, string> {
  const codes = [...letters].map((letter) => letter.charCodeAt(0));
  const order = [...letters].toSorted((a, b) => scrambled(a) - scrambled(b));
  return new Map(codes.map((code, at) => [code, order[at] ?? '']));
}
const scrambled = (letter: string): number => (letter.charCodeAt(0) * 7919) % 251;

/** Each letter by the next, the last by the first. */
const inTurn = (letters: string): Map<number, string> =>
  new Map([...letters].map((letter, at) => [letter.charCodeAt(0), letters[(at + 1) % letters.length] ?? '']));

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const ALL = Array.from({ length: 0x7f - 0x21 }, (_, at) => String.fromCharCode(at + 0x21)).join('');

const itself: Names = String.fromCharCode;
const through =
  (names: Map<number, string>): Names =>
  (code) =>
    names.get(code) ?? itself(code);
const turnedBy =
  (places: number): Names =>
  (code) => {
    const letters = [LOWER, UPPER].find((each) => each.includes(itself(code)));
    return letters?.[(letters.indexOf(itself(code)) + places) % 26] ?? itself(code);
  };
const isLetter = (code: number): boolean => /[A-Za-z]/.test(itself(code));

/** Ways in which the map of a font goes wrong. */
export const BROKEN: Record<string, Names> = {
  'lower case shuffled': through(shuffled(LOWER)),
  'letters shuffled': through(shuffled(LOWER + UPPER)),
  'everything shuffled': through(shuffled(ALL)),
  'half of the lower case shuffled': through(shuffled('acegikmoqsuwy')),
  'vowels taken for others': through(inTurn('aeiou')),
  'letters of one height taken for others': through(inTurn('acemnorsuvwxz')),
  'six letters taken for others': through(
    inTurn('eo').set(0x6e, 't').set(0x74, 'n').set(0x61, 's').set(0x73, 'a'),
  ),
  'letters moved by 3': turnedBy(3),
  'letters moved by 13': turnedBy(13),
  'codes moved by 1': (code) => itself(code + 1),
  'codes moved by -29, as glyphs of a subset are': (code) => itself(Math.max(1, code - 29)),
  'codes moved into Latin-1': (code) => itself(code + 0x80),
  'codes moved into Latin Extended': (code) => itself(code + 0x100),
  'private use as symbol fonts have it': (code) => itself(0xf000 + code),
  'private use by glyph': (code) => itself(0xe000 + code),
  'replacement characters': () => '\ufffd',
  'control characters': (code) => itself(1 + (code % 30)),
  'one letter for all': () => 'e',
  'Greek letters': (code) => (isLetter(code) ? itself(0x3b1 + (code % 25)) : itself(code)),
  'Cyrillic letters': (code) => (isLetter(code) ? itself(0x430 + (code % 32)) : itself(code)),
  'Chinese signs': (code) => itself(0x4e00 + ((code * 977) % 20_000)),
  'pictures of a symbol font': (code) => itself(0x2700 + code),
  'letters of several scripts': (code) => {
    const from = [0x61, 0x3b1, 0x430, 0x5d0][code % 4] ?? 0x61;
    return isLetter(code) ? itself(from + (code % 22)) : itself(code);
  },
  'a quarter in private use': (code) => (code % 4 === 1 ? itself(0xe000 + code) : itself(code)),
};

/** Texts that look odd and are what their pages show. */
export const SOUND: Record<string, readonly string[]> = {
  prose: PROSE,
  'part numbers': ['BX-2203 KLM 77', 'QRT-0091 ZZ 4', 'WVK-7710 PPQ 8', 'XJ-4410 RTS 2', 'HHG-3321 KLK 5'],
  acronyms: ['NATO UNHCR WHO', 'BMWK DGUV TÜV', 'CPU GPU RAM SSD', 'HTTP TCP UDP', 'XML JSON YAML'],
  addresses: [
    'https://example.org/q?x=1&y=zz',
    'http://a.b-c.example/%7Ejqk/wvx.html',
    'ftp://files.example.net/x0/',
  ],
  code: [
    'for (i = 0; i < n; i++) {',
    '  buf[i] ^= 0xfe & (k >> 3);',
    '}',
    'return strncmp(p, q, n);',
    '#define WQZ(x) ((x)->z)',
  ],
  numbers: ['1,204 33.1 9.00 77', '2,118 40.7 8.15 79', '3,990 12.4 7.77 81', '4,001 55.5 6.66 90'],
  capitals: ['THE TENANT SHALL PAY THE RENT ON THE FIRST', 'DAY OF EACH MONTH WITHOUT ANY DEDUCTION.'],
  'hexadecimal digits': ['deadbeef 0badf00d c0ffee11 8badf00d', 'e3b0c442 98fc1c14 9afbf4c8 996fb924'],
  formulas: ['E = mc, a + b = c, f(x) = ax + bx + c', 'sin x cos y + log(n + 1) = k / (2w)'],
  'a few words': ['Page 3', 'Appendix'],
  Welsh: ['Genir pawb yn rhydd ac yn gydradd a’i gilydd mewn urddas a hawliau.'.replace('’', "'")],
  Hungarian: ['Minden emberi lény szabadon születik és egyenl\u00f5 méltósága van.'.replace('\u00f5', 'o')],
};

const PIECES: Record<string, string> = {
  Hebrew: 'כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם',
  Arabic: 'يولد جميع الناس أحرارا متساوين في الكرامة والحقوق',
  Devanagari: 'सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता',
  Thai: 'มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ',
  Georgian: 'ყველა ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა',
  Armenian: 'Բոլոր մարդիկ ծնվում են ազատ ու հավասար իրենց արժանապատվությամբ',
  Han: '人人生而自由在尊严和权利上一律平等他们赋有理性和良心并应以兄弟关系的精神相对待',
  Japanese: 'すべての人間は生まれながらにして自由でありかつ尊厳と権利とについて平等である',
  Hangul: '모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다',
};

/** Pages in scripts whose letters have no shapes that could be compared. */
export const SCRIPTS: Record<string, Uint8Array> = Object.fromEntries(
  Object.entries(PIECES).map(([script, text]) => {
    const letters = [...new Set(text.replaceAll(' ', ''))];
    const code = (letter: string) => (letter === ' ' ? 0x20 : 0x21 + letters.indexOf(letter));
    const line = String.fromCharCode(...[...text].map(code));
    return [script, namedAs((at) => letters[at - 0x21] ?? '', [line])];
  }),
);
