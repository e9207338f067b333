import { expect } from 'vitest';
import { randomIds } from '../../../lib/core/ids.ts';
import { createJob } from '../../../lib/engine/accept/create.ts';
import type { EngineContext } from '../../../lib/engine/context.ts';
import { newJob } from '../../support/jobs.ts';
import { guarded } from './support/guarded.ts';
import type { Own } from './support/own.ts';

const ID = 'job_twice';

/** Two creations that were given one id. */
async function sameId({ context, query }: Own) {
  const same: EngineContext = { ...context, ids: { ...randomIds, job: () => ID } };
  for (const prefix of ['first', 'second']) {
    const steps = ['a', 'b'].map((name) => ({ stage: 0, key: `${prefix}-${name}` }));
    // The second is refused: nothing was created under its key.
    await createJob(same, newJob(0, { steps })).catch(() => null);
  }
  const keys = await query('select key from steps where job_id = $1 order by key', [ID]);
  return {
    jobs: (await query('select from jobs where id = $1', [ID])).length,
    steps: keys.map(({ key }) => key),
  };
}

guarded('a job id is one job, and a second creation under it adds nothing to it', {
  probe: sameId,
  holds: { jobs: 1, steps: ['first-a', 'first-b'] },
  guards: [
    {
      name: 'the primary key of jobs',
      drop: 'alter table jobs drop constraint jobs_pkey cascade',
      sees: { jobs: 2, steps: ['first-a', 'first-b', 'second-a', 'second-b'] },
    },
  ],
});

const SENDERS = 10;

/** Ten requests under one Idempotency-Key of which none sees another before all have been published. */
async function sameKey({ context, query }: Own) {
  let waiting = 0;
  let open: () => void = () => {};
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  const start = async () => {
    if (++waiting === SENDERS) open();
    await all;
  };
  const together: EngineContext = { ...context, publisher: { ...context.publisher, start } };
  const request = newJob(1, { idempotencyKey: 'once' });
  const created = await Promise.all(Array.from({ length: SENDERS }, () => createJob(together, request)));
  return {
    answers: created.length,
    replayed: created.filter(({ replayed }) => replayed).length,
    jobs: (await query('select from jobs')).length,
  };
}

guarded('requests under one key are one job, also when they all come at once', {
  probe: sameKey,
  holds: { answers: SENDERS, replayed: SENDERS - 1, jobs: 1 },
  guards: [
    {
      name: 'the unique key of owner and Idempotency-Key',
      drop: 'drop index jobs_owner_idempotency_key',
      sees: { answers: SENDERS, replayed: expect.any(Number), jobs: SENDERS },
    },
  ],
});
