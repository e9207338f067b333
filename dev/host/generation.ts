import { loadDeployment } from './deployment.ts';
import { createPool, type Pool, type PoolOptions } from './pool.ts';
import { createRouter, type Resolution } from './routes.ts';
import { findStatic, type StaticFile } from './static-files.ts';

type Target = { kind: 'function'; pool: Pool } | { kind: 'file'; file: StaticFile };

/** A running deployment. */
export interface Generation {
  readonly pools: Pool[];
  /** @param path the URL's path as sent by the client, without the query. */
  resolve(path: string): Resolution<Target>;
}

export function createGeneration(root: string, output: string | undefined, options: PoolOptions): Generation {
  const { functions, routes, staticFolder } = loadDeployment(root, output);
  const pools = functions.map((spec) => createPool(spec, options));
  const byPath = new Map(pools.map((pool) => [`/api/${pool.spec.name}`, pool]));
  const router = createRouter(routes);
  const find = (path: string): Target | undefined => {
    const pool = byPath.get(path);
    if (pool) return { kind: 'function', pool };
    const file = findStatic(staticFolder, path);
    return file && { kind: 'file', file };
  };
  return { pools, resolve: (path) => router(path, find) };
}
