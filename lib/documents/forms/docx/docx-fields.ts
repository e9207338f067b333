import type { Relation } from '../zip/opc.ts';
import type { Attributes } from '../zip/xml-events.ts';
import { FormField } from './form-field.ts';

const LINK = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))/i;
const CONTENTS = /^\s*TOC(?:\s|\\|$)/i;
/** Fields without a result, which show the end of their instruction. */
const BUTTON = /^\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*)$/is;
const LONGEST = 4_000;
const MOST_OPEN = 200;

interface OpenField {
  told: string;
  /** What comes is its result. */
  isResult: boolean;
  isSimple: boolean;
  isContents: boolean;
  form: FormField;
}

interface Shown {
  link(url: string): void;
  put(text: string): void;
  /** A table of contents begins or ends. */
  changeContents(): void;
}

/** Links and fields of a DOCX (17.16): the results of those are text that stand in no instruction of another. */
export class DocxFields {
  readonly #relations: ReadonlyMap<string, Relation>;
  readonly #shown: Shown;
  #open: OpenField[] = [];
  #isTold = false;
  /** Text within instructions, and whether some stands in no result at all. */
  #held = { text: '', isBare: false };

  constructor(relations: ReadonlyMap<string, Relation>, shown: Shown) {
    this.#relations = relations;
    this.#shown = shown;
  }

  starts(): Record<string, (attributes: Attributes) => void> {
    return {
      'w:hyperlink': ({ 'r:id': id = '' }) => {
        const relation = this.#relations.get(id);
        if (relation?.isExternal && !this.isInstruction) this.#shown.link(relation.target);
      },
      'w:fldChar': ({ 'w:fldCharType': type }) => {
        if (type === 'begin') this.#begin('');
        else if (type === 'separate') this.#separate(this.#open.at(-1));
        else if (type === 'end' && this.#open.at(-1)?.isSimple === false) this.#end();
      },
      'w:instrText': () => {
        this.#isTold = true;
      },
      'w:fldSimple': ({ 'w:instr': told = '' }) => this.#separate(this.#begin(told, true)),
      ...FormField.starts(() => this.#open.at(-1)?.form),
    };
  }

  ends(): Record<string, () => void> {
    return {
      'w:instrText': () => {
        this.#isTold = false;
      },
      'w:fldSimple': () => {
        const last = this.#open.findLastIndex(({ isSimple }) => isSimple);
        if (last < 0) return;
        this.#open.splice(last + 1);
        this.#end();
      },
    };
  }

  get isInstruction(): boolean {
    return this.#open.some(({ isResult }) => !isResult);
  }

  get isContents(): boolean {
    return this.#open.some(({ isContents }) => isContents);
  }

  /** A heading stands in no table of contents: the end of its field is missing. */
  endContents(): void {
    for (const field of this.#open) field.isContents = false;
  }

  told(text: string): void {
    const field = this.#open.at(-1);
    if (this.#isTold && field) field.told = `${field.told}${text}`.slice(0, LONGEST);
  }

  /** @returns whether the text is of an instruction */
  take(text: string): boolean {
    const field = this.#open.at(-1);
    if (field && text.trim() !== '') field.form.hasText = true;
    if (!this.isInstruction) return false;
    this.#held.text += text;
    if (field?.isResult === false && text.trim() !== '') this.#held.isBare = true;
    return true;
  }

  /** Text that follows an instruction without an end of it is the paragraph's: its field is none. */
  endParagraph(): void {
    if (!this.#held.isBare) return;
    this.#open = this.#open.filter(({ isResult }) => isResult);
    this.#release();
  }

  #release(): void {
    const { text } = this.#held;
    this.#held = { text: '', isBare: false };
    this.#shown.put(text);
  }

  #begin(told: string, isSimple = false): OpenField {
    const field = { told, isResult: false, isSimple, isContents: false, form: new FormField() };
    if (this.#open.length < MOST_OPEN) this.#open.push(field);
    return field;
  }

  #separate(field: OpenField | undefined): void {
    if (!field || field.isResult) return;
    field.isResult = true;
    if (this.isInstruction) return;
    this.#held = { text: '', isBare: false };
    const [, quoted, plain] = LINK.exec(field.told) ?? [];
    const url = quoted ?? plain;
    if (url !== undefined) this.#shown.link(url);
    field.isContents = CONTENTS.test(field.told);
    if (field.isContents) this.#shown.changeContents();
  }

  #end(): void {
    const field = this.#open.pop();
    if (!field || this.isInstruction) return;
    this.#held = { text: '', isBare: false };
    const button = field.isResult ? undefined : BUTTON.exec(field.told)?.[1];
    const text = button?.trim() ?? field.form.shown();
    if (text !== '') this.#shown.put(text);
    if (field.isContents) this.#shown.changeContents();
  }
}
