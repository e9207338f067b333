import type { XmlHandler } from '../zip/xml-events.ts';

interface OdtStyle {
  parent: string | undefined;
  level: number | undefined;
  shift: 'raised' | 'lowered' | undefined;
  isHidden: boolean;
}

const MOST_STEPS = 20;

/** What styles of an OpenDocument text say that matters to its text, and which lists are numbered. */
export class OdtStyles {
  readonly #styles = new Map<string, OdtStyle>();
  /** By list style, of each level from 1 whether it is numbered. */
  readonly #lists = new Map<string, Map<number, boolean>>();
  #open: OdtStyle | undefined;
  #list: Map<number, boolean> | undefined;

  readonly handler: XmlHandler = {
    open: (name, attributes) => {
      if (name === 'style:style') {
        const level = Number(attributes['style:default-outline-level']);
        this.#open = {
          parent: attributes['style:parent-style-name'],
          level: level >= 1 ? level : undefined,
          shift: undefined,
          isHidden: false,
        };
        this.#styles.set(attributes['style:name'] ?? '', this.#open);
      } else if (name === 'style:text-properties' && this.#open) {
        const position = attributes['style:text-position'] ?? '';
        if (/^(?:super|[1-9])/.test(position)) this.#open.shift = 'raised';
        else if (/^(?:sub|-)/.test(position)) this.#open.shift = 'lowered';
        this.#open.isHidden = attributes['text:display'] === 'none';
      } else this.#openList(name, attributes);
    },
    close: (name) => {
      if (name === 'style:style') this.#open = undefined;
    },
  };

  #openList(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'text:list-style') {
      this.#list = new Map();
      this.#lists.set(attributes['style:name'] ?? '', this.#list);
    }
    if (name !== 'text:list-level-style-number' && name !== 'text:list-level-style-bullet') return;
    const isNumbered = name.endsWith('number') && attributes['style:num-format'] !== '';
    this.#list?.set(Number(attributes['text:level'] ?? 1), isNumbered);
  }

  isNumbered(list: string | undefined, level: number): boolean {
    return this.#lists.get(list ?? '')?.get(level) ?? false;
  }

  isHidden(name: string | undefined): boolean {
    return this.#chain(name).some(({ isHidden }) => isHidden);
  }

  shiftOf(name: string | undefined): OdtStyle['shift'] {
    return this.#chain(name).find(({ shift }) => shift !== undefined)?.shift;
  }

  /** Whether a paragraph's style is the title's or is based on it. */
  isTitle(name: string | undefined): boolean {
    let next = name;
    for (let step = 0; next !== undefined && step < MOST_STEPS; step++) {
      if (next === 'Title') return true;
      next = this.#styles.get(next)?.parent;
    }
    return false;
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
