import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describeSchema, differences } from '../../lib/db/picture.ts';
import { databaseUrl } from './database-url.ts';

const PICTURE = resolve(import.meta.dirname, '../../drizzle/schema.txt');

try {
  const expected = (await readFile(PICTURE, 'utf8')).trimEnd().split('\n');
  const found = differences(expected, await describeSchema(databaseUrl()));
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
