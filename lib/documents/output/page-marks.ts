import { inAttribute } from './in-html.ts';
import type { Marked, Span } from './marked.ts';
import { type PageLabels, pageLabel } from './page-labels.ts';

/** `<a id="page-12" title="xii"></a>`: the title is the page's label, if the file has labels. */
function mark(page: number, labels: PageLabels): string {
  const label = pageLabel(labels, page);
  return `<a id="page-${page}"${label === '' ? '' : ` title="${inAttribute(label)}"`}></a>`;
}

/**
 * Sets an anchor into Markdown or HTML where each page begins, within a paragraph or a row of a table too. Pages without text
 * have theirs before the next that has some.
 */
export class PageMarks {
  readonly #labels: PageLabels;
  #last = 0;

  constructor(labels: PageLabels) {
    this.#labels = labels;
  }

  /** @returns the piece with the anchors of the pages that begin in it, its spans moved behind them */
  into({ text, spans }: Marked): Marked {
    const isFenced = text.startsWith('```');
    const moved: Span[] = [];
    let made = '';
    let from = 0;
    for (const span of spans) {
      if (span.page > this.#last) {
        const at = isFenced ? 0 : Math.max(from, span.start);
        made += `${text.slice(from, at)}${this.#upTo(span.page)}${isFenced ? '\n\n' : ''}`;
        from = at;
      }
      const by = made.length - from;
      moved.push({ ...span, start: span.start + by, end: span.end + by });
    }
    return { text: made + text.slice(from), spans: moved };
  }

  /** Anchors of the pages up to this one that have none yet. */
  #upTo(page: number): string {
    const pages = Array.from({ length: page - this.#last }, (_, at) => this.#last + 1 + at);
    this.#last = page;
    return pages.map((each) => mark(each, this.#labels)).join('');
  }

  /** Those of the pages after the last text. @param total pages of the document */
  end(total: number): string {
    return this.#last < total ? `${this.#upTo(total)}\n` : '';
  }
}
