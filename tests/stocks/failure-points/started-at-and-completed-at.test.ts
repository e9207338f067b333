import { getJob } from '../../../lib/jobs/read.ts';
import { listSteps } from '../../../lib/jobs/steps.ts';
import { guarded } from './support/guarded.ts';
import { fateOf, type Own } from './support/own.ts';
import { finishedStockJob, stockJob } from './support/stocks.ts';

const inOrder = (...instants: (number | null)[]) =>
  instants.every((at, i) => at !== null && at >= (instants[i - 1] ?? 0));

/** The instants of a finished job, its steps and its results; and rows that would leave theirs out. */
async function instants(own: Own) {
  const { id } = await finishedStockJob(own, ['AAA', 'BBB']);
  const job = await getJob(own.context, 'ann', id);
  const steps = await listSteps(own.context, job, { limit: 10 });
  const [same] = await own.query(`select count(*)::int as results from stock_results r join steps s
    on s.job_id = r.job_id and s.key = r.step_key and s.started_at = r.started_at and s.completed_at = r.completed_at`);
  const waiting = await stockJob(own, ['CCC']);
  const end = own.query(`update jobs set status = 'completed' where id = $1`, [waiting.id]);
  const unend = () => own.query('update jobs set completed_at = null where id = $1', [id]);
  const result = (column: string) => own.query(`update stock_results set ${column} = null`);
  return {
    job: inOrder(job.createdAt, job.startedAt, job.completedAt),
    steps: steps.map(({ startedAt, completedAt }) => inOrder(job.createdAt, startedAt, completedAt)),
    results: same?.['results'],
    endWithout: [await fateOf(end), await fateOf(unend())],
    resultWithout: [await fateOf(result('started_at')), await fateOf(result('completed_at'))],
  };
}

const CHECK = 'refused 23514';
const NULL = 'refused 23502';
const holds = {
  job: true,
  steps: [true, true],
  results: 2,
  endWithout: [CHECK, CHECK],
  resultWithout: [NULL, NULL],
};

guarded('job, step and result know when they began and ended', {
  probe: instants,
  holds,
  guards: [
    {
      name: 'the check that ended means completed_at',
      drop: 'alter table jobs drop constraint jobs_completed_at_iff_terminal',
      sees: { ...holds, endWithout: ['let in', 'let in'] },
    },
    {
      name: 'not null of a result',
      drop: `alter table stock_results alter column started_at drop not null,
        alter column completed_at drop not null`,
      sees: { ...holds, resultWithout: ['let in', 'let in'] },
    },
    {
      name: 'started_at in the statement that commits',
      patch: [
        {
          where: /settled as[\s\S]*update jobs set/,
          find: 'started_at = coalesce(started_at, clock_timestamp())',
          replace: 'started_at = started_at',
        },
      ],
      sees: { ...holds, job: false },
    },
  ],
});
