import { expect, test } from 'vitest';
import { oneByOne } from '../../lib/core/one-by-one.ts';

test('calls with one key never overlap, whatever becomes of them; those with another do not wait', async () => {
  const inTurn = oneByOne();
  const told: string[] = [];
  const call = (key: string, name: string, fails = false) =>
    inTurn(key, async () => {
      told.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      told.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const [a, b, c] = [call('job', 'a', true), call('job', 'b'), call('other', 'c')];
  await expect(a).rejects.toThrow('a');
  expect(await Promise.all([b, c])).toEqual(['b', 'c']);
  expect(told.indexOf('b begins')).toBeGreaterThan(told.indexOf('a ends'));
  expect(told.indexOf('c begins')).toBeLessThan(told.indexOf('a ends'));
});
