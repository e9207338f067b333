import { expect, test } from 'vitest';
import { sharedCall } from '../../lib/core/shared-call.ts';

test('calls that come while one is under way share its answer, and later ones ask anew', async () => {
  const asked: string[] = [];
  const read = sharedCall(async (key) => {
    asked.push(key);
    await Promise.resolve();
    return { key };
  });
  const [one, other, different] = await Promise.all([read('a'), read('a'), read('b')]);
  expect(other).toBe(one);
  expect(different).toEqual({ key: 'b' });
  expect(asked).toEqual(['a', 'b']);
  await read('a');
  expect(asked).toEqual(['a', 'b', 'a']);
});

test('an error is shared as well and not kept', async () => {
  let times = 0;
  const read = sharedCall(async () => {
    times++;
    throw new Error(`failed ${times}`);
  });
  const both = await Promise.allSettled([read('a'), read('a')]);
  expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected']);
  expect(times).toBe(1);
  await expect(read('a')).rejects.toThrow('failed 2');
});
