import { databaseReason } from '../../lib/db/failed-migration.ts';
import { databaseUrl } from './database-url.ts';
import { schemaDifferences } from './schema.ts';

try {
  const found = await schemaDifferences(databaseUrl());
  for (const line of found) console.log(line);
  console.log(
    found.length === 0
      ? 'The database has the schema that this code expects.'
      : `${found.length} differences.`,
  );
  process.exitCode = found.length === 0 ? 0 : 1;
} catch (error) {
  console.error(databaseReason(error));
  process.exitCode = 1;
}
