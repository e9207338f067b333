import { sql } from 'drizzle-orm';
import { iso } from '../../../lib/core/instant.ts';
import type { Database } from '../../../lib/db/client.ts';
import { getJob } from '../../../lib/jobs/read.ts';
import { listSteps } from '../../../lib/jobs/steps.ts';
import type { Job } from '../../../lib/jobs/types.ts';
import { readFacts } from '../../../lib/jobs/waits/facts.ts';
import { jobWaits } from '../../../lib/jobs/waits/job-waits.ts';
import { stepWaits } from '../../../lib/jobs/waits/step-waits.ts';
import type { Waits } from '../../../lib/jobs/waits/waits.ts';
import { createdJob, type jobsContext, stagePlan } from '../../support/jobs.ts';

type Context = ReturnType<typeof jobsContext>;

const SETTINGS = { aliveMs: 30_000, attempts: 4 };

/** A moment far enough away that a sentence names it exactly: `2100-01-01 00:00:00 UTC`. */
export const THEN = '2100-01-01T00:00:00Z';
export const AFTER_THEN = '2100-01-01T00:00:30Z';
const ENDS = '2100-06-01T00:00:00Z';

/** What a job's rows say beside those of a job of five due steps on which a function works at this moment. */
export interface Scene {
  /** SET columns of the job, of its steps or of its slice. */
  job?: string;
  steps?: readonly string[];
  /** SET columns; null: no slice has been there. */
  slice?: string | null;
  provider?: string;
  /** Of `provider_jobs`: wants, reason, back_at. */
  waits?: string;
  /** Steps of other owners' jobs, and of an other job of this owner, that the provider serves. */
  others?: number;
  mine?: number;
}

let scenes = 0;

async function serve(context: Context, owner: string, provider: string, count: number): Promise<void> {
  const { id } = await createdJob(context, count, { owner, stages: [stagePlan({ provider })] });
  await context.db.execute(sql`update steps set status = 'running', token = key, line = '0', process = 'elsewhere',
    provider = ${provider}, lease_until = clock_timestamp() + interval '1 minute' where job_id = ${id}`);
}

async function stageSlice(db: Database, id: string, slice: string): Promise<void> {
  await db.execute(sql`insert into slices (job_id, id, epoch, line, process, message)
    values (${id}, 'slice', 1, '0', 'here', 'message')`);
  if (slice !== '') await db.execute(sql`update slices set ${sql.raw(slice)} where job_id = ${id}`);
}

/** Writes the rows of a scene. @returns the job's id. */
export async function staged(context: Context, scene: Scene): Promise<string> {
  const { db } = context;
  const name = `p${++scenes}`;
  const stages = [
    stagePlan({ name: 'read', provider: name, share: 0.5 }),
    stagePlan({ name: 'write', share: 0.5 }),
  ];
  const steps = [...Array(5).keys()].map((i) => ({ stage: 0, key: `s${i}` }));
  const { id } = await createdJob(context, 0, { stages, steps: [...steps, { stage: 1, key: 'last' }] });
  await db.execute(sql`update jobs set status = 'processing', turned_at = clock_timestamp(), watch_at = ${THEN},
    deadline_seconds = 3600, deadline_at = ${ENDS} where id = ${id}`);
  if (scene.job) await db.execute(sql`update jobs set ${sql.raw(scene.job)} where id = ${id}`);
  for (const set of scene.steps ?? [])
    await db.execute(sql`update steps set ${sql.raw(set)} and job_id = ${id}`);
  if (scene.slice !== null) await stageSlice(db, id, scene.slice ?? '');
  await db.execute(sql`insert into providers (name, max_in_flight) values (${name}, 5)`);
  if (scene.provider)
    await db.execute(sql`update providers set ${sql.raw(scene.provider)} where name = ${name}`);
  if (scene.waits)
    await db.execute(sql`insert into provider_jobs (provider, job_id, owner, served, wants, reason, back_at)
      values (${name}, ${id}, 'ann', 0, ${sql.raw(scene.waits)})`);
  if (scene.others) await serve(context, 'bob', name, scene.others);
  if (scene.mine) await serve(context, 'ann', name, scene.mine);
  return id;
}

export interface Said {
  code: string;
  text: string;
  until: string | null;
}

/** With `P` for the provider's name. */
function said(waits: Waits | null): Said | null {
  if (waits === null) return null;
  const until = waits.until === null ? null : iso(waits.until).replace('.000Z', 'Z');
  return { code: waits.code, text: waits.text.replaceAll(/\bp\d+\b/g, 'P'), until };
}

export async function saidOfJob(context: Context, id: string): Promise<Said | null> {
  const job = await getJob(context, 'ann', id);
  const facts = await readFacts(context, [job], SETTINGS);
  return said(jobWaits(job, facts.get(id) ?? null, SETTINGS, context.clock.now()));
}

export async function saidOfStep(context: Context, id: string, key: string): Promise<Said | null> {
  const job: Job = await getJob(context, 'ann', id);
  const facts = await readFacts(context, [job], SETTINGS);
  const [step] = await listSteps(context, job, { keys: [key], limit: 1 });
  if (!step) throw new Error(`there is no step ${key}`);
  return said(stepWaits(step, job, facts.get(id) ?? null, SETTINGS));
}
