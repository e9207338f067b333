import { type Attributes, readXmlIfThere, type XmlHandler } from '../zip/xml-events.ts';
import type { ZipParts } from '../zip/zip-parts.ts';
import { inFormat } from './number-format.ts';
import { isOn } from './on-off.ts';

interface Level {
  format: string;
  /** As `%1.%2)`. */
  text: string;
  start: number;
  /** All levels of its number are decimal. */
  isLegal: boolean;
  /** It begins anew behind items of this level, from 1, and those above it; 0: never. */
  restart: number;
}

interface Abstract {
  levels: Level[];
  /** The list style whose levels are meant. */
  style: string | undefined;
}

interface List {
  abstract: string;
  starts: Map<number, number>;
  /** Levels that are its own. */
  levels: Level[];
}

const LEVELS = 9;
/** Characters, with a place for each level and words between. */
const LONGEST_NUMBER = 100;
/** The lists of a document: their numbers as they go on (ECMA-376, part 1, 17.9). */
export class DocxNumbers {
  readonly #abstract = new Map<string, Abstract>();
  /** Abstract lists by the list style that they describe. */
  readonly #styles = new Map<string, string>();
  readonly #lists = new Map<string, List>();
  /** By abstract list, the numbers that its levels have come to. */
  readonly #counts = new Map<string, Counts>();
  /** Levels of lists that have an item. */
  readonly #begun = new Set<string>();

  static async read(parts: ZipParts, part: string | undefined): Promise<DocxNumbers> {
    const numbers = new DocxNumbers();
    if (part !== undefined) await readXmlIfThere(parts, part, numbers.#reader());
    return numbers;
  }

  #reader(): XmlHandler {
    let abstract: Abstract | undefined;
    let [id, at] = ['', 0];
    let list: List | undefined;
    const own = (): Level | object => (list ?? abstract)?.levels[at] ?? {};
    const starts: Record<string, (attributes: Attributes) => void> = {
      'w:abstractNum': (attributes) => {
        id = attributes['w:abstractNumId'] ?? '';
        [abstract, list] = [{ levels: [], style: undefined }, undefined];
        this.#abstract.set(id, abstract);
      },
      'w:styleLink': ({ 'w:val': style = '' }) => this.#styles.set(style, id),
      'w:numStyleLink': ({ 'w:val': style }) => Object.assign(abstract ?? {}, { style }),
      'w:num': (attributes) => {
        list = { abstract: '', starts: new Map(), levels: [] };
        this.#lists.set(attributes['w:numId'] ?? '', list);
      },
      'w:lvl': ({ 'w:ilvl': place = '0' }) => {
        at = Math.min(LEVELS - 1, Number(place) || 0);
        const { levels } = list ?? abstract ?? { levels: [] };
        levels[at] = { format: 'decimal', text: `%${at + 1}.`, start: 1, isLegal: false, restart: at };
      },
      'w:lvlOverride': ({ 'w:ilvl': place = '0' }) => {
        at = Math.min(LEVELS - 1, Number(place) || 0);
      },
      'w:abstractNumId': ({ 'w:val': of = '' }) => Object.assign(list ?? {}, { abstract: of }),
      'w:startOverride': ({ 'w:val': value }) => list?.starts.set(at, Number(value)),
      'w:numFmt': ({ 'w:val': format }) => Object.assign(own(), { format }),
      'w:lvlText': ({ 'w:val': text = '' }) => Object.assign(own(), { text: text.slice(0, LONGEST_NUMBER) }),
      'w:start': ({ 'w:val': value }) => Object.assign(own(), { start: Number(value) || 0 }),
      'w:isLgl': ({ 'w:val': value }) => Object.assign(own(), { isLegal: isOn(value) }),
      'w:lvlRestart': ({ 'w:val': value }) => Object.assign(own(), { restart: Number(value) || 0 }),
    };
    return { open: (name, attributes) => starts[name]?.(attributes) };
  }

  /** The levels of a list: its own, else those of its abstract list or of the list style that this names. */
  #levelsOf({ abstract, levels }: List): { of: string; levels: (Level | undefined)[] } | null {
    const style = this.#abstract.get(abstract)?.style;
    const of = style === undefined ? abstract : (this.#styles.get(style) ?? abstract);
    const shared = this.#abstract.get(of)?.levels;
    if (!shared) return null;
    return { of, levels: Array.from({ length: LEVELS }, (_, at) => levels[at] ?? shared[at]) };
  }

  /** Counts an item. @returns its number as it is shown, `•` of a bullet, null of one that shows nothing and of a list that there is not */
  next(numId: string, at: number): string | null {
    const list = this.#lists.get(numId);
    const { of = '', levels = [] } = (list && this.#levelsOf(list)) ?? {};
    const level = levels[at];
    if (!list || !level) return null;
    if (level.format === 'bullet') return level.text.trim() === '' ? null : '•';
    if (level.format === 'none') return '';
    const counts = this.#counts.get(of) ?? [];
    this.#counts.set(of, counts);
    const [begun, start] = [`${at} ${numId}`, list.starts.get(at)];
    if (start !== undefined && !this.#begun.has(begun)) counts[at] = start - 1;
    this.#begun.add(begun);
    counts[at] = (counts[at] ?? level.start - 1) + 1;
    beginAnew(counts, at, levels);
    return shown(level, counts, levels);
  }
}

type Counts = (number | undefined)[];

/** Levels below an item's that its coming sets back. */
function beginAnew(counts: Counts, at: number, levels: readonly (Level | undefined)[]): void {
  for (let deeper = at + 1; deeper < LEVELS; deeper++)
    if (at < (levels[deeper]?.restart ?? deeper)) counts[deeper] = undefined;
}

const shown = (level: Level, counts: Counts, levels: readonly (Level | undefined)[]): string =>
  level.text.replaceAll(/%(\d)/g, (_, digit: string) => {
    const place = Number(digit) - 1;
    const own = levels[place];
    return inFormat(counts[place] ?? own?.start ?? 1, level.isLegal ? 'decimal' : own?.format);
  });
