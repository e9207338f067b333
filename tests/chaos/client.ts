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

const OWNERS = ['ann', 'bob', 'cid'];
const secretOf = (owner: string) => `uk_${owner.repeat(16)}`;
/** The functions' variable. */
export const API_KEYS = OWNERS.map((owner) => `${owner}:${secretOf(owner)}`).join(',');
/** One caller is the same owner in every client. */
const ownerOf = (key: string) => OWNERS[Number(/\d+$/.exec(key)?.[0] ?? 0) % OWNERS.length] ?? '';

/** The public API as a careful caller uses it. Never rejects: any failure on the way is `unknown`. */
export interface ApiClient {
  create(body: unknown, idempotencyKey: string): Promise<Answer>;
  job(id: string): Promise<Answer>;
  cancel(id: string): Promise<Answer>;
  retry(id: string): Promise<Answer>;
}

/** Of jobs, whichever client created them. */
const owners = new Map<string, string>();

export function createClient(url: string): ApiClient {
  const call = async (
    owner: string,
    method: string,
    path: string,
    init: RequestInit = {},
  ): Promise<Answer> => {
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const headers = { ...init.headers, authorization: `Bearer ${secretOf(owner)}` };
      const response = await fetch(`${url}/api/v1/jobs${path}`, { ...init, method, signal, headers });
      const text = await response.text();
      if (response.status >= 500) return { kind: 'unknown' };
      if (!response.ok) return { kind: 'refused', status: response.status };
      const job = jobSchema.parse(JSON.parse(text));
      owners.set(job.id, owner);
      return { kind: 'job', job };
    } catch (error) {
      if (error instanceof z.ZodError) throw error;
      return { kind: 'unknown' };
    }
  };
  const ofJob = (id: string, method: string, path = '') =>
    call(owners.get(id) ?? '', method, `/${id}${path}`);
  return {
    create: (body, idempotencyKey) =>
      call(ownerOf(idempotencyKey), 'POST', '', {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
      }),
    job: (id) => ofJob(id, 'GET'),
    cancel: (id) => ofJob(id, 'POST', '/cancel'),
    retry: (id) => ofJob(id, 'POST', '/retry'),
  };
}
