import { expect, test } from 'vitest';
import { Places } from '../../lib/db/places.ts';

const patient = () => new AbortController().signal;

function gate() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test('no more go on than there are places, and the others follow in their order', async () => {
  const places = new Places(2);
  const gates = Array.from({ length: 4 }, gate);
  const begun: number[] = [];
  const all = gates.map(({ opened }, i) =>
    places.hold(patient(), async () => {
      begun.push(i);
      await opened;
    }),
  );
  await Promise.resolve();
  expect(begun).toEqual([0, 1]);
  gates[1]?.open();
  await all[1];
  expect(begun).toEqual([0, 1, 2]);
  for (const { open } of gates) open();
  await Promise.all(all);
  expect(begun).toEqual([0, 1, 2, 3]);
});

test('who gives up while waiting has begun nothing, and takes no place', async () => {
  const places = new Places(1);
  const first = gate();
  const held = places.hold(patient(), () => first.opened);
  const patience = new AbortController();
  let began = false;
  const waiting = places.hold(patience.signal, async () => {
    began = true;
  });
  patience.abort(new Error('too long'));
  await expect(waiting).rejects.toThrow('too long');
  first.open();
  await held;
  expect(await places.hold(patient(), async () => 'next')).toBe('next');
  expect(began).toBe(false);
});

test('a failure frees its place', async () => {
  const places = new Places(1);
  await expect(places.hold(patient(), () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await places.hold(patient(), async () => 'next')).toBe('next');
});
