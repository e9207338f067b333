import { z } from 'zod';
import { PermanentError } from '../core/errors.ts';
import { latest } from '../core/latest.ts';
import { ownTurn } from '../core/own-turn.ts';
import type { FurtherStep, StepContext, StepResult, StepToRun } from '../engine/analyzer.ts';
import { ANALYSES } from './analyses/analyses.ts';
import { type FileOf, MOST_ARCHIVED, openArchive, readArchivePage } from './archive-steps.ts';
import type { Gathered, ReadProfile } from './gathered.ts';
import { givenProfile } from './networks/given-profile.ts';
import { keptBack } from './networks/kept-back.ts';
import type { Counts, PostPage, Profile, SocialRequest, SocialSource } from './networks/social.ts';
import { LATER, noPosts, type ProfileJob, pageKey, STAGES } from './profile-job.ts';
import { compactPosts } from './records/compact-posts.ts';
import { packPosts } from './records/packed-posts.ts';
import { failedPages, postsOf, profileOf } from './records/queries.ts';
import type { PageRecord, ProfileRecord } from './records/write.ts';
import { type KeptReport, keepReport } from './report/report.ts';

/** Cursor of a page, and the number of posts before it. */
const pageInputSchema = z.object({
  page: z.int(),
  cursor: z.string(),
  before: z.int(),
  /** Pages without a post just before it. */
  empty: z.int().default(0),
});
/** A network that filters may leave pages empty; so many in a row lead nowhere. */
const MOST_EMPTY = 20;

const NO_DATE = '1970-01-01T00:00:00.000Z';

function postsGone(): PermanentError {
  return new PermanentError('posts_not_kept', 'The posts are no longer kept. Submit the analysis again.');
}

function leadsNowhere(platform: string): PermanentError {
  return new PermanentError(
    'platform_pages_empty',
    `${platform} gave ${MOST_EMPTY} pages in a row without a post, and no end. Try again later.`,
  );
}

function sourceOf({ sources, input }: ProfileJob): SocialSource {
  const source = sources.get(input.platform);
  if (source) return source;
  throw new PermanentError(
    'platform_not_configured',
    `${input.platform} is no longer available: its token was removed.`,
  );
}

/** Packs the first `room` posts of a page, and adds the step for the next page while more may be read. */
async function recordOf(
  { input }: ProfileJob,
  read: PostPage,
  { page, before, empty = 0 }: { page: number; before: number; empty?: number },
): Promise<{ record: PageRecord; further: FurtherStep[] }> {
  const { skipped, changed } = read;
  const posts = read.posts.slice(0, Math.max(0, input.max_posts - before));
  const upTo = before + posts.length;
  const more = read.next !== null && upTo < input.max_posts;
  const emptyInRow = read.posts.length === 0 ? empty + 1 : 0;
  if (more && emptyInRow >= MOST_EMPTY) throw leadsNowhere(input.platform);
  if (!more && upTo === 0) throw noPosts(input.profile_id, input.platform);
  const next = { page: page + 1, cursor: read.next, before: upTo, empty: emptyInRow };
  return {
    record: { page, posts: await packPosts(posts), count: posts.length, skipped, changed },
    further: more ? [{ stage: STAGES.posts, key: pageKey(page + 1), input: next }] : [],
  };
}

const added = (some: Counts, more: Counts): Counts =>
  Object.fromEntries(
    Object.keys({ ...some, ...more }).map((reason) => [reason, (some[reason] ?? 0) + (more[reason] ?? 0)]),
  );

/** Reads on to the first page with a post, so that a job without one fails instead of reporting on nothing. */
async function firstPage(source: SocialSource, profile: Profile, request: SocialRequest): Promise<PostPage> {
  let read = await source.posts(profile, null, request);
  for (let empty = 1; read.posts.length === 0 && read.next !== null; empty++) {
    if (empty >= MOST_EMPTY) throw leadsNowhere(source.platform);
    const { skipped, changed, next } = read;
    const page = await source.posts(profile, next, request);
    read = { ...page, skipped: added(skipped, page.skipped), changed: added(changed, page.changed) };
  }
  return read;
}

async function fromNetwork(job: ProfileJob, context: StepContext): Promise<StepResult<ProfileRecord>> {
  const { input, clock } = job;
  const source = sourceOf(job);
  const profile = await source.profile(input.profile_id, context);
  const asOf = new Date(clock.now()).toISOString();
  const read = await firstPage(source, profile, { ...context, most: input.max_posts });
  const { record: page, further } = await recordOf(job, read, { page: 0, before: 0 });
  const { platform, profile_id: profileId } = input;
  return { record: { platform, profileId, profile, asOf, page }, further: [...further, ...LATER] };
}

/** When the observation of given posts ends: with the last dated one. */
function lastDateOf(posts: Gathered['posts'], nowMs: number): string | null {
  const now = new Date(nowMs).toISOString();
  return posts.findLast(({ createdAt }) => createdAt !== null && createdAt <= now)?.createdAt ?? null;
}

