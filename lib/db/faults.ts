import { httpStatus, neonErrors, sqlState } from './error-chain.ts';

/** Why a database that answers takes no statement of this service, whatever it says. Nothing was changed. */
export type DatabaseFault =
  | 'database_busy'
  | 'database_disabled'
  | 'database_full'
  | 'database_permission_denied'
  | 'database_quota_exceeded'
  | 'database_read_only'
  | 'database_unauthorized'
  | 'schema_outdated';

/** @see PostgreSQL documentation, appendix A */
const BY_STATE: Readonly<Record<string, DatabaseFault>> = {
  '25006': 'database_read_only',
  '28000': 'database_unauthorized',
  '28P01': 'database_unauthorized',
  '3D000': 'database_unauthorized',
  '3F000': 'schema_outdated',
  '42501': 'database_permission_denied',
  '42703': 'schema_outdated',
  '42883': 'schema_outdated',
  '42P01': 'schema_outdated',
  '53100': 'database_full',
  '53300': 'database_busy',
};

/** Neon's proxy answers some of these in words alone, or under the code of an internal error (XX000). */
const BY_WORDS: [RegExp, DatabaseFault][] = [
  [/exceeded the [\w ]{0,40}quota/i, 'database_quota_exceeded'],
  [/endpoint (has been|is) disabled/i, 'database_disabled'],
  [/project size limit .{0,40}exceeded/i, 'database_full'],
  [
    /password authentication failed|(role|database) .{1,80} does not exist|endpoint could not be found/i,
    'database_unauthorized',
  ],
  [/too many (clients|connections)|remaining connection slots/i, 'database_busy'],
];

/** Codes that say nothing: the words decide. */
const SAYS_NOTHING = new Set<string | undefined>([undefined, 'XX000']);

/** The fault of the database that an error tells of; null if it tells of another, of an outage, or of a bug. */
export function databaseFaultOf(error: unknown): DatabaseFault | null {
  const state = sqlState(error);
  if (!SAYS_NOTHING.has(state)) return BY_STATE[state ?? ''] ?? null;
  for (const { message } of neonErrors(error)) {
    const found = BY_WORDS.find(([words]) => words.test(message));
    if (found) return found[1];
  }
  return httpStatus(error) === 402 ? 'database_quota_exceeded' : null;
}

/** What to do, in the words of Neon's console: full sentences. */
const REMEDIES: Readonly<Record<DatabaseFault, string>> = {
  database_busy:
    'The database takes no more connections at the moment. Try again soon. If it stays so, use the pooled connection ' +
    "string (Connect, Connection pooling) or raise the compute size (Branches, the branch, Computes, Edit) in Neon's console.",
  database_disabled:
    "The database's compute is disabled. Enable it in Neon's console: Branches, the branch, Computes, Edit.",
  database_full:
    "The database has no space left. Raise the plan or its storage limit in Neon's console (Billing), or delete data " +
    'that is not needed.',
  database_permission_denied:
    "The role of DATABASE_URL may not use this service's tables. Connect with the role that ran the migrations (Connect, " +
    "Role, in Neon's console), or grant it the rights.",
  database_quota_exceeded:
    "The database's plan is used up: Neon answers 402 until its quota resets with the month of billing. Upgrade the " +
    "plan in Neon's console (Billing).",
  database_read_only:
    'The database takes no writes: DATABASE_URL leads to a read replica, or to a server that has just failed over. Try ' +
    "again soon. If it stays so, copy the connection string of the primary compute from Neon's console (Connect).",
  database_unauthorized:
    'The database refused the login of DATABASE_URL: its password, role or database is wrong. Copy the connection ' +
    "string again from Neon's console (Connect), set it as DATABASE_URL, and redeploy.",
  schema_outdated:
    "The database's schema does not fit this code. Run npm run db:migrate with DATABASE_URL set to this database, or " +
    'deploy again: the build migrates.',
};

export const remedyOf = (fault: DatabaseFault): string => REMEDIES[fault];
