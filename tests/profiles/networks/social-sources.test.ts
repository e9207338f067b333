import { describe, expect, test } from 'vitest';
import { platformInfo, platformNamed } from '../../../lib/profiles/networks/platforms.ts';
import { PLATFORMS } from '../../../lib/profiles/networks/social.ts';
import { createSocialSources } from '../../../lib/profiles/networks/social-sources.ts';

const deps = { fetch, resolve: async () => [], now: () => 0 };

describe('the platforms', () => {
  test('X can be asked only with its token', () => {
    const without = createSocialSources({ ...deps, tokens: { github: undefined, x: undefined } });
    expect([...without.keys()]).toEqual([
      'bluesky',
      'mastodon',
      'github',
      'hackernews',
      'reddit',
      'youtube',
      'feed',
    ]);
    const withToken = createSocialSources({ ...deps, tokens: { github: undefined, x: 'token' } });
    expect(withToken.get('twitter')?.pageSize).toBe(100);
    for (const [platform, source] of withToken) expect(source.platform).toBe(platform);
  });

  test('YouTube is asked by its API where there is a key, else by the feeds of channels', () => {
    const pageSize = (youtube?: string) =>
      createSocialSources({ ...deps, tokens: { github: undefined, x: undefined, youtube } }).get('youtube')
        ?.pageSize;
    expect([pageSize(), pageSize('key')]).toEqual([15, 50]);
  });

  test('each says what it needs and whether it is there; no token is shown', () => {
    const infos = platformInfo({ github: 'hidden-1', x: undefined });
    expect(infos.map(({ id }) => id)).toEqual([...PLATFORMS]);
    expect(infos.filter(({ available }) => !available).map(({ id, needs }) => [id, needs])).toEqual([
      ['twitter', 'X_BEARER_TOKEN'],
    ]);
    const all = platformInfo({ github: 'hidden-1', x: 'hidden-2' });
    expect(all.every(({ available }) => available)).toBe(true);
    expect(JSON.stringify(all)).not.toContain('hidden');
  });

  test('each has its names for itself', () => {
    for (const { id, aliases } of platformInfo({ github: undefined, x: undefined })) {
      for (const name of [id, ...aliases]) expect(platformNamed(` ${name.toUpperCase()} `)).toBe(id);
    }
    expect([platformNamed('myspace'), platformNamed('')]).toEqual([null, null]);
  });
});
