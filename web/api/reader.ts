import { bodyOf, send } from './call.ts';

export interface Read<T> {
  data: T;
  /** Whether it is what was read before. */
  same: boolean;
}

/** An answer's ETag stands for its rows. What is told by the clock, such as waits, changes without it. */
const LOOKS_BY_ETAG = 2;

/**
 * Reads a path again and again, and tells whether it has changed: by its ETag, else by its version.
 * @param version what tells two answers without an ETag apart; default their text
 */
export function reader<T>(path: string, version: (data: T) => string = (data) => JSON.stringify(data)) {
  let etag: string | null = null;
  let seen: string | null = null;
  let last: T | null = null;
  /** @param unchanged looks in a row that found nothing new. @throws as `send` does */
  return async (unchanged: number, signal: AbortSignal): Promise<Read<T>> => {
    const known = unchanged < LOOKS_BY_ETAG ? etag : null;
    const headers: Record<string, string> = known === null ? {} : { 'if-none-match': known };
    const answer = await send(path, { headers, signal });
    if (answer.status === 304 && last !== null) return { data: last, same: true };
    const data = await bodyOf<T>(answer);
    etag = answer.headers.get('etag');
    const now = etag ?? version(data);
    const same = now === seen;
    [seen, last] = [now, data];
    return { data, same };
  };
}
