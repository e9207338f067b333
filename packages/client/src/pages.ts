import { asJson, type Send } from './transport.ts';

export interface Page<Item> {
  data: Item[];
  next_cursor: string | null;
}

/** A list that the service tells in pages: iterated, all of its items. */
export interface Listed<Item, One extends Page<Item> = Page<Item>> extends AsyncIterable<Item> {
  /** One page, as the API gives it. */
  page(cursor?: string | null): Promise<One>;
  pages(): AsyncGenerator<One, void>;
}

interface Asked {
  query?: object | undefined;
  signal?: AbortSignal | undefined;
}

export async function* itemsOf<Item>(pages: AsyncIterable<Page<Item>>): AsyncGenerator<Item, void> {
  for await (const { data } of pages) yield* data;
}

/** All of a list at once; for lists that are known to be short. */
export async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

/** All pages from one on, which is there already. A cursor that does not move ends it. */
export async function* pagesFrom<One extends Page<unknown>>(
  first: One,
  read: (cursor: string) => Promise<One>,
): AsyncGenerator<One, void> {
  let page = first;
  for (;;) {
    yield page;
    const { next_cursor: next } = page;
    if (next === null) return;
    page = await read(next);
    if (page.next_cursor === next) return;
  }
}

export function listed<Item, One extends Page<Item>>(
  send: Send,
  path: string,
  { query = {}, signal }: Asked = {},
): Listed<Item, One> {
  const page = (cursor?: string | null) =>
    send('GET', path, { query: { ...query, ...(cursor ? { cursor } : {}) }, signal }, asJson<One>);
  const pages = async function* () {
    yield* pagesFrom(await page(), page);
  };
  return { page, pages, [Symbol.asyncIterator]: () => itemsOf<Item>(pages()) };
}
