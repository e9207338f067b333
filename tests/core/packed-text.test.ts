import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { packText, unpackText } from '../../lib/core/packed-text.ts';

test.each([
  ['short', 'Straße 🌍 \u0000'],
  ['long', 'Zeile für Zeile. '.repeat(20_000)],
  ['longer', 'Zeile für Zeile. '.repeat(80_000)],
  ['empty', ''],
])('a %s text that a thread has packed is read outside of it, and the other way round', async (_, text) => {
  const workerData = { text, packed: await packText(text) };
  const thread = new Worker(new URL('./packing-thread.ts', import.meta.url), { workerData });
  const [found] = await once(thread, 'message');
  expect(found.text).toBe(text);
  expect(await unpackText(found.packed)).toBe(text);
  await thread.terminate();
});
