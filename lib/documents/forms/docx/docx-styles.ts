import { isMonospaced } from '../monospaced.ts';
import { type Attributes, readXmlIfThere } from '../zip/xml-events.ts';
import type { ZipParts } from '../zip/zip-parts.ts';
import { isOn } from './on-off.ts';

/** How a run is set; undefined where it says nothing of it. */
export interface RunLooks {
  isHidden?: boolean | undefined;
  /** `superscript`, `subscript`, `baseline`. */
  shift?: string | undefined;
}

export interface ParagraphStyle extends RunLooks {
  id: string;
  name: string;
  basedOn: string | undefined;
  /** From 0; 9 is body text. */
  outline: number | undefined;
  numId: string | undefined;
  level: number | undefined;
  font: string | undefined;
}

const MOST_STEPS = 20;

const isUsual = ({ 'w:type': type, 'w:default': value }: Attributes): boolean =>
  type === 'paragraph' && (value === '1' || value === 'true');

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
  'w:vanish': (style, value) => {
    style.isHidden = isOn(value);
  },
  'w:vertAlign': (style, value) => {
    style.shift = value;
  },
  'w:ilvl': (style, value) => {
    style.level = Number(value);
  },
};

const fresh = (id = ''): ParagraphStyle => ({
  id,
  name: '',
  basedOn: undefined,
  outline: undefined,
  numId: undefined,
  level: undefined,
  font: undefined,
});

/** The styles of a document by their ids. */
export class DocxStyles {
  readonly #styles = new Map<string, ParagraphStyle>();
  /** What paragraphs without a style have. */
  readonly #usual = fresh();

  static async read(parts: ZipParts, part: string | undefined): Promise<DocxStyles> {
    const styles = new DocxStyles();
    let open: ParagraphStyle | undefined;
    if (part === undefined) return styles;
    await readXmlIfThere(parts, part, {
      open: (name, attributes) => {
        if (name === 'w:style') {
          const id = attributes['w:styleId'] ?? '';
          open = isUsual(attributes) ? styles.#usual : fresh(id);
          styles.#styles.set(id, open);
        } else if (name === 'w:rPrDefault') open = styles.#usual;
        else if (name === 'w:rFonts' && open) open.font = attributes['w:ascii'] ?? open.font;
        else if (open) FIELDS[name]?.(open, attributes['w:val'] ?? '');
      },
      close: (name) => {
        if (name === 'w:style' || name === 'w:rPrDefault') open = undefined;
      },
    });
    return styles;
  }

  /** A style with those that it is based on, nearest first; one that the file does not describe has an id only. */
  chain(id: string | undefined): ParagraphStyle[] {
    const chain: ParagraphStyle[] = [];
    let next = id;
    while (next !== undefined && chain.length < MOST_STEPS) {
      const style = this.#styles.get(next) ?? fresh(next);
      chain.push(style);
      next = style.basedOn;
    }
    return chain;
  }

  /** How a style, of characters or paragraphs, sets its text. */
  looksOf(id: string | undefined): RunLooks {
    const chain = this.chain(id);
    return {
      isHidden: chain.find(({ isHidden }) => isHidden !== undefined)?.isHidden,
      shift: chain.find(({ shift }) => shift !== undefined)?.shift,
    };
  }

  /** Whether a style sets text in a monospaced font, in a document that is not set so throughout. */
  isMonospaced(chain: readonly ParagraphStyle[]): boolean {
    if (isMonospaced(this.#usual.font)) return false;
    return isMonospaced(chain.find(({ font }) => font !== undefined)?.font);
  }
}
