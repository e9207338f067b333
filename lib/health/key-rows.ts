import { sql } from 'drizzle-orm';
import type { Finding } from '../core/finding.ts';
import type { HealthDeps } from './deps.ts';

/** Whether there are keys in the database; nobody knows while it is away. */
export type KeyRows = 'some' | 'none' | 'unknown';

const CLOSED = 'access_not_configured';

/** Any row counts, as at the gate. Asked only where the variable is no key: else it does not matter. */
export async function keyRowsOf({ db, problems }: Pick<HealthDeps, 'db' | 'problems'>): Promise<KeyRows> {
  if (db === null || problems.every(({ name }) => name !== 'API_KEYS')) return 'unknown';
  try {
    const { rows } = await db.execute(sql`select from api_keys limit 1`);
    return rows.length > 0 ? 'some' : 'none';
  } catch {
    // What is wrong with it is a finding of its own.
    return 'unknown';
  }
}

/** Findings without the word that access is closed, if keys in rows open it. */
export function besideKeyRows(findings: readonly Finding[], rows: KeyRows): Finding[] {
  if (rows === 'none') return [...findings];
  const others = findings.filter(({ code }) => code !== CLOSED);
  const closed = findings.filter(({ code }) => code === CLOSED && rows === 'unknown');
  const unknown = closed.map((finding) => ({
    ...finding,
    code: 'access_unknown',
    what: 'API_KEYS is not set, and whether there are keys in the database could not be read.',
    why: 'Without it every request but this one is refused.',
    remedy: 'Mend what is wrong with the database, then look again.',
  }));
  return [...others, ...unknown];
}
