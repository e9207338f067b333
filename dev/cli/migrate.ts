import { databaseReason } from '../../lib/db/failed-migration.ts';
import { migrate } from '../../lib/engine/migrate.ts';
import { productMigrations } from '../stack/product-migrations.ts';
import { databaseUrl } from './database-url.ts';

try {
  await migrate(databaseUrl(), { further: await productMigrations(), tell: console.log });
  console.log('The database schema is up to date.');
} catch (error) {
  console.error(databaseReason(error));
  process.exitCode = 1;
}
