import { type Finding, ofParts, type Part, statusOfFindings } from '../core/finding.ts';
import { UNPROVEN } from './callback.ts';
import type { HealthDeps } from './deps.ts';

/**
 * - `unproven`: nothing speaks against it, and nothing for it yet
 * - `idle`: not asked, since nobody works; what was last known of it was well
 * - `unknown`: not asked, since what it hangs on is missing or does not answer
 */
export type PartState = 'ok' | 'degraded' | 'down' | 'unproven' | 'idle' | 'unknown';

export interface Report {
  status: 'ok' | 'degraded' | 'down';
  parts: Record<Part, PartState>;
  findings: Finding[];
  /** Unix milliseconds of this process's clock. */
  checkedAt: number;
  /** Null if the database has not been asked. */
  databaseAskedAt: number | null;
  /** Unix milliseconds of the database's clock; null if no verified callback is known of. */
  callbackSeenAt: number | null;
}

/** What a part hangs on. */
const HANGS_ON: Partial<Record<Part, Part>> = {
  schema: 'database',
  callback: 'database',
  keys: 'queue',
  dead_letters: 'queue',
};

interface Seen {
  findings: Finding[];
  isIdle: boolean;
}

type Asked = Pick<HealthDeps, 'client' | 'db'>;

function stateOf(part: Part, { client, db }: Asked, { findings, isIdle }: Seen): PartState {
  const own = findings.filter((each) => each.part === part);
  if (own.length > 0 && own.every(({ code }) => code === UNPROVEN)) return 'unproven';
  if (own.length > 0) return statusOfFindings(own);
  const base = HANGS_ON[part] ?? part;
  if ((base === 'database' && !db) || (base === 'queue' && !client)) return 'unknown';
  const isLost = findings.some((each) => each.part === base && each.severity === 'broken');
  if (base !== part && isLost) return 'unknown';
  return part === 'database' && isIdle ? 'idle' : 'ok';
}

export function partStates(asked: Asked, seen: Seen): Report['parts'] {
  return ofParts((part) => stateOf(part, asked, seen));
}
