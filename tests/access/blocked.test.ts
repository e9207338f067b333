import { expect, test } from 'vitest';
import { blockedFor } from '../../lib/access/blocked.ts';

function blocks() {
  const clock = { at: 1_000, passed: () => clock.at };
  return { clock, ...blockedFor<string>(clock) };
}

test('who is blocked is remembered with the time since, until the time is up and not a moment longer', () => {
  const { clock, block, find } = blocks();
  block('ann', 500, 'over');
  expect(find('ann')).toEqual({ value: 'over', sinceMs: 0 });
  clock.at += 499;
  expect(find('ann')).toEqual({ value: 'over', sinceMs: 499 });
  clock.at += 1;
  expect(find('ann')).toBeNull();
  expect(find('bob')).toBeNull();
});

test('a later block replaces an earlier one', () => {
  const { clock, block, find } = blocks();
  block('ann', 500, 'once');
  clock.at += 400;
  block('ann', 500, 'twice');
  clock.at += 400;
  expect(find('ann')).toEqual({ value: 'twice', sinceMs: 400 });
});

test('of more keys than fit, those are forgotten first whose time is up', () => {
  const { clock, block, find } = blocks();
  for (let n = 0; n < 9_999; n++) block(`short ${n}`, 10, 'x');
  block('long', 10_000, 'kept');
  clock.at += 10;
  block('one more', 10_000, 'new');
  expect([find('long')?.value, find('one more')?.value]).toEqual(['kept', 'new']);
});

test('a flood of keys is forgotten rather than kept', () => {
  const { block, find } = blocks();
  for (let n = 0; n < 10_001; n++) block(`key ${n}`, 10_000, 'x');
  expect([find('key 0'), find('key 10000')?.value]).toEqual([null, 'x']);
});
