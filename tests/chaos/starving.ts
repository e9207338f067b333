import { z } from 'zod';
import type { Audit } from './audit.ts';

/** How often a job may come to its provider in vain; then it has waited for more than a minute, and was there each time. */
const MOST_TRIES = 12;

const WAITING = `select w.job_id, w.owner, w.reason, w.tries
  from provider_jobs w join jobs j on j.id = w.job_id
  where w.tries > ${MOST_TRIES} and w.reason <> 'paused' and j.status in ('queued', 'processing')`;

const waiting = z.object({ job_id: z.string(), owner: z.string(), reason: z.string(), tries: z.number() });

export interface StarvationWatch {
  look(audit: Audit): Promise<void>;
  /** @returns the jobs that came in vain too often, each once. */
  found(): string[];
}

/** Watches that nobody who comes again and again is passed over. Time alone says nothing: functions are away, too. */
export function createStarvationWatch(): StarvationWatch {
  const starved = new Map<string, string>();
  return {
    look: async (audit) => {
      // The database may just have been killed.
      const found = await audit.rows(waiting, WAITING).catch(() => []);
      for (const { job_id, owner, reason, tries } of found)
        starved.set(job_id, `${job_id} of ${owner} has come ${tries} times in vain for ${reason}`);
    },
    found: () => [...starved.values()],
  };
}
