import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describeSchema, differences } from '../../lib/db/picture.ts';
import { productMigrations } from '../stack/product-migrations.ts';

/** What `npm run db:migrate` leaves, a line each: of the service, and of each product with tables of its own. */
async function expectedSchema(): Promise<string[]> {
  const folders = [
    resolve(import.meta.dirname, '../../drizzle'),
    ...(await productMigrations()).map((each) => each.folder),
  ];
  const pictures = await Promise.all(folders.map((folder) => readFile(join(folder, 'schema.txt'), 'utf8')));
  return pictures.flatMap((picture) => picture.trimEnd().split('\n'));
}

/** Lines that only the code or only the database has; see `differences`. */
export async function schemaDifferences(url: string): Promise<string[]> {
  return differences(await expectedSchema(), await describeSchema(url));
}
