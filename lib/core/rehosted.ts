import type { Fetch } from './guarded-fetch.ts';

/**
 * Wraps fetch to replace origins: a gateway, a GitHub Enterprise server or a test server.
 * @param origins replacements keyed by the original origin, e.g. `https://api.x.com`.
 */
export function rehosted(fetch: Fetch, origins: Readonly<Record<string, string | undefined>>): Fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const other = origins[url.origin];
    if (other === undefined) return fetch(input, init);
    const base = new URL(other);
    const path = base.pathname.replace(/\/+$/, '') + url.pathname;
    return fetch(new URL(path + url.search, base.origin), init);
  };
}
