/** Letters of the typeface Symbol in the order of its codes from 0x21, as its own encoding has them. */
const SYMBOL: readonly [from: number, letters: string][] = [
  [0x21, '!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_'],
  [0x61, 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼'],
  [0xa0, '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…'],
  [0xc0, 'ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊'],
];
/** Signs of Wingdings and its like that stand for something in a text: boxes, ticks, crosses, arrows. */
const WINGDINGS: Readonly<Record<number, string>> = {
  [0x6c]: '●',
  [0x6e]: '■',
  [0x6f]: '□',
  [0x71]: '❑',
  [0xa7]: '▪',
  [0xa8]: '☐',
  [0xd8]: '➢',
  [0xe0]: '→',
  [0xfb]: '✗',
  [0xfc]: '✓',
  [0xfd]: '☒',
  [0xfe]: '☑',
};
const PRIVATE = 0xf000;

/** The character that a sign of a typeface stands for (17.3.3.30); nothing where that is not known. */
export function symbolOf(font: string, char: string): string {
  const given = Number.parseInt(char, 16);
  if (!Number.isInteger(given) || given < 0x20 || given > 0xffff) return '';
  const code = given >= PRIVATE && given <= PRIVATE + 0xff ? given - PRIVATE : given;
  if (/^wingdings$/i.test(font)) return WINGDINGS[code] ?? '';
  if (/^symbol$/i.test(font)) {
    const [from, letters] = SYMBOL.findLast(([first]) => first <= code) ?? [0, ''];
    return [...letters][code - from] ?? '';
  }
  return code === given && (given < 0xd800 || given > 0xf8ff) ? String.fromCharCode(given) : '';
}
