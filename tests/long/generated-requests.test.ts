import { expect, test } from 'vitest';
import { answersOf, told } from '../http/generated/run.ts';
import { freshDatabase } from '../support/database.ts';

const SEED = 13;
/** Requests that all failed alike would show nothing. */
const SEEN = [200, 202, 400, 401, 404, 405, 415, 422];

test('20,000 generated requests get only answers that the document promises', async () => {
  const database = await freshDatabase();
  try {
    const { failures, statuses } = await answersOf(database.url, { seed: SEED, count: 20_000 });
    expect(failures.map(told).join('\n')).toBe('');
    for (const status of SEEN) expect(statuses.get(status), `answers of ${status}`).toBeGreaterThan(9);
  } finally {
    await database.drop();
  }
}, 290_000);
