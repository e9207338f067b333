import { expect, test } from 'vitest';
import type { PublishedMessage } from '../../dev/qstash/counts.ts';
import { createChainWatch } from './chains.ts';

function watchdog(given: Partial<PublishedMessage> & { gen?: number; epoch?: number }): PublishedMessage {
  const { gen, epoch = 1, ...rest } = given;
  return {
    messageId: 'msg',
    url: '',
    body: JSON.stringify({ v: 1, type: 'watchdog', job: 'job_a', epoch, line: 'w', at: 0, gen }),
    labels: ['job_a'],
    createdAt: 0,
    state: 'CREATED',
    deliveries: 0,
    retried: 0,
    nextDeliveryTime: null,
    callbackOf: null,
    deduplicationId: null,
    ...rest,
  };
}

/** What is found where these messages wait for 3 s. */
function found(...open: PublishedMessage[]): { found: string[]; most: number } {
  const chains = createChainWatch(3_000);
  chains.look(open, 0);
  chains.look(open, 3_000);
  return { found: chains.found(), most: chains.most() };
}

test('two waiting watchdogs of one generation are two chains', () => {
  const two = ['job_a/1 had 2 chains of watchdogs'];
  expect(found(watchdog({ gen: 3 }), watchdog({ gen: 3, state: 'RETRY', deliveries: 1 }))).toEqual({
    found: two,
    most: 2,
  });
  expect(found(watchdog({}), watchdog({})).found).toEqual(two);
});

test('an older generation, another epoch, one in delivery and one that was handled are none', () => {
  expect(
    found(
      watchdog({ gen: 3 }),
      watchdog({ gen: 2, state: 'RETRY', deliveries: 2 }),
      watchdog({ gen: 3, epoch: 2 }),
      watchdog({ gen: 3, state: 'ACTIVE', deliveries: 1 }),
    ),
  ).toEqual({ found: [], most: 1 });
  expect(found(watchdog({}), watchdog({ state: 'RETRY', deliveries: 1 })).found).toEqual([]);
});

test('a handover may show two for a moment', () => {
  const chains = createChainWatch(3_000);
  const [one, two] = [[watchdog({ gen: 1 })], [watchdog({ gen: 1 }), watchdog({ gen: 1 })]];
  for (const [at, open] of [two, one, two, one].entries()) chains.look(open, at * 2_000);
  expect([chains.found(), chains.most()]).toEqual([[], 2]);
});

test('first watchdogs of a request that was sent again are tolerated longer, but not for ever', () => {
  const chains = createChainWatch(3_000, 30_000);
  const open = [watchdog({ gen: 1 }), watchdog({ gen: 1 })];
  chains.look(open, 0);
  chains.look(open, 29_000);
  expect(chains.found()).toEqual([]);
  chains.look(open, 30_000);
  expect(chains.found()).toEqual(['job_a/1 had 2 chains of watchdogs']);
});
