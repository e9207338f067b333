import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../dev/neon/intercept.ts';
import { type NeonServer, startNeon } from '../../dev/neon/server.ts';
import { Refusal } from '../../lib/core/errors.ts';
import { connect } from '../../lib/db/client.ts';
import { createJob } from '../../lib/engine/accept/create.ts';
import { INSERT_JOB } from '../../lib/engine/accept/insertion.ts';
import { cancelJob } from '../../lib/engine/cancel.ts';
import type { EngineContext } from '../../lib/engine/context.ts';
import { removeJob } from '../../lib/engine/remove.ts';
import { retryJob } from '../../lib/engine/retry.ts';
import { findJobs } from '../../lib/jobs/find.ts';
import { getJob } from '../../lib/jobs/read.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { createdJob, jobsContext, newJob } from '../support/jobs.ts';

let fresh: FreshDatabase;
let neon: NeonServer;
/** Behind the endpoint with faults. */
let doubtful: EngineContext;
let sound: ReturnType<typeof jobsContext>;
/** A request to the database: how many statements it has, without the one that bounds them, and whether it creates. */
interface Asked {
  statements: number;
  creates: boolean;
}
let fault: (asked: Asked) => Fault | undefined = () => undefined;

beforeAll(async () => {
  fresh = await freshDatabase();
  sound = jobsContext(fresh.url);
  const direct = new URL(fresh.directUrl);
  neon = await startNeon({
    postgres: { host: direct.hostname, port: Number(direct.port) },
    intercept: ({ queries }) =>
      fault({
        statements: queries.length - 1,
        creates: queries.some(({ query }) => query.includes(INSERT_JOB.name)),
      }),
  });
  const url = new URL(fresh.directUrl);
  url.port = String(neon.port);
  doubtful = {
    ...jobsContext(url.href),
    db: connect({ url: url.href, applicationName: 'unstuck-test', timeoutMs: 10_000 }),
    // Retries without waiting; only the last look waits.
    random: () => 0,
  };
});
afterAll(async () => {
  await neon.stop();
  await fresh.drop();
});
beforeEach(() => {
  fault = () => undefined;
});

/** Every write commits and its answer is lost; then reads are refused too. */
const blind = (writes: (asked: Asked) => boolean) => {
  let after = false;
  fault = (asked) => {
    if (writes(asked)) {
      after = true;
      return 'cut_after';
    }
    return after ? 'cut' : undefined;
  };
};

async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal) return error;
  throw new Error(`no refusal: ${String(error)}`);
}

const owned = (owner: string) => findJobs(sound, owner, { limit: 10 });
const retry = (context: EngineContext, id: string) => retryJob(context, { owner: 'ann', id, all: false });
const remove = (context: EngineContext, id: string) => removeJob(context, { owner: 'ann', id, releases: [] });

describe('a creation whose answer is lost', () => {
  test('and that can be seen is accepted', async () => {
    fault = ({ creates }) => (creates ? 'cut_after' : undefined);
    const { job } = await createJob(doubtful, newJob(1, { owner: 'seen' }));
    expect((await owned('seen')).map(({ id }) => id)).toEqual([job.id]);
  });

  test.each([null, 'my-key'])('with the key %s says so, and sent again as told is one job', async (key) => {
    const owner = `unseen-${key}`;
    blind(({ creates }) => creates);
    const { code, message, doubt } = await refusalOf(
      createJob(doubtful, newJob(1, { owner, idempotencyKey: key })),
    );
    expect(code).toBe('outcome_unknown');
    expect(message).not.toContain('nothing was');
    if (!doubt?.idempotencyKey || !doubt.jobId) throw new Error('it does not say how to send it again');
    expect(message).toContain(doubt.idempotencyKey);
    if (key !== null) expect(doubt.idempotencyKey).toBe(key);
    expect(doubt.certainInMs).toBeGreaterThan(10_000);
    expect((await getJob(sound, owner, doubt.jobId)).status).toBe('queued');
    const again = await createJob(sound, newJob(1, { owner, idempotencyKey: doubt.idempotencyKey }));
    expect(again).toMatchObject({ replayed: true, job: { id: doubt.jobId } });
    expect(await owned(owner)).toHaveLength(1);
  });

  test('that commits after its client gave up says so, and is one job', async () => {
    const hasty: EngineContext = {
      ...doubtful,
      db: connect({ url: urlOf(), applicationName: 'unstuck-test', timeoutMs: 400 }),
    };
    fault = ({ creates }) => (creates ? { delayMs: 6_500 } : undefined);
    const { code, doubt } = await refusalOf(createJob(hasty, newJob(1, { owner: 'late' })));
    expect(code).toBe('outcome_unknown');
    expect(await owned('late')).toEqual([]);
    await expect.poll(() => owned('late'), { timeout: 15_000 }).toHaveLength(1);
    const key = doubt?.idempotencyKey ?? null;
    await createJob(sound, newJob(1, { owner: 'late', idempotencyKey: key }));
    expect(await owned('late')).toHaveLength(1);
  });
});

