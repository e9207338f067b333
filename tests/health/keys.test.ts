import { afterEach, describe, expect, test } from 'vitest';
import { keyFindings, keysCheck } from '../../lib/health/keys.ts';
import { lookWith } from '../../lib/health/look.ts';
import { clientOf, type DepsOptions, lookingWith, startQueue, type TestQueue } from '../support/health.ts';

let queue: TestQueue;
afterEach(() => queue?.stop());

const found = async (options: DepsOptions) =>
  (await keysCheck.run(lookWith(lookingWith(options)))).map(({ severity, code }) => `${severity} ${code}`);

describe('the signing keys', () => {
  const theirs = { current: 'sig_c', next: 'sig_n' };

  test.each([
    ['the same', 'sig_c', 'sig_n', []],
    ['swapped', 'sig_n', 'sig_c', ['degraded signing_keys_swapped']],
    ['the current one right, the next one wrong', 'sig_c', 'sig_x', ['degraded next_signing_key_wrong']],
    ['the current one twice', 'sig_c', 'sig_c', ['degraded next_signing_key_wrong']],
    ['from before a rotation', 'sig_b', 'sig_c', ['degraded signing_keys_rotated']],
    ['the next one twice', 'sig_n', 'sig_n', ['broken signing_keys_wrong']],
    ['of somebody else', 'sig_x', 'sig_y', ['broken signing_keys_wrong']],
  ])('%s', (_, current, next, wanted) => {
    const codes = keyFindings({ current, next }, theirs).map(({ severity, code }) => `${severity} ${code}`);
    expect(codes).toEqual(wanted);
  });

  test('are broken only when the queue’s signature would be refused', async () => {
    queue = await startQueue();
    const keys = queue.keys();
    expect(await found({ queue, keys })).toEqual([]);
    await queue.rotate();
    expect(await found({ queue, keys })).toEqual(['degraded signing_keys_rotated']);
    await queue.rotate();
    expect(await found({ queue, keys })).toEqual(['broken signing_keys_wrong']);
  });
});

describe('the queue', () => {
  test('that does not know the token is told from one that does not answer', async () => {
    queue = await startQueue();
    const wrong = clientOf(queue.url, 'eyJ_of_another_region');
    expect(await found({ queue, client: wrong })).toEqual(['broken queue_unauthorized']);
    const keys = queue.keys();
    await queue.stop();
    expect(await found({ queue, keys })).toEqual(['broken queue_unavailable']);
  });

  test('is told from another server at its address', async () => {
    queue = await startQueue();
    const elsewhere = clientOf(`${queue.url}/nowhere`, queue.token);
    expect(await found({ queue, client: elsewhere })).toEqual(['broken queue_elsewhere']);
  });
});
