/** Around the items of a list. */
export const LIST = ['<ul class="list">\n', '</ul>\n'] as const;
export const ITEM_END = '</li>\n';

/** Around a list whose item is no paragraph of the document. */
const BARE_ITEM = '<li>\n';

/** How many lists a paragraph stands in: each begins before its item. */
function depthOf(html: string): number {
  let depth = 0;
  while (html.startsWith(LIST[0], depth * LIST[0].length)) depth += 1;
  return depth;
}

/** Joins items that follow each other into lists within lists: a paragraph knows only how deep its item is. */
export class ListJoiner {
  /** Lists that are open, each with its last item. */
  #open = 0;

  take(html: string): string {
    const depth = depthOf(html);
    if (depth === 0) return `${this.end()}${html}`;
    const end = html.length - ITEM_END.length - depth * LIST[1].length;
    const item = html.slice(depth * LIST[0].length, end);
    const before = this.#begin(depth);
    this.#open = depth;
    return `${before}${item}`;
  }

  #begin(depth: number): string {
    if (depth <= this.#open) return `${this.#closed(this.#open - depth)}${ITEM_END}`;
    const lists = Array.from({ length: depth - this.#open }, () => LIST[0]).join(BARE_ITEM);
    return this.#open === 0 ? lists : `\n${lists}`;
  }

  /** Closes lists that are open. */
  end(): string {
    const closing = this.#closed(this.#open);
    this.#open = 0;
    return closing;
  }

  #closed(lists: number): string {
    return `${ITEM_END}${LIST[1]}`.repeat(lists);
  }
}
