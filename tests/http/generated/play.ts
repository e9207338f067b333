import { expect } from 'vitest';
import { freshDatabase } from '../../support/database.ts';
import { answersOf, told } from './run.ts';

const SEED = 13;
/** Requests that all failed alike would show nothing. */
const SEEN = [200, 202, 400, 401, 404, 405, 415, 422];

/** Expects of so many generated requests only answers that the document promises. */
export async function expectPromised(count: number): Promise<void> {
  const database = await freshDatabase();
  try {
    const { failures, statuses } = await answersOf(database.url, { seed: SEED, count });
    expect(failures.map(told).join('\n')).toBe('');
    for (const status of SEEN) expect(statuses.get(status), `answers of ${status}`).toBeGreaterThan(9);
  } finally {
    await database.drop();
  }
}
