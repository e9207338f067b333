import type { Style } from '../block-writer.ts';
import type { Attributes } from '../zip/xml-events.ts';
import { isNumerals, type Numerals, numeral } from './numerals.ts';

/** A level of a list style (OpenDocument 1.3, part 3, 16.31 to 16.35). */
export interface ListLevel {
  /** Null for a bullet. */
  numerals: Numerals | null;
  prefix: string;
  suffix: string;
  start: number;
  /** How many levels the number shows. */
  shown: number;
  /** Nothing stands before the item. */
  isBare: boolean;
}

const MOST_LEVELS = 10;

/** The level that an element of a list style describes. */
export function levelOf(name: string, attributes: Attributes): ListLevel {
  const format = attributes['style:num-format'];
  const isBullet = name.endsWith('bullet') || name.endsWith('image');
  const bullet = attributes['text:bullet-char'] ?? '•';
  return {
    numerals: isBullet ? null : isNumerals(format) ? format : '1',
    prefix: attributes['style:num-prefix'] ?? '',
    suffix: attributes['style:num-suffix'] ?? '',
    start: Number(attributes['text:start-value'] ?? 1) || 0,
    shown: Number(attributes['text:display-levels'] ?? 1) || 1,
    isBare: isBullet ? name.endsWith('bullet') && bullet.trim() === '' : (format ?? '') === '',
  };
}

/** Levels by their numbers from 1. */
export type ListLevels = ReadonlyMap<number, ListLevel>;

/** The level of a list, or the deepest one above it that its style describes. */
function levelAt(levels: ListLevels | undefined, depth: number): ListLevel | undefined {
  for (let at = depth; at > 0; at--) {
    const level = levels?.get(at);
    if (level) return level;
  }
  return undefined;
}

/** Numbers that the levels of a list have come to. */
type Counts = number[];

/** The number of an item as it is shown, once it is counted; nothing for one without. */
export function counted(
  counts: Counts,
  depth: number,
  levels: ListLevels | undefined,
  given?: number,
): string {
  const level = levelAt(levels, depth);
  if (level && (level.isBare || level.numerals === null)) return level.isBare ? '' : '• ';
  counts.length = Math.min(counts.length, depth);
  counts[depth - 1] = given ?? (counts[depth - 1] ?? (level?.start ?? 1) - 1) + 1;
  if (!level) return '• ';
  const from = Math.max(1, depth - level.shown + 1);
  const parts: string[] = [];
  for (let at = from; at <= depth; at++) {
    const own = levelAt(levels, at);
    if (own?.numerals) parts.push(numeral(counts[at - 1] ?? own.start, own.numerals));
  }
  return `${level.prefix}${parts.join('.')}${level.suffix} `;
}

interface OpenList {
  style: string | undefined;
  counts: Counts;
  /** Of a paragraph that is an item by itself; else how many lists are open. */
  depth?: number;
  /** The item that is open and not counted yet: an item counts with its first paragraph. */
  item: { given: number | undefined; style: string | undefined } | null;
}

/** The lists of an OpenDocument text that are open, and their numbers (5.3). */
export class OdtLists {
  readonly #levelsOf: (style: string | undefined) => ListLevels | undefined;
  readonly #open: OpenList[] = [];
  /** Numbers of lists that others may go on with, by ids, and by style the last one. */
  readonly #byId = new Map<string, Counts>();
  readonly #byStyle = new Map<string | undefined, Counts>();

  constructor(levelsOf: (style: string | undefined) => ListLevels | undefined) {
    this.#levelsOf = levelsOf;
  }

  open(attributes: Attributes): void {
    const outer = this.#open.at(-1);
    const style = attributes['text:style-name'] ?? outer?.style;
    const counts = this.#countsOf(attributes, style) ?? outer?.counts.slice(0, this.#open.length) ?? [];
    this.#open.push({ style, counts, item: null });
    const id = attributes['xml:id'];
    if (id !== undefined) this.#byId.set(id, counts);
    if (!outer) this.#byStyle.set(style, counts);
  }

  #countsOf(attributes: Attributes, style: string | undefined): Counts | undefined {
    const continued = attributes['text:continue-list'];
    if (continued !== undefined && this.#byId.has(continued)) return this.#byId.get(continued);
    return attributes['text:continue-numbering'] === 'true' ? this.#byStyle.get(style) : undefined;
  }

  /** A paragraph that is an item without lists around it (5.3.6). */
  openNumbered(attributes: Attributes): void {
    const id = attributes['text:list-id'] ?? '';
    const counts = this.#byId.get(id) ?? [];
    this.#byId.set(id, counts);
    const depth = Number(attributes['text:level'] ?? 1) || 1;
    this.#open.push({ style: attributes['text:style-name'], counts, item: null, depth });
    this.openItem(attributes);
  }

  close(): void {
    this.#open.pop();
  }

  openItem({ 'text:start-value': value, 'text:style-override': style }: Attributes): void {
    const list = this.#open.at(-1);
    const given = value === undefined ? Number.NaN : Number(value);
    if (list) list.item = { given: Number.isSafeInteger(given) ? given : undefined, style };
  }

  closeItem(): void {
    const list = this.#open.at(-1);
    if (list) list.item = null;
  }

  /** What a paragraph is: the first one of an item is the item; null for others. @param style of lists that name none */
  paragraph(style?: string): Style | null {
    const list = this.#open.at(-1);
    if (!list?.item) return null;
    const { given, style: own = list.style ?? style } = list.item;
    list.item = null;
    const depth = Math.min(MOST_LEVELS, list.depth ?? this.#open.length);
    const prefix = counted(list.counts, depth, this.#levelsOf(own), given);
    return prefix === '' ? null : { kind: 'list', level: 0, depth, prefix };
  }
}
