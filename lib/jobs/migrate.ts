import { type MigrateOptions, migrate as migrateSchema } from '../db/migrate.ts';
import { ADVANCE } from './turn/advance.ts';
import { CLAIM } from './turn/claim.ts';
import { COMMIT } from './turn/commit.ts';
import { SEEN } from './turn/slice-row.ts';
import { VIEW } from './turn/view.ts';

/** Brings a database to this code: its migrations, and the functions of a turn. See `migrate` of `lib/db/migrate.ts`. */
export function migrate(
  url: string,
  options: Omit<MigrateOptions, 'stored'> = {},
): Promise<{ ahead: boolean }> {
  return migrateSchema(url, { ...options, stored: [COMMIT, ADVANCE, CLAIM, SEEN, VIEW] });
}