function urlOf(): string {
  const url = new URL(fresh.directUrl);
  url.port = String(neon.port);
  return url.href;
}

describe('a creation that never reached the database', () => {
  test('says that nothing was changed, and that is true', async () => {
    const cutOff: EngineContext = { ...doubtful };
    fault = () => undefined;
    const nowhere = connect({
      url: 'postgresql://nobody:nothing@127.0.0.1:1/none',
      applicationName: 'unstuck-test',
      timeoutMs: 1_000,
    });
    const { job } = await createJob(cutOff, newJob(1, { owner: 'away' }));
    const { code, message } = await refusalOf(cancelJob({ ...cutOff, db: nowhere }, 'away', job.id));
    expect(code).toBe('database_unavailable');
    expect(message).toContain('Nothing was changed');
    expect((await getJob(sound, 'away', job.id)).status).toBe('queued');
  });
});

describe.each([
  ['cancellation', (context: EngineContext, id: string) => cancelJob(context, 'ann', id)],
  ['retry', retry],
  ['deletion', remove],
] as const)('a %s whose answer is lost', (what, act) => {
  const prepared = async () => {
    const { id } = await createdJob(sound, 1);
    if (what !== 'cancellation') await cancelJob(sound, 'ann', id);
    return id;
  };

  test('and that can be seen has its normal answer', async () => {
    const id = await prepared();
    let lost = 0;
    const least = what === 'deletion' ? 2 : 3;
    fault = ({ statements }) => (statements >= least && lost++ < 4 ? 'cut_after' : undefined);
    await act(doubtful, id);
    expect(lost).toBeGreaterThan(0);
  });

  test('says that it may have been done, and may be sent again', async () => {
    const id = await prepared();
    if (what === 'deletion') fault = () => 'cut_after';
    else blind(({ statements }) => statements >= 3);
    const { code, message, doubt } = await refusalOf(act(doubtful, id));
    expect(code).toBe('outcome_unknown');
    expect(doubt?.jobId).toBe(id);
    expect(message).not.toContain('nothing was');
    fault = () => undefined;
    if (what === 'deletion') {
      await expect(act(sound, id)).rejects.toMatchObject({ code: 'not_found' });
      return;
    }
    await act(sound, id);
    expect(await getJob(sound, 'ann', id)).toMatchObject(
      what === 'retry' ? { epoch: 2, status: 'queued' } : { status: 'cancelled' },
    );
  });
});

describe('an id of another owner’s job', () => {
  test('is neither returned nor touched by a creation that hits on it', async () => {
    const { id } = await createdJob(sound, 1);
    const ids = { ...sound.ids, job: () => id };
    const { code, message } = await refusalOf(createJob({ ...sound, ids }, newJob(1, { owner: 'bob' })));
    expect(code).toBe('database_unavailable');
    expect(message).toContain('nothing was created');
    expect(await owned('bob')).toEqual([]);
    await expect(retry({ ...sound }, id)).resolves.toMatchObject({ owner: 'ann' });
    await expect(retryJob(sound, { owner: 'bob', id, all: true })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(removeJob(sound, { owner: 'bob', id, releases: [] })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
