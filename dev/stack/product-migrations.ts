import type { NamedMigrations } from '../../lib/db/migrate.ts';
import { migrationsOf } from '../../lib/product.ts';

/** Of the listed products, which are imported only now: unbundled that takes 0.7 s. */
export async function productMigrations(): Promise<NamedMigrations[]> {
  const { PRODUCTS } = await import('../../lib/products.ts');
  return migrationsOf(PRODUCTS);
}
