import type { Attributes } from '../zip/xml-events.ts';
import type { DocxFields } from './docx-fields.ts';
import type { DocxWorld } from './docx-world.ts';
import { isOn } from './on-off.ts';

type Kind = 'footnotes' | 'endnotes';
const KINDS = ['footnotes', 'endnotes'] as const;

/** References to notes, some with a mark that their run says next (17.11.14). */
export class DocxReferences {
  readonly #world: DocxWorld;
  readonly #fields: DocxFields;
  #own: { kind: Kind; id: string; text: string } | null = null;

  constructor(world: DocxWorld, fields: DocxFields) {
    this.#world = world;
    this.#fields = fields;
  }

  point(kind: Kind, { 'w:id': id = '', 'w:customMarkFollows': follows = '0' }: Attributes): void {
    if (this.#fields.isInstruction) return;
    if (isOn(follows)) this.#own = { kind, id, text: '' };
    else this.#mark(kind, id, null);
  }

  /** @returns whether the text is a mark */
  take(text: string): boolean {
    if (this.#own) this.#own.text += text;
    return this.#own !== null;
  }

  endRun(): void {
    const own = this.#own;
    this.#own = null;
    if (own) this.#mark(own.kind, own.id, own.text.trim() || null);
  }

  endSection(): void {
    for (const kind of KINDS) this.#world[kind].endSection();
  }

  #mark(kind: Kind, id: string, own: string | null): void {
    const { key, mark } = this.#world[kind].pointedTo(id, own);
    this.#world.writer.text.mark(key, mark);
  }
}
