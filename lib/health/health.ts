import { type Finding, statusOfFindings } from '../core/finding.ts';
import { sharedCall } from '../core/shared-call.ts';
import { isAtWork } from './at-work.ts';
import { CHECKS } from './checks.ts';
import type { HealthDeps } from './deps.ts';
import { besideKeyRows, type KeyRows, keyRowsOf } from './key-rows.ts';
import { distinct, lookWith, runChecks } from './look.ts';
import { type Probed, sendProbe } from './probe.ts';
import { createProving } from './proving.ts';
import { partStates, type Report } from './report.ts';

/** An answer is shared by whoever asks within this time. */
const CACHE_MS = 10_000;
/** While nobody works the database is asked this rarely: each time wakes it for five minutes. */
const WAKE_EVERY_MS = 6 * 60 * 60_000;

export interface Health {
  /**
   * At most ten seconds old, unless `fresh`; then the database is asked in any case, and a probe is sent where no
   * callback has come of late.
   */
  report(options?: { fresh?: boolean }): Promise<Report>;
  /** Sends a message through the queue and back. */
  probe(): Promise<Probed>;
}

/** What is known of the database. */
interface Known {
  /** By `clock.passed`. */
  at: number;
  askedAt: number;
  findings: Finding[];
  seenAt: number | null;
  keyRows: KeyRows;
}

const ofDatabase = CHECKS.filter(({ asks }) => asks === 'database');
const ofOthers = CHECKS.filter(({ asks }) => asks !== 'database');

async function askDatabase(deps: HealthDeps): Promise<Known> {
  const look = lookWith(deps);
  const findings = await runChecks(ofDatabase, look);
  const isLost = findings.some(({ severity }) => severity === 'broken');
  const seenAt = isLost ? null : await look.seenAt().catch(() => null);
  const keyRows = isLost ? 'unknown' : await keyRowsOf(deps);
  return { at: deps.clock.passed(), askedAt: deps.clock.now(), findings, seenAt, keyRows };
}

/** What is wrong is looked at again each time, so that its mending is seen; what is well only if somebody works. */
async function isDue(deps: HealthDeps, known: Known | null): Promise<boolean> {
  if (known === null || deps.clock.passed() - known.at >= WAKE_EVERY_MS) return true;
  return statusOfFindings(known.findings) === 'down' || isAtWork(deps);
}

function tell({ log }: HealthDeps, findings: readonly Finding[]): void {
  for (const { part, severity, code, what } of findings) {
    if (severity === 'broken') log.warn('health', { part, code, what });
  }
}

function reporter(deps: HealthDeps): (fresh: boolean) => Promise<Report> {
  let known: Known | null = null;
  const proving = createProving(deps);
  const look = async (isAsked: boolean) => {
    if (isAsked) known = await askDatabase(deps);
    const seenAt = known?.seenAt ?? null;
    const others = await runChecks(ofOthers, lookWith(deps, seenAt));
    const told = besideKeyRows(others, known?.keyRows ?? 'unknown');
    return { findings: distinct([...told, ...(known?.findings ?? [])]), seenAt };
  };
  return async (fresh) => {
    const isAsked = deps.db !== null && (fresh || (await isDue(deps, known)));
    let seen = await look(isAsked);
    if (fresh && (await proving.prove(seen))) seen = await look(isAsked);
    const findings = proving.told(seen);
    tell(deps, findings);
    return {
      status: statusOfFindings(findings),
      parts: partStates(deps, { findings, isIdle: !isAsked }),
      findings,
      checkedAt: deps.clock.now(),
      databaseAskedAt: known?.askedAt ?? null,
      callbackSeenAt: seen.seenAt,
    };
  };
}

export function createHealth(deps: HealthDeps): Health {
  const make = reporter(deps);
  let last: { at: number; report: Report } | null = null;
  const look = sharedCall(async (how: string) => {
    const report = await make(how === 'fresh');
    last = { at: deps.clock.passed(), report };
    return report;
  });
  const probing = sharedCall(() => sendProbe(deps));
  return {
    report: async ({ fresh = false } = {}) => {
      if (fresh) return look('fresh');
      if (last && deps.clock.passed() - last.at < CACHE_MS) return last.report;
      return look('usual');
    },
    probe: () => probing('probe'),
  };
}
