import { expect, test } from 'vitest';
import { systemClock } from '../../lib/core/clock.ts';
import { oneByOne } from '../../lib/core/one-by-one.ts';

test('calls with one key never overlap, whatever becomes of them; those with another do not wait', async () => {
  const inTurn = oneByOne(60_000);
  const told: string[] = [];
  const call = (key: string, name: string, fails = false) =>
    inTurn(key, systemClock, async () => {
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

test('one that hangs holds up the next no longer than it is patient', async () => {
  const inTurn = oneByOne(20);
  let end: () => void = () => {};
  const hangs = inTurn(
    'job',
    systemClock,
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  expect(await inTurn('job', systemClock, async () => 'went on')).toBe('went on');
  end();
  await hangs;
});
