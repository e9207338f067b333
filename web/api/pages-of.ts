import { call } from './call.ts';

interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

const ROWS_A_PAGE = 1_000;
/** More rows than any job has: a cursor that never ends is not followed for ever. */
const MOST_PAGES = 200;

/** All rows of a list that is told in pages. @throws as `call` does */
export async function allOf<T>(path: string, signal: AbortSignal): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const joint = path.includes('?') ? '&' : '?';
    const got: Page<T> = await call(`${path}${joint}limit=${ROWS_A_PAGE}${after}`, { signal });
    rows.push(...got.data);
    cursor = got.next_cursor;
    if (cursor === null) break;
  }
  return rows;
}
