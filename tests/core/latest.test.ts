import { expect, test } from 'vitest';
import { latest } from '../../lib/core/latest.ts';

test('who asks for the same key next is given what was made before, and who asks for another is not', async () => {
  const made: string[] = [];
  const of = latest(async (key) => {
    made.push(key);
    return { key };
  });
  const first = await of('a');
  expect([await of('a'), await of('b'), await of('a')]).toEqual([first, { key: 'b' }, { key: 'a' }]);
  expect(made).toEqual(['a', 'b', 'a']);
});

test('calls at a time share one run, and its error is not kept', async () => {
  let runs = 0;
  const of = latest(async () => {
    runs += 1;
    if (runs === 1) throw new Error('away');
    return { runs };
  });
  const both = await Promise.allSettled([of('a'), of('a')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await of('a')).toEqual({ runs: 2 });
});
