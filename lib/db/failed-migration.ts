import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DrizzleQueryError } from 'drizzle-orm';

const hasMessage = (value: unknown): value is { message: string } =>
  typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';

/** What the database, or the way to it, has said: the message of the innermost cause. */
export function databaseReason(error: unknown): string {
  if (!hasMessage(error)) return String(error);
  if ('cause' in error && hasMessage(error.cause)) return databaseReason(error.cause);
  const state = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `${error.message || 'no connection'}${state}`;
}

/** The name of the file that has a statement. */
async function fileOf(statement: string, folder: string): Promise<string | null> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql'));
  for (const name of names) {
    if ((await readFile(join(folder, name), 'utf8')).includes(statement)) return name;
  }
  return null;
}

/** @returns an error that names the migration at fault and the database's reason, or the given one if none is. */
export async function failedMigration(error: unknown, folder: string): Promise<unknown> {
  if (!(error instanceof DrizzleQueryError)) return error;
  const file = await fileOf(error.query, folder);
  if (file === null) return error;
  const statement = error.query.trim().replaceAll(/\s+/g, ' ').slice(0, 200);
  return new Error(
    `Migration ${file} failed: ${databaseReason(error)}. Nothing of it was kept. Statement: ${statement}`,
  );
}
