import { expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { answersOf, told } from './generated/run.ts';

const SEED = 13;
/** Requests that all failed alike would show nothing. */
const SEEN = [200, 202, 400, 401, 404, 405, 415, 422];

test('1,500 generated requests get only answers that the document promises', async () => {
  const database = await freshDatabase();
  try {
    const { failures, statuses } = await answersOf(database.url, { seed: SEED, count: 1_500 });
    expect(failures.map(told).join('\n')).toBe('');
    for (const status of SEEN) expect(statuses.get(status), `answers of ${status}`).toBeGreaterThan(9);
  } finally {
    await database.drop();
  }
}, 290_000);
