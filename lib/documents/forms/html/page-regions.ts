import type { Block, TextBlock } from '../block.ts';
import type { BlockWriter } from '../block-writer.ts';
import type { TextMaker } from '../text-maker.ts';

type Region = 'main' | 'around';

/** Less of a main content than that is none. */
const LEAST_MAIN = 200;

const FIELDS: Readonly<Record<string, string>> = {
  author: 'Author',
  'dc.creator': 'Author',
  citation_author: 'Author',
  description: 'Subject',
  keywords: 'Keywords',
  date: 'Date',
  'dc.date': 'Date',
  'dc.date.issued': 'Date',
  'dcterms.date': 'Date',
  'dcterms.issued': 'Date',
  citation_publication_date: 'Date',
  citation_date: 'Date',
  'article:published_time': 'Date',
  generator: 'Producer',
};

/** The field of the metadata that a `meta` element gives. */
export const metaField = (name: string): string | undefined => FIELDS[name.toLowerCase()];

const sizeOf = (block: Block): number => {
  if (block.is === 'text') return block.text.text.length;
  return block.is === 'break' ? 0 : block.table.rows.flat().reduce((sum, { text }) => sum + text.length, 0);
};

/** Tells the main content of a page from what is around it, and its notes from both. */
export class Regions {
  readonly #writer: BlockWriter;
  readonly #isWhole: boolean;
  readonly #open: Region[] = [];
  /** From which block on a region holds. */
  readonly #changes: { from: number; region: Region | null }[] = [];
  #file = 0;
  /** Label of the note that is open. */
  #note: string | null = null;
  /** Asides that comments further down are to be told in, by their labels. */
  readonly #comments = new Map<string, TextBlock>();
  /** Marks, by the key that they name. */
  readonly #marks = new Map<string, string>();

  constructor(writer: BlockWriter, isWhole: boolean) {
    this.#writer = writer;
    this.#isWhole = isWhole;
  }

  begin(region: Region): () => void {
    this.#open.push(region);
    this.#change();
    return () => {
      this.#open.pop();
      this.#change();
    };
  }

  #change(): void {
    if (this.#writer.isInTable) return;
    this.#writer.begin();
    const region = this.#open.includes('around') ? 'around' : (this.#open[0] ?? null);
    this.#changes.push({ from: this.#writer.blocks.length, region });
  }

  /** Ids of the notes of a file of a book hold in that file. */
  beginFile(number: number): void {
    this.#file = number;
  }

  get isInNote(): boolean {
    return this.#note !== null;
  }

  /** Labels are short where they are of one file only. */
  labelOf(key: string, file = this.#file): string {
    return file <= 1 ? key : `${file}-${key}`;
  }

  mark(text: TextMaker, { id, file }: { id: string; file: number | undefined }, mark: string): void {
    const key = this.labelOf(id, file);
    text.mark(key, mark);
    if (!this.#marks.has(key)) this.#marks.set(key, mark);
  }

  /** What the comment of this id says is told here. */
  comment(id: string, mark: string): void {
    const label = this.labelOf(id);
    if (!this.#comments.has(label)) this.#comments.set(label, this.#writer.aside('comment', mark));
  }

  /** @param endsOther whether it ends the note that is open, if that is another. @returns what closes it; null within another note */
  openNote(id: string, endsOther = false): (() => void) | null {
    const label = this.labelOf(id);
    const isWithin = this.#note !== null && (!endsOther || this.#note === label);
    if (isWithin || this.#writer.isInTable) return null;
    this.#note = label;
    this.#writer.openNote(label, '');
    return () => {
      if (this.#note !== label) return;
      this.#note = null;
      this.#writer.closeNote();
    };
  }

  /** Notes with their marks before them, which their own numbers in a list give way to. */
  #notes(notes: ReadonlyMap<string, TextBlock[]>): Map<string, TextBlock[]> {
    const labelled = new Map<string, TextBlock[]>();
    for (const [key, [first, ...rest]] of notes) {
      const mark = this.#marks.get(key);
      if (!first || this.#comments.has(key)) continue;
      if (mark === undefined) labelled.set(key, [first, ...rest]);
      else labelled.set(key, [withMark(first, key, mark), ...rest.map((own) => ({ ...own, marks: [] }))]);
    }
    return labelled;
  }

  end() {
    const { blocks, notes, images } = this.#writer.end();
    for (const [label, comment] of this.#comments) {
      const own = notes.get(label)?.map(({ text }) => text) ?? [];
      if (own.length > 0) comment.text = own.join(' ');
    }
    const changes = this.#changes;
    let at = 0;
    const regions = blocks.map((_, place) => {
      while (at < changes.length && (changes[at]?.from ?? 0) <= place) at += 1;
      return changes[at - 1]?.region ?? null;
    });
    const of = (wanted: (region: Region | null) => boolean) =>
      blocks.filter((_, place) => wanted(regions[place] ?? null));
    const main = of((region) => region === 'main');
    const plain = of((region) => region !== 'around');
    const size = (some: readonly Block[]) => some.reduce((sum, block) => sum + sizeOf(block), 0);
    const chosen = size(main) >= LEAST_MAIN ? main : plain;
    const kept = this.#isWhole && size(chosen) > 0 ? chosen : blocks;
    return { blocks: kept, notes: this.#notes(notes), images, left: size(blocks) - size(kept) };
  }
}

const NUMBER = /^(?:•|\d{1,4}\.) /;
const BEFORE = /^\s*[[(]?([^\s[\]().:]{1,8})[\])]?[.:]?\s+/;

/** A note without the mark that it begins with: it has been told already. */
function unmarked(text: string, mark: string): string {
  const [head, own] = BEFORE.exec(text) ?? [];
  return head !== undefined && own?.normalize('NFKC') === mark.normalize('NFKC')
    ? text.slice(head.length)
    : text;
}

function withMark(block: TextBlock, key: string, mark: string): TextBlock {
  const own = block.kind === 'list' ? block.text.replace(NUMBER, '') : block.text;
  const head = `${mark} `;
  const { depth: _depth, ...rest } = block;
  const text = head + unmarked(own, mark);
  return { ...rest, kind: 'text', text, marks: [], note: { mark, key, length: head.length } };
}
