import { type Attributes, readXmlIfThere, type XmlHandler } from '../zip/xml-events.ts';
import type { ZipParts } from '../zip/zip-parts.ts';
import { inFormat } from './number-format.ts';

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
/** Characters, with a place for each level and words between. */
const LONGEST_NUMBER = 100;
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
      'w:lvlText': ({ 'w:val': text = '' }) =>
        Object.assign(levels?.[at] ?? {}, { text: text.slice(0, LONGEST_NUMBER) }),
      'w:start': ({ 'w:val': value }) => Object.assign(levels?.[at] ?? {}, { start: Number(value) }),
    };
    return { open: (name, attributes) => starts[name]?.(attributes) };
  }

  /** Counts an item. @returns its number as it is shown, `•` of a bullet, null of one that shows nothing and of a list that there is not */
  next(numId: string, at: number): string | null {
    const list = this.#lists.get(numId);
    const levels = list && this.#abstract.get(list.abstract);
    const level = levels?.[at];
    if (!list || !levels || !level) return null;
    if (level.format === 'bullet') return level.text.trim() === '' ? null : '•';
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
      return inFormat(counts[place] ?? own?.start ?? 1, own?.format);
    });
  }
}
