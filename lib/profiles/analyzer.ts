import { type Analyzer, defineAnalyzer, type Stage } from '../engine/analyzer.ts';
import type { ProviderLimits } from '../jobs/types.ts';
import { ANALYSES } from './analyses/analyses.ts';
import { type FileOf, filesOf } from './archive-steps.ts';
import { againOf, keepGiven, resolveArchive } from './given.ts';
import { mustBePublic } from './networks/host-fault.ts';
import { mustBeConfigured } from './networks/must-be-configured.ts';
import type { PlatformInfo } from './networks/platforms.ts';
import type { Platform } from './networks/social.ts';
import { type ProfileJob, STAGES } from './profile-job.ts';
import { writeFindings, writePages, writeProfiles, writeReport } from './records/write.ts';
import { NOT_A_VERDICT } from './report/report.ts';
import { type ProfileInput, profileInputSchema, type StoredInput, storedInputSchema } from './schema.ts';
import { analyzePosts, fetchPage, fetchProfile, type Material, materialOf, writeUp } from './steps.ts';

const VERSION = 1;
const FETCH_TIMEOUT_MS = 20_000;
/** The directory of an archive of 500,000 entries takes ten seconds, and one without posts is read to its end. */
const OPEN_TIMEOUT_MS = 60_000;
/** A page of an archive takes seconds. When its function is killed, nobody reads on until then. */
const PAGE_TIMEOUT_MS = 30_000;
/** The slowest analysis of 200,000 posts takes a minute of a processor, which all of them share. */
const COMPUTE_TIMEOUT_MS = 240_000;

export interface ProfileOptions extends Omit<ProfileJob, 'input'> {
  /** What networks take, by platform. The servers of Mastodon and of feeds are many, so those have none. */
  limits: Readonly<Partial<Record<Platform, ProviderLimits>>>;
  /** All platforms, with what each needs and whether it is configured. */
  platforms(): PlatformInfo[];
  /** Also takes servers on this machine (development and tests). */
  allowLocal: boolean;
}

/** A stage that makes requests; pages of one profile are sequential anyway. */
function fetching<Rec>(
  name: string,
  share: number,
  stage: Pick<Stage<Rec>, 'run' | 'write' | 'provider' | 'timeoutMs' | 'isolate'>,
): Stage<Rec> {
  return { name, share, concurrency: 1, ...stage };
}

function computing<Rec>(
  name: string,
  share: number,
  stage: Pick<Stage<Rec>, 'run' | 'write' | 'concurrency' | 'isolate'>,
): Stage<Rec> {
  return {
    name,
    share,
    timeoutMs: COMPUTE_TIMEOUT_MS,
    provider: null,
    ...stage,
  };
}

type Shared = { material: Material; fileOf: FileOf };

function stagesOf({ limits, ...job }: ProfileJob & Shared & Pick<ProfileOptions, 'limits'>) {
  const { platform, given, archive } = job.input;
  const provider = given || archive || limits[platform] === undefined ? null : platform;
  // A whole archive takes minutes of a processor and 400 MB: not in the process that others' jobs run in.
  const isolate = archive !== undefined;
  const timeoutOf = (ofArchive: number) => (archive ? ofArchive : FETCH_TIMEOUT_MS);
  return [
    fetching('profile', 0.1, {
      provider,
      timeoutMs: timeoutOf(OPEN_TIMEOUT_MS),
      isolate,
      run: (step, context) => fetchProfile(job, step, context),
      write: writeProfiles,
    }),
    fetching('posts', 0.5, {
      provider,
      timeoutMs: timeoutOf(PAGE_TIMEOUT_MS),
      isolate,
      run: (step, context) => fetchPage(job, step, context),
      write: writePages,
    }),
    computing('analyses', 0.3, {
      // Side by side they would take no less time, and the memory of each.
      concurrency: isolate ? 1 : ANALYSES.length,
      isolate,
      run: (step, context) => analyzePosts(job, step, context),
      write: writeFindings,
    }),
    computing('report', 0.1, {
      concurrency: 1,
      isolate,
      run: (_, context) => writeUp(job, context),
      write: writeReport,
    }),
  ];
}

/** Stages: profile, then one step per page of posts, then the analyses in parallel, then the report. */
export function createProfileAnalyzer({
  platforms,
  allowLocal,
  ...world
}: ProfileOptions): Analyzer<ProfileInput> {
  const shared = { material: materialOf(world), fileOf: filesOf(world) };
  return defineAnalyzer({
    kind: 'profile',
    version: VERSION,
    deadlineSeconds: 3600,
    disclaimer: NOT_A_VERDICT,
    input: profileInputSchema,
    stored: storedInputSchema,
    check: ({ platform, profile_id }) => {
      mustBeConfigured(platforms(), platform);
      if (!allowLocal) mustBePublic(platform, profile_id);
    },
    resolve: (input, owner) => resolveArchive(input, owner, world.db),
    keep: keepGiven,
    again: againOf,
    open: (input: StoredInput) => ({
      stages: stagesOf({ ...world, ...shared, input }),
      plan: () => [{ stage: STAGES.profile, key: 'profile' }],
    }),
  });
}
