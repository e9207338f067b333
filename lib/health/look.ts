import type { Finding } from '../core/finding.ts';
import { reasonOf } from '../db/error-text.ts';
import { readSeen } from '../engine/proof/seen.ts';
import type { Check, HealthDeps, Look } from './deps.ts';

const PATIENCE_MS = 3_000;

/** The outcome of some work, or `otherwise` after three seconds. Leaves no timer behind. */
export async function inTime<T>(
  { clock }: Pick<HealthDeps, 'clock'>,
  work: Promise<T>,
  otherwise: T,
): Promise<T> {
  const patience = new AbortController();
  const tooLong = clock.sleep(PATIENCE_MS, patience.signal).then(() => otherwise);
  tooLong.catch(() => 'the work was quicker');
  const outcome = await Promise.race([work, tooLong]);
  patience.abort();
  return outcome;
}

function bounded(check: Check, look: Look): Promise<Finding[]> {
  const looked = check.run(look).catch((error: unknown) => {
    look.log.error('health_check_failed', { parts: check.parts.join(' '), reason: reasonOf(error) });
    return [check.silence];
  });
  return inTime(look, looked, [check.silence]);
}

/** Two checks may find the same silence. */
export function distinct(findings: readonly Finding[]): Finding[] {
  const byName = new Map(findings.map((each) => [`${each.part} ${each.code} ${each.variable}`, each]));
  return [...byName.values()];
}

/** Runs checks at once, each for three seconds at most. */
export async function runChecks(checks: readonly Check[], look: Look): Promise<Finding[]> {
  return distinct((await Promise.all(checks.map((check) => bounded(check, look)))).flat());
}

/** A look whose checks share one reading of the proof. */
export function lookWith(deps: HealthDeps, known?: number | null): Look {
  const { db, route } = deps;
  let reading: Promise<number | null> | undefined;
  const seenAt = async () => {
    if (known !== undefined || !db) return known ?? null;
    reading ??= readSeen(db, route);
    return reading;
  };
  return { ...deps, seenAt };
}
