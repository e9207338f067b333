import type { Clock } from '../core/clock.ts';
import { PermanentError } from '../core/errors.ts';
import type { Database } from '../db/client.ts';
import type { FurtherStep } from '../engine/analyzer.ts';
import { ANALYSES } from './analyses/analyses.ts';
import type { Platform, SocialSource } from './networks/social.ts';
import type { StoredInput } from './schema.ts';

/** Stage numbers by name. */
export const STAGES = { profile: 0, posts: 1, analyses: 2, report: 3 } as const;

export interface ProfileJob {
  db: Database;
  /** The configured networks. */
  sources: ReadonlyMap<Platform, SocialSource>;
  clock: Pick<Clock, 'now'>;
  input: StoredInput;
}

/** The analysis and report steps, added once there are posts to analyze. */
export const LATER: readonly FurtherStep[] = [
  ...ANALYSES.map(({ name }) => ({ stage: STAGES.analyses, key: name })),
  { stage: STAGES.report, key: 'report' },
];

export const pageKey = (page: number): string => `page-${page}`;

export function noPosts(handle: string, platform: Platform): PermanentError {
  return new PermanentError(
    'no_posts',
    `There are no posts of ${handle} on ${platform} that can be read. Choose a profile that has published something.`,
  );
}
