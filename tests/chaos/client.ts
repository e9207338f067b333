import { z } from 'zod';

const jobSchema = z.object({
  id: z.string(),
  status: z.string(),
  epoch: z.number(),
  progress: z.object({ percent: z.number(), completed: z.number(), failed: z.number(), total: z.number() }),
});
export type SeenJob = z.infer<typeof jobSchema>;

/** The result of a call: the job, a definite refusal, or unknown. */
export type Answer =
  | { kind: 'job'; job: SeenJob }
  | { kind: 'refused'; status: number }
  | { kind: 'unknown' };

const PATIENCE_MS = 8_000;

/** The public API as a careful caller uses it. Never rejects: any failure on the way is `unknown`. */
export interface ApiClient {
  create(body: unknown, idempotencyKey: string): Promise<Answer>;
  job(id: string): Promise<Answer>;
  cancel(id: string): Promise<Answer>;
  retry(id: string): Promise<Answer>;
}

export function createClient(url: string): ApiClient {
  const call = async (method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const response = await fetch(`${url}/api/v1/jobs${path}`, { method, signal, ...init });
      const text = await response.text();
      if (response.status >= 500) return { kind: 'unknown' };
      if (!response.ok) return { kind: 'refused', status: response.status };
      return { kind: 'job', job: jobSchema.parse(JSON.parse(text)) };
    } catch (error) {
      if (error instanceof z.ZodError) throw error;
      return { kind: 'unknown' };
    }
  };
  return {
    create: (body, idempotencyKey) =>
      call('POST', '', {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      }),
    job: (id) => call('GET', `/${id}`),
    cancel: (id) => call('POST', `/${id}/cancel`),
    retry: (id) => call('POST', `/${id}/retry`),
  };
}
