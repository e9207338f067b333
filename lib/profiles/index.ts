import { systemResolve } from '../core/public-fetch.ts';
import { rehosted } from '../core/rehosted.ts';
import { releaseReadFile } from '../files/release.ts';
import type { Product, ProductEntry, ProductWorld } from '../product.ts';
import { createProfileAnalyzer, type ProfileOptions } from './analyzer.ts';
import { PROFILE_RESULTS } from './http/result-kind.ts';
import { profilesEndpoints } from './http/routes.ts';
import { platformInfo, type SocialTokens } from './networks/platforms.ts';
import { createSocialSources } from './networks/social-sources.ts';
import { profileRetention } from './retention.ts';

function tokensOf({ config }: ProductWorld): SocialTokens {
  const { githubToken, xBearerToken, redditApp, youtubeKey } = config.secrets;
  return { github: githubToken, x: xBearerToken, reddit: redditApp, youtube: youtubeKey };
}

function sourcesOf(world: ProductWorld): ProfileOptions['sources'] {
  const { apiOrigins, socialAllowLocal } = world.config;
  return createSocialSources({
    fetch: rehosted(globalThis.fetch, apiOrigins),
    resolve: systemResolve,
    now: world.clock.now,
    tokens: tokensOf(world),
    allowLocal: socialAllowLocal,
  });
}

function limitsOf({ config }: ProductWorld) {
  const { bluesky, github, hackernews, twitter, reddit, youtube } = config.providerLimits;
  return { bluesky, github, hackernews, twitter, reddit, youtube };
}

interface Settings {
  tokens: SocialTokens;
  rawRetentionDays: number;
}

/** Analysis of social profiles. */
export function profilesProduct(
  options: Omit<ProfileOptions, 'platforms'>,
  { tokens, rawRetentionDays }: Settings,
): Product {
  const platforms = () => platformInfo(tokens);
  const analyzer = createProfileAnalyzer({ ...options, platforms });
  return {
    analyzer,
    results: PROFILE_RESULTS,
    exampleInput: { platform: 'bluesky', profile_id: 'bsky.app' },
    tags: [
      {
        name: 'profiles',
        description: 'Analyses of the posts on a social profile. A task is a job.',
      },
    ],
    routes: (context) => profilesEndpoints({ ...context, analyzer, platforms }),
    retention: profileRetention(rawRetentionDays),
    release: releaseReadFile,
    budgets: options.limits,
  };
}

export const profiles: ProductEntry = {
  name: 'profiles',
  create: (world) =>
    profilesProduct(
      {
        db: world.database('unstuck-profiles'),
        sources: sourcesOf(world),
        clock: world.clock,
        limits: limitsOf(world),
        allowLocal: world.config.socialAllowLocal,
      },
      { tokens: tokensOf(world), rawRetentionDays: world.config.rawRetentionDays },
    ),
};
