import { sql } from 'drizzle-orm';

const columns = (prefix: string) => ({
  due: sql.raw(`${prefix}_due`),
  status: sql.raw(`${prefix}_status`),
  attempts: sql.raw(`${prefix}_attempts`),
  lastError: sql.raw(`${prefix}_last_error`),
});

const OF_END = columns('webhook');
const OWN = columns('own_event');

/** Where a job's row keeps how the event of its end stands, or the analysis's own. */
export const marksOf = (own: boolean) => (own ? OWN : OF_END);
