import type { Style } from '../block-writer.ts';

interface List {
  isOrdered: boolean;
  next: number;
}

/** The lists that are open, and their numbers. */
export class Lists {
  readonly #open: List[] = [];

  open(isOrdered: boolean, { start }: Readonly<Record<string, string>>): void {
    const first = Number.parseInt(start ?? '1', 10);
    this.#open.push({ isOrdered, next: Number.isSafeInteger(first) ? first : 1 });
  }

  /** The number that would follow in the list that was closed last. */
  last = 1;

  close(): void {
    this.last = this.#open.pop()?.next ?? this.last;
  }

  item(value: string | undefined): Style {
    const list = this.#open.at(-1);
    const given = Number.parseInt(value ?? '', 10);
    if (list && Number.isSafeInteger(given)) list.next = given;
    const prefix = list?.isOrdered ? `${list.next}. ` : '• ';
    if (list) list.next += 1;
    return { kind: 'list', level: 0, depth: Math.max(1, this.#open.length), prefix };
  }
}
