import { paragraphsOf } from '../../../bench/languages/declarations.ts';

/** Font and the Declaration's file of each script; Latin, Cyrillic, Arabic and Devanagari in several languages. */
const LANGUAGES: readonly (readonly [code: string, font: string])[] = [
  ...(['eng', 'deu_1996', 'fra', 'pol', 'vie', 'cym', 'tur', 'hun', 'ces', 'yor'] as const).map(
    (code, at) =>
      [code, ['Noto Serif', 'Linux Libertine O', 'EB Garamond', 'DejaVu Sans'][at % 4] ?? ''] as const,
  ),
  ...(['rus', 'ukr', 'kaz', 'ell_monotonic', 'ell_polytonic'] as const).map(
    (code) => [code, 'Noto Sans'] as const,
  ),
  ['arb', 'Noto Naskh Arabic'],
  ['pes_1', 'Noto Sans Arabic'],
  ['urd', 'Noto Nastaliq Urdu'],
  ['heb', 'Noto Serif Hebrew'],
  ['ydd', 'Noto Sans Hebrew'],
  ['hin', 'Noto Sans Devanagari'],
  ['nep', 'Noto Serif Devanagari'],
  ['tha', 'Noto Sans Thai'],
  ['cmn_hans', 'Noto Sans CJK SC'],
  ['cmn_hant', 'Noto Serif CJK TC'],
  ['jpn', 'Noto Sans CJK JP'],
  ['kor', 'Noto Sans CJK KR'],
  ['hye', 'Noto Sans Armenian'],
  ['kat', 'Noto Serif Georgian'],
  ['amh', 'Noto Sans Ethiopic'],
  ['tam', 'Noto Sans Tamil'],
  ['ben', 'Noto Sans Bengali'],
  ['tel', 'Noto Sans Telugu'],
  ['mya', 'Noto Sans Myanmar'],
  ['khm', 'Noto Sans Khmer'],
  ['sin', 'Noto Sans Sinhala'],
  ['bod', 'Noto Serif Tibetan'],
  ['lao', 'Noto Sans Lao'],
  ['shn', 'Noto Sans Myanmar'],
];

const set = (font: string, text: string, style = ''): string =>
  `<div style="font: 12pt '${font}'; ${style}">${text}</div>`;
const lines = (count: number, line: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => line(at)).join('<br>');
const prose = (code: string, paragraphs = 6): string =>
  paragraphsOf(code)
    .filter((text) => text.length > 40)
    .slice(0, paragraphs)
    .map((each) => `<p>${each}</p>`)
    .join('');
const coded = (at: number): string => ((at * 7919 + 104_729) % 1_679_616).toString(36).toUpperCase();

/** What is set otherwise than as prose. */
const KINDS: Record<string, string> = {
  'figures only': set(
    'Noto Sans',
    lines(30, (at) => `${1204 + at * 37} ${(at * 3.17).toFixed(2)} ${90 - at}`),
  ),
  'old-style figures': set(
    'Linux Libertine O',
    `${prose('eng', 3)}1234567890 1986 2034`,
    'font-feature-settings: "onum"',
  ),
  'small capitals': set('Linux Libertine O', prose('eng'), 'font-variant: small-caps'),
  'all small capitals': set('EB Garamond', prose('fra'), 'font-variant: all-small-caps'),
  capitals: set('DejaVu Serif', prose('deu_1996', 3), 'text-transform: uppercase'),
  italics: set('EB Garamond', prose('ita'), 'font-style: italic'),
  'black italics': set('Noto Serif', prose('spa'), 'font-style: italic; font-weight: 900'),
  ligatures: set(
    'EB Garamond',
    lines(12, () => 'office affluent fjord shuffle first acting stopped quickly'),
    'font-feature-settings: "dlig", "hlig", "liga"',
  ),
  'swash letters': set(
    'EB Garamond',
    prose('eng', 4),
    'font-style: italic; font-feature-settings: "swsh", "ss02"',
  ),
  'fixed width': set('DejaVu Sans Mono', prose('eng', 3)),
  code: set(
    'DejaVu Sans Mono',
    lines(20, (at) => `if (buf[${at}] &gt;= 0x${(at * 977).toString(16)}) { *q++ = x ^ ~k; }`),
  ),
  addresses: set(
    'Noto Sans',
    lines(20, (at) => `https://${coded(at).toLowerCase()}.example/q?z=${coded(at + 9)}&amp;x=%7E`),
  ),
  'part numbers': set(
    'DejaVu Sans',
    lines(30, (at) => `${coded(at)}-${coded(at * 3 + 1)} ${coded(at * 5 + 2)}`),
  ),
  acronyms: set(
    'Noto Sans',
    lines(12, () => 'NATO UNHCR WHO BMWK CPU GPU SSD HTTP TCP XML NGC KPMG'),
  ),
  formulas: set(
    'Linux Libertine O',
    lines(12, (at) => `∑ₙ x<sup>${at}</sup> ≤ ∫ f(θ, φ) dθ ⇒ ∇²ψ = λψ, α ∈ ℝ`),
  ),
  'symbols as bullets': set(
    'DejaVu Sans',
    lines(12, (at) => `${'✓✗➤■◆★☐☑'[at % 8]} item ${at + 1}`),
  ),
  'a short page': set('Noto Serif', 'Page 3'),
  'two scripts': set('Noto Sans', `${prose('eng', 2)}${prose('rus', 2)}${prose('ell_monotonic', 2)}`),
  'a dictionary': set(
    'Noto Sans',
    lines(20, () => 'человек – human · άνθρωπος – human · Mensch – человек'),
  ),
  'phonetic letters': set(
    'DejaVu Sans',
    lines(20, () => '/ˈɪŋɡlɪʃ ˈfəʊnətɪks/ [ʃɛvˈʁəy̯ ʔapˈʃtʁaktə]'),
  ),
  base64: set(
    'DejaVu Sans Mono',
    lines(20, (at) => Buffer.from(`${coded(at)}${coded(at * 11)}${coded(at * 13)}ÿ~`).toString('base64')),
  ),
};

/** 60 documents of a page, by name, as HTML. */
export const DOCUMENTS: Record<string, string> = {
  ...Object.fromEntries(LANGUAGES.map(([code, font]) => [code, set(font, prose(code))])),
  ...KINDS,
};
