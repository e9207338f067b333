import { mergedPlaces, type Place } from '../layout/boxes.ts';
import type { Section } from '../text/sections.ts';
import type { Sentence } from '../text/sentences.ts';

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
}

const TARGET = 1_000;
/** A last chunk below `SMALLEST` joins the one before it, unless the two would exceed this. */
const LARGEST = 1_400;
const SMALLEST = 200;

interface Draft {
  sentences: Sentence[];
  characters: number;
}

function textOf(sentences: readonly Sentence[]): string {
  return sentences
    .map(({ text, paragraph }, at) => {
      const before = sentences[at - 1];
      if (!before) return text;
      return `${before.paragraph === paragraph ? ' ' : '\n\n'}${text}`;
    })
    .join('');
}

const placesOf = (sentences: readonly Sentence[]): Place[] =>
  mergedPlaces(sentences.flatMap(({ page, box, continued }) => [{ page, box }, ...continued]));

type Bounds = Pick<Section, 'end' | 'path'>;

/**
 * Cuts a document into chunks of about 1,000 characters for retrieval: between sentences, never across sections. A
 * longer sentence is a chunk of its own. At most two chunks are held in memory.
 */
export class Chunker {
  readonly #sections: readonly Bounds[];
  #section = 0;
  /** The last two chunks of the section: a short last one joins the one before it. */
  #held: Draft[] = [];
  #count = 0;

  /** @param sections as `sectionsOf` returns them; text after the last belongs to an untitled section */
  constructor(sections: readonly Bounds[]) {
    this.#sections = sections;
  }

  /** Adds the next sentences of the document and yields the chunks that are complete. */
  *take(sentences: Iterable<Sentence>): Generator<Chunk> {
    for (const sentence of sentences) {
      while (sentence.paragraph >= (this.#sections[this.#section]?.end ?? Number.POSITIVE_INFINITY)) {
        yield* this.end();
        this.#section += 1;
      }
      this.#put(sentence);
      if (this.#held.length > 2) yield* this.#give(1);
    }
  }

  /** Yields the chunks that are held, at the end of a section or of the document. */
  *end(): Generator<Chunk> {
    const [before, last] = this.#held;
    if (before && last && last.characters < SMALLEST && before.characters + last.characters <= LARGEST) {
      before.sentences.push(...last.sentences);
      this.#held.pop();
    }
    yield* this.#give(this.#held.length);
  }

  #put(sentence: Sentence): void {
    const last = this.#held.at(-1);
    if (last && last.characters + sentence.text.length <= TARGET) {
      last.sentences.push(sentence);
      last.characters += sentence.text.length + 1;
    } else this.#held.push({ sentences: [sentence], characters: sentence.text.length + 1 });
  }

  *#give(drafts: number): Generator<Chunk> {
    const section = this.#sections[this.#section]?.path ?? [];
    for (const { sentences } of this.#held.splice(0, drafts)) {
      const places = placesOf(sentences);
      this.#count += 1;
      const page = places[0]?.page ?? 0;
      yield { chunk: this.#count, text: textOf(sentences), section, page, places };
    }
  }
}
