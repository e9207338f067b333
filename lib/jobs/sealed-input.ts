import { type SQL, sql } from 'drizzle-orm';

/** The field of a stored input that holds what nobody may read after the job: see `core/sealer.ts`. */
export const SEALED = 'sealed';

/** SET column of every statement that ends a job: if `ends` holds, the sealed field goes. */
export const dropSealed = (ends: SQL): SQL => sql`input = case
    when ${ends} and jsonb_typeof(jobs.input) = 'object' and jsonb_exists(jobs.input, ${sql.raw(`'${SEALED}'`)})
    then jobs.input - ${sql.raw(`'${SEALED}'`)} else jobs.input end`;