/** Posts in the request are already stored as pages; the observation ends with the last dated one. */
async function fromRequest(
  { db, input, clock }: ProfileJob,
  jobId: string,
): Promise<StepResult<ProfileRecord>> {
  const { platform, profile_id: profileId } = input;
  const { posts } = await postsOf(db, jobId);
  if (posts.length === 0) throw noPosts(profileId, platform);
  const asOf = lastDateOf(posts, clock.now());
  const profile = givenProfile(platform, input.given?.owner ?? profileId);
  const incomplete = input.given?.incomplete ?? [];
  return { record: { platform, profileId, profile, asOf, page: null, incomplete }, further: [...LATER] };
}

/** Reads the profile and its first page of posts. @throws PermanentError `no_posts`, or the source's errors. */
export function fetchProfile(
  job: ProfileJob & { fileOf: FileOf },
  _: StepToRun,
  context: StepContext,
): Promise<StepResult<ProfileRecord>> {
  const { given, archive } = job.input;
  if (archive) return openArchive(job, archive.document_id, context);
  return given ? fromRequest(job, context.jobId) : fromNetwork(job, context);
}

async function storedProfile({ db }: Pick<ProfileJob, 'db'>, jobId: string): Promise<ReadProfile> {
  const stored = await profileOf(db, jobId);
  if (stored) return stored;
  throw new PermanentError('profile_not_stored', 'The profile that the first step stored is gone.');
}

/** Reads one further page of posts. @throws the source's errors. */
export async function fetchPage(
  job: ProfileJob & { fileOf: FileOf },
  { input }: StepToRun,
  context: StepContext,
): Promise<StepResult<PageRecord>> {
  const { archive } = job.input;
  if (archive) return readArchivePage(job, { documentId: archive.document_id, input }, context);
  const { page, cursor, before, empty } = pageInputSchema.parse(input);
  const { profile } = await storedProfile(job, context.jobId);
  const most = job.input.max_posts - before;
  const read = await sourceOf(job).posts(profile, cursor, { ...context, most });
  return recordOf(job, read, { page, before, empty });
}

/** What the analyses and the report are made of. */
export type Material = (context: Pick<StepContext, 'jobId' | 'epoch'>) => Promise<Read>;

interface Read {
  stored: ReadProfile;
  gathered: Gathered;
}

/** Reads a job's posts once for all of its analyses and its report, as far as they run in this process. */
export function materialOf({ db }: Pick<ProfileJob, 'db'>): Material {
  const read = latest(async (key): Promise<Read> => {
    const [jobId = ''] = key.split('/');
    const [stored, gathered] = await Promise.all([
      storedProfile({ db }, jobId),
      postsOf(db, jobId, compactPosts()),
    ]);
    return { stored, gathered };
  });
  // A retry, which has another epoch, may have read other posts.
  return ({ jobId, epoch }) => read(`${jobId}/${epoch}`);
}

/** Runs one analysis over all posts read. */
export async function analyzePosts(
  job: ProfileJob & { material: Material },
  { key }: StepToRun,
  context: StepContext,
): Promise<StepResult<unknown>> {
  const analysis = ANALYSES.find(({ name }) => name === key);
  if (!analysis) throw new PermanentError('unknown_analysis', `There is no analysis ${key}.`);
  const { stored, gathered } = await job.material(context);
  const { profile, asOf } = stored;
  const { posts } = gathered;
  if (posts.length === 0) throw postsGone();
  await ownTurn();
  const until = asOf ?? lastDateOf(posts, job.clock.now()) ?? NO_DATE;
  return { record: await analysis.run(posts, { profile, timeZone: job.input.time_zone, asOf: until }) };
}

/** Posts at which reading stops; null where all are read that came. */
function mostOf({ archive, given, max_posts: most }: ProfileJob['input']): number | null {
  if (archive) return MOST_ARCHIVED;
  return given === null ? most : null;
}

/** Writes the report's sample; findings are joined when it is read. */
export async function writeUp(
  job: ProfileJob & { material: Material },
  context: StepContext,
): Promise<StepResult<KeptReport>> {
  const { db, input } = job;
  const [{ stored, gathered }, failed] = await Promise.all([
    job.material(context),
    failedPages(db, context.jobId, STAGES.posts),
  ]);
  const { asOf, incomplete, profile } = stored;
  const { pages, posts, skipped } = gathered;
  const observed = { asOf, posts: posts.length, pages, skipped };
  const kept = input.given || input.archive ? null : keptBack(input.platform, profile, observed);
  const record = keepReport({
    asOf: asOf ?? lastDateOf(gathered.posts, job.clock.now()),
    gathered,
    names: ANALYSES.map(({ name }) => name),
    options: { timeZone: input.time_zone, mode: input.mode, maxPosts: mostOf(input) ?? input.max_posts },
    failedPages: failed,
    most: mostOf(input),
    keptBack: kept,
    incomplete,
  });
  return { record };
}
