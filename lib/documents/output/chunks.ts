import { mergedPlaces, type Place } from '../layout/boxes.ts';
import type { Section } from '../text/sections.ts';
import type { Piece } from './pieces.ts';

export interface Chunk {
  /** From 1, in the order of the document. */
  chunk: number;
  text: string;
  /** Titles of its section, from the top down. */
  section: string[];
  /** Where it begins. */
  page: number;
  /** All of its text, one box per page. */
  places: Place[];
  /** Ids of the paragraphs and tables that it holds or holds parts of, in order. */
  paragraphs: string[];
}

const TARGET = 1_000;
/** A last chunk below `SMALLEST` joins the one before it, unless the two would exceed this. */
const LARGEST = 1_400;
const SMALLEST = 200;

interface Draft {
  pieces: Piece[];
  characters: number;
}

function between(before: Piece, { id }: Piece): string {
  if (before.id !== id) return '\n\n';
  return before.kind === 'row' ? '\n' : ' ';
}

/** A row that does not follow its table's head has it before it. */
function textOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece, at) => {
      const before = pieces[at - 1];
      const isFirst = before?.id !== piece.id;
      const own = isFirst && piece.head !== '' ? `${piece.head}\n${piece.text}` : piece.text;
      return before ? `${between(before, piece)}${own}` : own;
    })
    .join('');
}

const placesOf = (pieces: readonly Piece[]): Place[] =>
  mergedPlaces(pieces.flatMap(({ page, box, continued }) => [{ page, box }, ...continued]));

const draftOf = (pieces: Piece[]): Draft => ({
  pieces,
  characters: pieces.reduce((sum, { text }) => sum + text.length + 1, pieces[0]?.head.length ?? 0),
});

type Bounds = Pick<Section, 'end' | 'path'>;

/**
 * Cuts a document into chunks of about 1,000 characters for retrieval: between sentences and rows of tables, never
 * across sections. Headings stay with the text that follows; one without text of its own begins the chunk of its first
 * subsection. A longer sentence is a chunk of its own. At most three chunks are held in memory.
 */
export class Chunker {
  readonly #sections: readonly Bounds[];
  #section = 0;
  /** The last chunks of the section: a short last one joins the one before it. */
  #held: Draft[] = [];
  #count = 0;

  /** @param sections as `sectionsOf` returns them; text after the last belongs to an untitled section */
  constructor(sections: readonly Bounds[]) {
    this.#sections = sections;
  }

  /** Adds the next pieces of the document and yields the chunks that are complete. */
  *take(pieces: Iterable<Piece>): Generator<Chunk> {
    for (const piece of pieces) {
      while (piece.place >= (this.#sections[this.#section]?.end ?? Number.POSITIVE_INFINITY)) {
        if (!this.#leadsOn()) yield* this.end();
        this.#section += 1;
      }
      this.#put(piece);
      if (this.#held.length > 2) yield* this.#give(1);
    }
  }

  /** Yields the chunks that are held, at the end of a section or of the document. */
  *end(): Generator<Chunk> {
    const [before, last] = this.#held.slice(-2);
    if (before && last && last.characters < SMALLEST && before.characters + last.characters <= LARGEST) {
      before.pieces.push(...last.pieces);
      this.#held.pop();
    }
    yield* this.#give(this.#held.length);
  }

  /** Whether only headings are held and the next section is within this one. */
  #leadsOn(): boolean {
    const [path, next] = [this.#sections[this.#section]?.path, this.#sections[this.#section + 1]?.path];
    const onlyHeadings = this.#held.every(({ pieces }) => pieces.every(({ kind }) => kind === 'heading'));
    return onlyHeadings && (path?.every((title, at) => title === next?.[at]) ?? false);
  }

  #put(piece: Piece): void {
    const last = this.#held.at(-1);
    const fits = last && last.characters + piece.text.length <= TARGET;
    if (last && fits) {
      last.pieces.push(piece);
      last.characters += piece.text.length + 1;
    } else this.#begin(piece);
  }

  /** Headings at the end of the last chunk move to the new one. */
  #begin(piece: Piece): void {
    const last = this.#held.pop();
    const at = (last?.pieces.findLastIndex(({ kind }) => kind !== 'heading') ?? -1) + 1;
    const [kept, moved] = [last?.pieces.slice(0, at) ?? [], last?.pieces.slice(at) ?? []];
    if (kept.length > 0) this.#held.push(draftOf(kept));
    this.#held.push(draftOf([...moved, piece]));
  }

  *#give(drafts: number): Generator<Chunk> {
    const section = this.#sections[this.#section]?.path ?? [];
    for (const { pieces } of this.#held.splice(0, drafts)) {
      const places = placesOf(pieces);
      this.#count += 1;
      const paragraphs = [...new Set(pieces.map(({ id }) => id))];
      yield {
        ...{ chunk: this.#count, text: textOf(pieces), section, page: places[0]?.page ?? 0, places },
        paragraphs,
      };
    }
  }
}
