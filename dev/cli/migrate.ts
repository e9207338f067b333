import { migrate } from '../../lib/db/migrate.ts';
import { productMigrations } from '../stack/product-migrations.ts';
import { databaseUrl } from './database-url.ts';

try {
  await migrate(databaseUrl(), { further: await productMigrations() });
  console.log('The database schema is up to date.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
