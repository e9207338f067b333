import { joinedField } from '../joined-field.ts';
import { GoogleNumbers } from '../lists/google-lists.ts';
import type { Attributes } from '../zip/xml-events.ts';
import { hiddenBy } from './element-rules.ts';
import { metaField } from './page-regions.ts';

/** What a page says before its content: its title, its metadata, and what its styles hide. */
export class PageHead {
  /** Classes and ids. */
  readonly hiding = new Set<string>();
  readonly numbers = new GoogleNumbers();
  readonly #metadata = new Map<string, string>();
  /** Each has an element of its own, and may be named by more than one vocabulary. */
  readonly #authors = new Set<string>();
  #title = '';
  #isTitle = false;
  #styles: string | null = null;

  /** @returns what ends it */
  beginStyles(): () => void {
    this.#styles = '';
    return () => {
      for (const name of hiddenBy(this.#styles ?? '')) this.hiding.add(name);
      this.numbers.learn(this.#styles ?? '');
      this.#styles = null;
    };
  }

  /** The first title counts. @returns what ends it */
  beginTitle(isOfPage: boolean): () => void {
    this.#isTitle = isOfPage && this.#title.trim() === '';
    return () => {
      this.#isTitle = false;
    };
  }

  meta({ name, property = '', content = '' }: Attributes): void {
    const field = metaField(name ?? property);
    const own = content.trim();
    if (!field || own === '') return;
    if (field === 'Author') this.#authors.add(own);
    else this.#metadata.set(field, own);
  }

  /** @returns whether the text is of a title or of styles */
  take(text: string): boolean {
    if (this.#styles !== null) this.#styles += text;
    else if (this.#isTitle) this.#title += text;
    else return false;
    return true;
  }

  metadata(): Record<string, string> {
    const title = this.#title.replaceAll(/\s+/g, ' ').trim();
    const authors = joinedField('Author', ...this.#authors);
    return {
      ...(title === '' ? {} : { Title: title }),
      ...(authors === '' ? {} : { Author: authors }),
      ...Object.fromEntries(this.#metadata),
    };
  }
}
