import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import { createSocialSources } from '../../../lib/profiles/networks/social-sources.ts';
import { longestHoldOf, MOST_HOLD_MS } from '../../support/longest-hold.ts';
import { type Network, startNetwork } from '../networks/network.ts';
import { hostileAnswers, NETWORKS, playing } from './networks.ts';

let network: Network;
beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network.close());

const sources = () =>
  createSocialSources({
    fetch: network.fetch,
    resolve: network.resolve,
    now: Date.now,
    tokens: { github: undefined, x: 'token' },
    allowLocal: true,
  });

/** Posts that were read, or none where the answer is refused. */
async function read(platform: string): Promise<number> {
  const source = [...sources().values()].find((each) => each.platform === platform);
  if (!source) throw new Error(`${platform} is not read`);
  const request = { signal: AbortSignal.timeout(60_000), log: silentLog };
  const id = NETWORKS[platform]?.profileId(network.port) ?? '';
  const profile = await source.profile(id, request);
  return (await source.posts(profile, null, request)).posts.length;
}

describe.each(Object.entries(NETWORKS))('%s', (platform, hostile) => {
  test.each(Object.entries(hostileAnswers(hostile)))(
    '%s: the event loop is never held longer than 100 ms',
    async (name, body) => {
      const text = body();
      network.answer(playing(hostile, () => text));
      let posts = 0;
      const hold = await longestHoldOf(async () => {
        posts = await read(platform).catch(() => 0);
      });
      if (name.startsWith('posts')) expect(posts).toBeGreaterThan(0);
      expect(hold).toBeLessThanOrEqual(MOST_HOLD_MS);
    },
    120_000,
  );
});
