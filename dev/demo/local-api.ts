import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const PATIENCE_MS = 60_000;

export const jobSchema = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.string(),
  progress: z.object({ total: z.number(), completed: z.number(), failed: z.number() }),
  usage: z.object({ cost_usd: z.number() }),
  error: z.object({ message: z.string() }).nullable(),
});
export type Job = z.infer<typeof jobSchema>;

/** Calls the API of a local stack. @throws Error with what it answered */
export async function call<T>(schema: z.ZodType<T>, url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${init?.method ?? 'GET'} ${url} answered ${response.status}: ${text}`);
  return schema.parse(JSON.parse(text));
}

export const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** @throws Error where it takes longer than a minute */
export async function untilEnded(url: string, job: Job): Promise<Job> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  let seen = job;
  while (['queued', 'processing'].includes(seen.status)) {
    if (Date.now() > giveUpAt) throw new Error(`Job ${job.id} did not end within ${PATIENCE_MS / 1000} s.`);
    await sleep(150);
    seen = await call(jobSchema, `${url}/api/v1/jobs/${job.id}`);
  }
  return seen;
}
