import { expect, test } from 'vitest';
import { retryAll } from '../support/bulk.ts';
import { freshDatabase } from '../support/database.ts';

test('what failed yesterday among 10,000 jobs is retried once each by one request, killed twice on the way', async () => {
  const own = await freshDatabase();
  const { bulk, counts, begun, rows, messages } = await retryAll(own.url, 10_000);
  console.log(`${messages} messages for ${counts.failed} jobs`);
  expect(counts).toEqual({ failed: 5_000 });
  expect(bulk).toMatchObject({ total: 5_000, done: 5_000, skipped: 0, failed: 0 });
  expect([...begun.values()].filter((times) => times !== 1)).toEqual([]);
  expect(begun.size).toBe(5_000);
  expect(rows).toEqual([
    { status: 'completed', epoch: 1, count: 5_000 },
    { status: 'queued', epoch: 2, count: 5_000 },
  ]);
  await own.drop();
});
