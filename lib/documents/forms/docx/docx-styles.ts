import { readXmlIfThere } from '../zip/xml-events.ts';
import type { ZipParts } from '../zip/zip-parts.ts';

export interface ParagraphStyle {
  name: string;
  basedOn: string | undefined;
  /** From 0; 9 is body text. */
  outline: number | undefined;
  numId: string | undefined;
  level: number | undefined;
}

const MOST_STEPS = 20;

const FIELDS: Readonly<Record<string, (style: ParagraphStyle, value: string) => void>> = {
  'w:name': (style, value) => {
    style.name = value;
  },
  'w:basedOn': (style, value) => {
    style.basedOn = value;
  },
  'w:outlineLvl': (style, value) => {
    style.outline = Number(value);
  },
  'w:numId': (style, value) => {
    style.numId = value;
  },
  'w:ilvl': (style, value) => {
    style.level = Number(value);
  },
};

/** The styles of a document by their ids. */
export class DocxStyles {
  readonly #styles = new Map<string, ParagraphStyle>();

  static async read(parts: ZipParts, part: string | undefined): Promise<DocxStyles> {
    const styles = new DocxStyles();
    let open: ParagraphStyle | undefined;
    if (part === undefined) return styles;
    await readXmlIfThere(parts, part, {
      open: (name, attributes) => {
        if (name === 'w:style') {
          open = { name: '', basedOn: undefined, outline: undefined, numId: undefined, level: undefined };
          styles.#styles.set(attributes['w:styleId'] ?? '', open);
        } else if (open) FIELDS[name]?.(open, attributes['w:val'] ?? '');
      },
      close: (name) => {
        if (name === 'w:style') open = undefined;
      },
    });
    return styles;
  }

  /** A style with those that it is based on, nearest first. */
  chain(id: string | undefined): ParagraphStyle[] {
    const chain: ParagraphStyle[] = [];
    let next = id;
    while (next !== undefined && chain.length < MOST_STEPS) {
      const style = this.#styles.get(next);
      if (!style) break;
      chain.push(style);
      next = style.basedOn;
    }
    return chain;
  }
}
