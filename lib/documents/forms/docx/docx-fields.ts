import type { Relation } from '../zip/opc.ts';
import type { Attributes } from '../zip/xml-events.ts';

const LINK = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))/i;
const LONGEST = 4_000;

/** Links of a DOCX, by themselves or as fields (17.16), of whose instructions nothing else counts. */
export class DocxFields {
  readonly #relations: ReadonlyMap<string, Relation>;
  readonly #link: (url: string) => void;
  /** What each open field is told. */
  readonly #told: string[] = [];
  #isTold = false;

  constructor(relations: ReadonlyMap<string, Relation>, link: (url: string) => void) {
    this.#relations = relations;
    this.#link = link;
  }

  starts(): Record<string, (attributes: Attributes) => void> {
    return {
      'w:hyperlink': ({ 'r:id': id = '' }) => {
        const relation = this.#relations.get(id);
        if (relation?.isExternal) this.#link(relation.target);
      },
      'w:fldChar': ({ 'w:fldCharType': type }) => {
        if (type === 'begin') this.#told.push('');
        else if (type === 'separate') this.#follow(this.#told.at(-1));
        else if (type === 'end') this.#told.pop();
      },
      'w:instrText': () => {
        this.#isTold = true;
      },
      'w:fldSimple': ({ 'w:instr': told }) => this.#follow(told),
    };
  }

  text(text: string): void {
    const last = this.#told.length - 1;
    if (this.#isTold && last >= 0) this.#told[last] = `${this.#told[last]}${text}`.slice(0, LONGEST);
  }

  endTold(): void {
    this.#isTold = false;
  }

  #follow(told = ''): void {
    const [, quoted, plain] = LINK.exec(told) ?? [];
    const url = quoted ?? plain;
    if (url !== undefined) this.#link(url);
  }
}
