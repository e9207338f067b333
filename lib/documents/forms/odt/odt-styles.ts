import { type ListLevel, type ListLevels, levelOf } from '../lists/odt-lists.ts';
import { isCodeStyle, isMonospaced } from '../monospaced.ts';
import type { Attributes, XmlHandler } from '../zip/xml-events.ts';

interface OdtStyle {
  /** As people see it. */
  name: string;
  parent: string | undefined;
  level: number | undefined;
  shift: 'raised' | 'lowered' | undefined;
  isHidden: boolean;
  font: string | undefined;
  /** The list style of its paragraphs; empty for none. */
  list: string | undefined;
}

const MOST_STEPS = 20;
const MOST_OBJECTS = 2_000;

/** Elements of list styles and of the numbers of headings. */
const LEVEL = /^text:(?:list-level-style-(?:number|bullet|image)|outline-level-style)$/;

/** What styles of an OpenDocument text say that matters to its text, and how lists are numbered. */
export class OdtStyles {
  readonly #styles = new Map<string, OdtStyle>();
  readonly #lists = new Map<string, Map<number, ListLevel>>();
  /** Of headings. */
  readonly outline = new Map<number, ListLevel>();
  /** Fonts by the names that styles call them. */
  readonly #fonts = new Map<string, string>();
  #usualFont: string | undefined;
  /** Places of objects within the file, such as formulas. */
  readonly objects = new Set<string>();
  #open: OdtStyle | undefined;
  #list: Map<number, ListLevel> | undefined;

  readonly handler: XmlHandler = {
    open: (name, attributes) => {
      if (name === 'style:style') this.#openStyle(attributes);
      else if (name === 'style:text-properties') this.#textProperties(attributes);
      else if (name === 'style:font-face')
        this.#fonts.set(attributes['style:name'] ?? '', attributes['svg:font-family'] ?? '');
      else if (name === 'draw:object' && this.objects.size < MOST_OBJECTS)
        this.objects.add(attributes['xlink:href'] ?? '');
      else this.#openList(name, attributes);
    },
    close: (name) => {
      if (name === 'style:style') this.#open = undefined;
    },
  };

  #openStyle(attributes: Attributes): void {
    const level = Number(attributes['style:default-outline-level']);
    const name = attributes['style:name'] ?? '';
    this.#open = {
      name: attributes['style:display-name'] ?? name,
      parent: attributes['style:parent-style-name'],
      level: level >= 1 ? level : undefined,
      shift: undefined,
      isHidden: false,
      font: undefined,
      list: attributes['style:list-style-name'],
    };
    this.#styles.set(name, this.#open);
  }

  #textProperties(attributes: Attributes): void {
    const font = attributes['style:font-name'] ?? attributes['fo:font-family'];
    if (!this.#open) {
      this.#usualFont ??= font;
      return;
    }
    const position = attributes['style:text-position'] ?? '';
    if (/^(?:super|[1-9])/.test(position)) this.#open.shift = 'raised';
    else if (/^(?:sub|-)/.test(position)) this.#open.shift = 'lowered';
    this.#open.isHidden = attributes['text:display'] === 'none';
    this.#open.font = font;
  }

  #openList(name: string, attributes: Attributes): void {
    if (name === 'text:list-style') {
      this.#list = new Map();
      this.#lists.set(attributes['style:name'] ?? '', this.#list);
    }
    if (name === 'text:outline-style') this.#list = this.outline;
    if (LEVEL.test(name)) this.#list?.set(Number(attributes['text:level'] ?? 1), levelOf(name, attributes));
  }

  /** The list style that a paragraph style names. */
  listOf(name: string | undefined): string | undefined {
    return this.#chain(name).find(({ list }) => list !== undefined)?.list;
  }

  levelsOf(list: string | undefined): ListLevels | undefined {
    return this.#lists.get(list ?? '');
  }

  #isMonospaced(font: string | undefined): boolean {
    return font !== undefined && isMonospaced(this.#fonts.get(font)?.replaceAll("'", '') ?? font);
  }

  /** Whether a paragraph style is one of listings: by its name, or its font where the text is in another. */
  isCode(name: string | undefined): boolean {
    const chain = this.#chain(name);
    if (chain.some((style) => isCodeStyle(style.name))) return true;
    const usual = this.#usualFont ?? this.#styles.get('Standard')?.font;
    const own = chain.find(({ font }) => font !== undefined)?.font;
    return (
      !this.#isMonospaced(usual) &&
      !this.#isMonospaced(this.#styles.get('Standard')?.font) &&
      this.#isMonospaced(own)
    );
  }

  isHidden(name: string | undefined): boolean {
    return this.#chain(name).some(({ isHidden }) => isHidden);
  }

  shiftOf(name: string | undefined): OdtStyle['shift'] {
    return this.#chain(name).find(({ shift }) => shift !== undefined)?.shift;
  }

  /** Whether a paragraph's style is the title's or is based on it, as the subtitle's may be. */
  isTitle(name: string | undefined): boolean {
    const names = [name, ...this.#chain(name).flatMap((style) => [style.name, style.parent])];
    return names.includes('Title') && !names.includes('Subtitle');
  }

  #chain(name: string | undefined): OdtStyle[] {
    const chain: OdtStyle[] = [];
    let next = name;
    while (next !== undefined && chain.length < MOST_STEPS) {
      const style = this.#styles.get(next);
      if (!style) break;
      chain.push(style);
      next = style.parent;
    }
    return chain;
  }
}
