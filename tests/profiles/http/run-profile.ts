import { systemClock } from '../../../lib/core/clock.ts';
import type { Database } from '../../../lib/db/client.ts';
import { createProfileAnalyzer, type ProfileOptions } from '../../../lib/profiles/analyzer.ts';
import { type RunOptions, runSteps } from '../../support/run-steps.ts';

interface Options extends RunOptions {
  sources?: ProfileOptions['sources'];
}

/** Runs the steps of a profile job as a slice does. */
export async function runProfile(
  db: Database,
  jobId: string,
  { sources = new Map(), ...options }: Options = {},
): Promise<void> {
  const analyzer = createProfileAnalyzer({
    db,
    sources,
    clock: systemClock,
    limits: {},
    allowLocal: false,
    platforms: () => [],
  });
  await runSteps(db, { jobId, analyzer, ...options });
}
