import { type MigrateOptions, migrate as migrateSchema } from '../db/migrate.ts';
import { ADVANCE } from './turn/advance.ts';
import { AFTER_COMMIT } from './turn/after-commit.ts';
import { COMMIT } from './turn/commit.ts';
import { VIEW } from './turn/view.ts';

/** Brings a database to this code: its migrations, and the functions of a turn. See `migrate` of `lib/db/migrate.ts`. */
export function migrate(
  url: string,
  options: Omit<MigrateOptions, 'stored'> = {},
): Promise<{ ahead: boolean }> {
  return migrateSchema(url, { ...options, stored: [COMMIT, AFTER_COMMIT, ADVANCE, VIEW] });
}
