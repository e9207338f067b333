import { fileURLToPath } from 'node:url';
import type { Config } from './config.ts';
import type { Clock, Random } from './core/clock.ts';
import type { Ids } from './core/ids.ts';
import type { Log } from './core/log.ts';
import type { Database } from './db/client.ts';
import type { NamedMigrations } from './db/migrate.ts';
import type { Analyzer } from './engine/analyzer.ts';
import type { Kernel } from './engine/kernel.ts';
import type { MessageReader } from './engine/message-reader.ts';
import type { Release } from './engine/remove.ts';
import type { Retention } from './engine/retention.ts';
import type { Tag } from './http/about.ts';
import type { HttpContext } from './http/context.ts';
import type { Endpoint } from './http/endpoint.ts';
import type { Results } from './http/results.ts';

/** What a product is made with. */
export interface ProductWorld {
  config: Config;
  clock: Clock;
  random: Random;
  ids: Ids;
  log: Log;
  /** Round trips are counted under the name. */
  database(applicationName: string): Database;
}

/** One analysis with all that belongs to it. Everything else derives from the list of them in `lib/products.ts`. */
export interface Product {
  analyzer: Analyzer;
  /** Its own routes, for the router and the OpenAPI document; the uniform ones are there anyway. */
  routes?(context: HttpContext): Endpoint[];
  /** What the operations of its routes are named and grouped by. */
  tags?: readonly Tag[];
  /** An input, for the OpenAPI document. */
  exampleInput?: unknown;
  /** How `GET /jobs/{id}/result` reads its results; left out, they are what its steps put out. */
  results?: Results;
  /** What it deletes after its time, once a day. */
  retention?: Retention;
  /** What it lets go when a job is deleted, beyond what refers to the job's row. */
  release?: Release;
  /** Further messages of the queue that it handles. */
  messages?(kernel: Kernel): MessageReader;
  /** Requests at once that each of its providers allows. */
  budgets?: Readonly<Record<string, number>>;
}

/** A product before it is made: an entry of the list. */
export interface ProductEntry {
  /** Its own. It stays as it is once its migrations have run somewhere: a database remembers them by it. */
  name: string;
  create(world: ProductWorld): Product;
  /** The folder of its own migrations, where its tables are not in `drizzle/`. */
  migrations?: URL;
}

/** What `migrate` of `lib/db/migrate.ts` applies for these products beside the service's own migrations. */
export function migrationsOf(entries: readonly ProductEntry[]): NamedMigrations[] {
  return entries.flatMap(({ name, migrations }) =>
    migrations ? [{ name, folder: fileURLToPath(migrations) }] : [],
  );
}
