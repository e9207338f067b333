import { z } from 'zod';
import type { Audit } from './audit.ts';

/** Jobs that wait for a provider which is open. */
const WAITING = `select w.job_id, w.owner, w.reason,
    extract(epoch from clock_timestamp() - w.waits_since)::float8 * 1000 as ms
  from provider_jobs w join jobs j on j.id = w.job_id join providers p on p.name = w.provider
  where w.wants > 0 and w.reason <> 'paused' and p.pauses = 0 and j.status in ('queued', 'processing')`;

const waiting = z.object({ job_id: z.string(), owner: z.string(), reason: z.string(), ms: z.number() });

export interface StarvationWatch {
  look(audit: Audit): Promise<void>;
  /** @returns what waited longer than it may, each job once. */
  found(): string[];
}

/** @param mostMs the longest that a job may wait for a step: its owner's turn, and what faults may take meanwhile. */
export function createStarvationWatch(mostMs: number): StarvationWatch {
  const longest = new Map<string, string>();
  return {
    look: async (audit) => {
      // The database may just have been killed.
      const found = await audit.rows(waiting, WAITING).catch(() => []);
      for (const { job_id, owner, reason, ms } of found)
        if (ms > mostMs)
          longest.set(job_id, `${job_id} of ${owner} has waited ${Math.round(ms)} ms for ${reason}`);
    },
    found: () => [...longest.values()],
  };
}
