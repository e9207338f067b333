import { guarded } from './support/guarded.ts';
import { fateOf, type Own } from './support/own.ts';
import { stockJob } from './support/stocks.ts';

/** The statuses that a creation leaves, and what becomes of an attempt to take them away or to invent one. */
async function statuses(own: Own) {
  // A creation whose row cannot be read as a job is refused after it has been committed.
  await stockJob(own, ['AAA']).catch(() => undefined);
  const of = async (table: string) =>
    (await own.query(`select status from ${table}`)).map((row) => row['status']);
  const found = { jobs: await of('jobs'), steps: await of('steps') };
  const set = (table: string, value: string) => fateOf(own.query(`update ${table} set status = ${value}`));
  return {
    ...found,
    nulls: [await set('jobs', 'null'), await set('steps', 'null')],
    unknown: [await set('jobs', `'hung'`), await set('steps', `'hung'`)],
  };
}

const NULL = 'refused 23502';
const CHECK = 'refused 23514';
const holds = { jobs: ['queued'], steps: ['pending'], nulls: [NULL, NULL], unknown: [CHECK, CHECK] };

guarded('a job and a step always have a status, and a known one', {
  probe: statuses,
  holds,
  guards: [
    {
      name: 'default and not null of a job',
      drop: 'alter table jobs alter column status drop default, alter column status drop not null',
      sees: { ...holds, jobs: [null], nulls: ['let in', NULL] },
    },
    {
      name: 'the default of a job: nothing is created',
      drop: 'alter table jobs alter column status drop default',
      sees: { jobs: [], steps: [], nulls: ['let in', 'let in'], unknown: ['let in', 'let in'] },
    },
    {
      name: 'default and not null of a step',
      drop: 'alter table steps alter column status drop default, alter column status drop not null',
      sees: { ...holds, steps: [null], nulls: [NULL, 'let in'] },
    },
    {
      name: 'the list of statuses of a job',
      drop: `alter table jobs drop constraint jobs_status_known, drop constraint jobs_completed_at_iff_terminal`,
      sees: { ...holds, unknown: ['let in', CHECK] },
    },
    {
      name: 'the list of statuses of a step',
      drop: 'alter table steps drop constraint steps_status_known',
      sees: { ...holds, unknown: [CHECK, 'let in'] },
    },
  ],
});
