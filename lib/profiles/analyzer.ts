import { type Analyzer, defineAnalyzer, type Stage } from '../engine/analyzer.ts';
import type { ProviderLimits } from '../jobs/types.ts';
import { ANALYSES } from './analyses/analyses.ts';
import { againOf, keepGiven } from './given.ts';
import { mustBeConfigured } from './networks/must-be-configured.ts';
import type { PlatformInfo } from './networks/platforms.ts';
import type { Platform } from './networks/social.ts';
import { writeFindings, writePages, writeProfiles, writeReport } from './records/write.ts';
import { NOT_A_VERDICT } from './report/report.ts';
import { type ProfileInput, profileInputSchema, type StoredInput, storedInputSchema } from './schema.ts';
import {
  analyzePosts,
  fetchPage,
  fetchProfile,
  materialOf,
  type ProfileJob,
  STAGES,
  writeUp,
} from './steps.ts';

const VERSION = 1;
const FETCH_TIMEOUT_MS = 20_000;
const COMPUTE_TIMEOUT_MS = 60_000;

export interface ProfileOptions extends Omit<ProfileJob, 'input'> {
  /** What networks take, by platform. Mastodon's servers are many, so it has none. */
  limits: Readonly<Partial<Record<Platform, ProviderLimits>>>;
  /** All platforms, with what each needs and whether it is configured. */
  platforms(): PlatformInfo[];
}

/** A stage that makes requests; pages of one profile are sequential anyway. */
function fetching<Rec>(
  name: string,
  share: number,
  stage: Pick<Stage<Rec>, 'run' | 'write' | 'provider'>,
): Stage<Rec> {
  return { name, share, concurrency: 1, timeoutMs: FETCH_TIMEOUT_MS, ...stage };
}

function computing<Rec>(name: string, share: number, stage: Pick<Stage<Rec>, 'run' | 'write'>): Stage<Rec> {
  return {
    name,
    share,
    concurrency: ANALYSES.length,
    timeoutMs: COMPUTE_TIMEOUT_MS,
    provider: null,
    ...stage,
  };
}

function stagesOf({ limits, ...job }: ProfileJob & Pick<ProfileOptions, 'limits'>) {
  const material = materialOf(job);
  const { platform, given } = job.input;
  const provider = given || limits[platform] === undefined ? null : platform;
  return [
    fetching('profile', 0.1, {
      provider,
      run: (step, context) => fetchProfile(job, step, context),
      write: writeProfiles,
    }),
    fetching('posts', 0.5, {
      provider,
      run: (step, context) => fetchPage(job, step, context),
      write: writePages,
    }),
    computing('analyses', 0.3, {
      run: (step, context) => analyzePosts({ ...job, material }, step, context),
      write: writeFindings,
    }),
    computing('report', 0.1, { run: (_, context) => writeUp(job, context), write: writeReport }),
  ];
}

/** Stages: profile, then one step per page of posts, then the analyses in parallel, then the report. */
export function createProfileAnalyzer({ platforms, ...world }: ProfileOptions): Analyzer<ProfileInput> {
  return defineAnalyzer({
    kind: 'profile',
    version: VERSION,
    deadlineSeconds: 3600,
    disclaimer: NOT_A_VERDICT,
    input: profileInputSchema,
    stored: storedInputSchema,
    check: ({ platform }) => mustBeConfigured(platforms(), platform),
    keep: keepGiven,
    again: againOf,
    open: (input: StoredInput) => ({
      stages: stagesOf({ ...world, input }),
      plan: () => [{ stage: STAGES.profile, key: 'profile' }],
    }),
  });
}
