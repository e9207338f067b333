import { fileURLToPath } from 'node:url';
import type { StoredBytes } from './access/owner-limits.ts';
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
import type { ProviderLimits } from './jobs/types.ts';

/** Dependencies for creating a product. */
export interface ProductWorld {
  config: Config;
  clock: Clock;
  random: Random;
  ids: Ids;
  log: Log;
  /** Round trips are counted by `applicationName`. */
  database(applicationName: string): Database;
}

/** One analysis with its routes, results and maintenance; listed in `lib/products.ts`. */
export interface Product {
  analyzer: Analyzer;
  /** Routes besides the generic ones, for the router and the OpenAPI document. */
  routes?(context: HttpContext): Endpoint[];
  /** What the operations of its routes are named and grouped by. */
  tags?: readonly Tag[];
  /** Example for the OpenAPI document. */
  exampleInput?: unknown;
  /** Reads results for `GET /jobs/{id}/result`; defaults to the steps' outputs. */
  results?: Results;
  /** Deletes expired data, once a day. */
  retention?: Retention;
  /** Deletes data along with a job, beyond rows that reference it. */
  release?: Release;
  /** What it stores for an owner, for the owner's limit. */
  stored?: StoredBytes;
  /** Handles the product's own queue messages. */
  messages?(kernel: Kernel): MessageReader;
  /** What each provider takes, by its name. */
  budgets?: Readonly<Record<string, ProviderLimits>>;
}

/** Creates a product; an entry of `PRODUCTS`. */
export interface ProductEntry {
  /** Its own. It stays as it is once its migrations have run somewhere: a database remembers them by it. */
  name: string;
  create(world: ProductWorld): Product;
  /** Folder of the product's migrations, if they are not in `drizzle/`. */
  migrations?: URL;
}

/** What `migrate` of `lib/engine/migrate.ts` applies for these products beside the service's own migrations. */
export function migrationsOf(entries: readonly ProductEntry[]): NamedMigrations[] {
  return entries.flatMap(({ name, migrations }) =>
    migrations ? [{ name, folder: fileURLToPath(migrations) }] : [],
  );
}
