import { TrieRouter } from 'hono/router/trie-router';

interface Served {
  method: string;
  /** With parameters as `:name`. */
  path: string;
}

/** The methods of a path, `HEAD` beside `GET`; none if it is unknown. */
export type MethodsOf = (path: string) => readonly string[];

export function methodTable(served: readonly Served[]): MethodsOf {
  const router = new TrieRouter<readonly string[]>();
  for (const { method, path } of served)
    router.add('ALL', path, method === 'GET' ? [method, 'HEAD'] : [method]);
  return (path) => [...new Set(router.match('ALL', path)[0].flatMap(([methods]) => methods))];
}
