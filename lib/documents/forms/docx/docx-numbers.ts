import { type Attributes, readXmlIfThere, type XmlHandler } from '../zip/xml-events.ts';
import type { ZipParts } from '../zip/zip-parts.ts';

interface Level {
  format: string;
  /** As `%1.%2)`. */
  text: string;
  start: number;
}

interface List {
  abstract: string;
  starts: Map<number, number>;
}

const LEVELS = 9;
const LETTERS = 26;
const ROMAN: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** `xiv` */
export function roman(number: number): string {
  let [left, text] = [Math.min(number, 4_000), ''];
  for (const [value, letters] of ROMAN) {
    while (left >= value) {
      text += letters;
      left -= value;
    }
  }
  return text;
}

function letters(number: number): string {
  const letter = String.fromCharCode(97 + ((number - 1) % LETTERS));
  return letter.repeat(Math.min(10, Math.floor((number - 1) / LETTERS) + 1));
}

function formatted(number: number, format: string): string {
  if (format === 'lowerLetter') return letters(number);
  if (format === 'upperLetter') return letters(number).toUpperCase();
  if (format === 'lowerRoman') return roman(number);
  if (format === 'upperRoman') return roman(number).toUpperCase();
  if (format === 'decimalZero') return String(number).padStart(2, '0');
  return String(number);
}

/** The lists of a document: their numbers as they go on (ECMA-376, part 1, 17.9). */
export class DocxNumbers {
  readonly #abstract = new Map<string, Level[]>();
  readonly #lists = new Map<string, List>();
  /** By abstract list, the numbers that its levels have come to. */
  readonly #counts = new Map<string, number[]>();
  readonly #begun = new Set<string>();

  static async read(parts: ZipParts, part: string | undefined): Promise<DocxNumbers> {
    const numbers = new DocxNumbers();
    if (part !== undefined) await readXmlIfThere(parts, part, numbers.#reader());
    return numbers;
  }

  #reader(): XmlHandler {
    let levels: Level[] | undefined;
    let list: List | undefined;
    let at = 0;
    const level = ({ 'w:ilvl': place = '0' }: Attributes) => {
      at = Math.min(LEVELS - 1, Number(place));
      if (levels) levels[at] = { format: 'decimal', text: `%${at + 1}.`, start: 1 };
    };
    const starts: Record<string, (attributes: Attributes) => void> = {
      'w:abstractNum': ({ 'w:abstractNumId': id = '' }) => {
        levels = [];
        this.#abstract.set(id, levels);
      },
      'w:num': ({ 'w:numId': id = '' }) => {
        levels = undefined;
        list = { abstract: '', starts: new Map() };
        this.#lists.set(id, list);
      },
      'w:lvl': level,
      'w:lvlOverride': level,
      'w:abstractNumId': ({ 'w:val': id = '' }) => Object.assign(list ?? {}, { abstract: id }),
      'w:startOverride': ({ 'w:val': value }) => list?.starts.set(at, Number(value)),
      'w:numFmt': ({ 'w:val': format }) => Object.assign(levels?.[at] ?? {}, { format }),
      'w:lvlText': ({ 'w:val': text = '' }) => Object.assign(levels?.[at] ?? {}, { text }),
      'w:start': ({ 'w:val': value }) => Object.assign(levels?.[at] ?? {}, { start: Number(value) }),
    };
    return { open: (name, attributes) => starts[name]?.(attributes) };
  }

  /** Counts an item. @returns its number as it is shown, `•` of a bullet, null of a list that there is not */
  next(numId: string, at: number): string | null {
    const list = this.#lists.get(numId);
    const levels = list && this.#abstract.get(list.abstract);
    const level = levels?.[at];
    if (!list || !levels || !level) return null;
    if (level.format === 'bullet') return '•';
    if (level.format === 'none') return '';
    const counts = this.#counts.get(list.abstract) ?? [];
    this.#counts.set(list.abstract, counts);
    if (!this.#begun.has(numId)) {
      this.#begun.add(numId);
      for (const [place, start] of list.starts) counts[place] = start - 1;
    }
    counts[at] = (counts[at] ?? level.start - 1) + 1;
    counts.length = at + 1;
    return level.text.replaceAll(/%(\d)/g, (_, digit: string) => {
      const place = Number(digit) - 1;
      const own = levels[place];
      return formatted(counts[place] ?? own?.start ?? 1, own?.format ?? 'decimal');
    });
  }
}
