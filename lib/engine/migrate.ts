import { type MigrateOptions, migrate as migrateSchema } from '../db/migrate.ts';
import { ADVANCE } from '../jobs/turn/advance.ts';
import { AFTER_COMMIT } from '../jobs/turn/after-commit.ts';
import { COMMIT } from '../jobs/turn/commit.ts';
import { TURN } from '../jobs/turn/turn.ts';
import { VIEW } from '../jobs/turn/view.ts';
import { LOOK_UP } from './accept/earlier.ts';
import { INSERT_JOB } from './accept/insertion.ts';

const STORED = [LOOK_UP, INSERT_JOB, TURN, COMMIT, AFTER_COMMIT, ADVANCE, VIEW];

/**
 * Brings a database to this code: its migrations, and the functions of a creation and of a turn. See `migrate` of
 * `lib/db/migrate.ts`.
 */
export function migrate(
  url: string,
  options: Omit<MigrateOptions, 'stored'> = {},
): Promise<{ ahead: boolean }> {
  return migrateSchema(url, { ...options, stored: STORED });
}
