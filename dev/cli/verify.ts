import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describeSchema, differences } from '../../lib/db/picture.ts';
import { productMigrations } from '../stack/product-migrations.ts';
import { databaseUrl } from './database-url.ts';

/** What `npm run db:migrate` leaves, a line each: of the service, and of each product with tables of its own. */
async function expectedSchema(): Promise<string[]> {
  const folders = [
    resolve(import.meta.dirname, '../../drizzle'),
    ...(await productMigrations()).map((each) => each.folder),
  ];
  const pictures = await Promise.all(folders.map((folder) => readFile(join(folder, 'schema.txt'), 'utf8')));
  return pictures.flatMap((picture) => picture.trimEnd().split('\n'));
}

try {
  const found = differences(await expectedSchema(), await describeSchema(databaseUrl()));
  for (const line of found) console.log(line);
  console.log(
    found.length === 0
      ? 'The database has the schema that this code expects.'
      : `${found.length} differences.`,
  );
  process.exitCode = found.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
