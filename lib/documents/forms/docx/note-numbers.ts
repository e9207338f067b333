import { type Attributes, readXmlIfThere, type XmlHandler } from '../zip/xml-events.ts';
import type { ZipParts } from '../zip/zip-parts.ts';

type Kind = 'footnotes' | 'endnotes';

interface Numbers {
  /** 17.18.59 */
  format: string;
  start: number;
  /** `continuous`, `eachSect`, `eachPage`: pages are not known, so they go on there. */
  restart: string;
}

type Stated = Partial<Record<Kind, Partial<Numbers>>>;

/** Where nothing is stated, as word processors write them. */
const USUAL: Readonly<Record<Kind, Numbers>> = {
  footnotes: { format: 'decimal', start: 1, restart: 'continuous' },
  endnotes: { format: 'lowerRoman', start: 1, restart: 'continuous' },
};
const KINDS: Readonly<Record<string, Kind>> = { 'w:footnotePr': 'footnotes', 'w:endnotePr': 'endnotes' };

/** How notes are numbered, in the document and in its sections (ECMA-376, part 1, 17.11). */
export class NoteNumbers {
  readonly #document: Stated;
  readonly #sections: readonly Stated[];

  private constructor(document: Stated, sections: readonly Stated[]) {
    this.#document = document;
    this.#sections = sections;
  }

  /** What a section says stands behind its text, so the main part is read for it before. */
  static async read(
    parts: ZipParts,
    { settings, main }: { settings: string; main: string },
  ): Promise<NoteNumbers> {
    const document: Stated = {};
    await readXmlIfThere(
      parts,
      settings,
      stating(() => document),
    );
    const sections: Stated[] = [];
    const ofSections = stating(() => sections.at(-1));
    await readXmlIfThere(parts, main, {
      ...ofSections,
      open: (name, attributes) => {
        if (name === 'w:sectPr') sections.push({});
        ofSections.open(name, attributes);
      },
    });
    return new NoteNumbers(document, sections);
  }

  /** @param section place among the sections of the document */
  of(section: number, kind: Kind): Numbers {
    return { ...USUAL[kind], ...this.#document[kind], ...this.#sections[section]?.[kind] };
  }
}

/** Notes down what the elements within the properties of notes say. */
function stating(where: () => Stated | undefined): XmlHandler {
  let kind: Kind | undefined;
  const state = (known: Partial<Numbers>): void => {
    const stated = where();
    if (kind && stated) stated[kind] = { ...stated[kind], ...known };
  };
  return {
    open: (name: string, { 'w:val': value = '' }: Attributes) => {
      kind = KINDS[name] ?? kind;
      if (name === 'w:numFmt') state({ format: value });
      else if (name === 'w:numRestart') state({ restart: value });
      else if (name === 'w:numStart' && Number.isSafeInteger(Number(value))) state({ start: Number(value) });
    },
    close: (name) => {
      if (KINDS[name]) kind = undefined;
    },
  };
}
