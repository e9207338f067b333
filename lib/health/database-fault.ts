import type { Finding } from '../core/finding.ts';
import { databaseFaultOf, remedyOf } from '../db/faults.ts';

const WHY = 'No job can be accepted, read or carried on.';

export const DATABASE_SILENT: Finding = {
  part: 'database',
  severity: 'broken',
  code: 'database_unavailable',
  what: 'The database does not answer.',
  why: WHY,
  remedy:
    "Compare DATABASE_URL with the connection string in Neon's console (Connect), and look at neonstatus.com. If the " +
    'database is down, nothing is lost: jobs go on when it is back.',
  variable: 'DATABASE_URL',
};

/** A fault's sentences: the first says what is wrong, the others what to do. */
function halves(text: string): Pick<Finding, 'what' | 'remedy'> {
  const end = text.indexOf('. ') + 1;
  return { what: text.slice(0, end), remedy: text.slice(end + 1) };
}

/** What an error of a statement says about the database. */
export function databaseFinding(error: unknown): Finding {
  const fault = databaseFaultOf(error);
  if (fault === null) return DATABASE_SILENT;
  const part = fault === 'schema_outdated' ? 'schema' : 'database';
  return {
    part,
    severity: 'broken',
    code: fault,
    ...halves(remedyOf(fault)),
    why: WHY,
    variable: 'DATABASE_URL',
  };
}
