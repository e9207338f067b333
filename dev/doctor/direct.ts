import { z } from 'zod';
import type { Finding } from '../../lib/core/finding.ts';
import { type Answered, whoMet } from '../../lib/health/met.ts';
import { told } from '../../lib/health/met-finding.ts';
import { findingSchema } from './diagnosis.ts';

const PATIENCE_MS = 25_000;

/** What GET /health answers; the findings only to who has a key. */
const healthSchema = z.object({
  status: z.enum(['ok', 'degraded', 'down']),
  parts: z.record(z.string(), z.string()),
  findings: z.array(findingSchema).optional(),
});
export type HealthAnswer = z.infer<typeof healthSchema>;

export interface Caller {
  fetch: typeof fetch;
  url: string;
  key: string | undefined;
  /** Of Vercel's protection. */
  bypass: string | undefined;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error) return 'code' in cause ? `${cause.message} ${cause.code}` : cause.message;
  return error instanceof Error ? error.message : String(error);
}

/** Calls a path of the deployment. Never rejects: an address without a server is status 0. */
export async function call(
  { fetch, url, key, bypass }: Caller,
  method: string,
  path: string,
): Promise<Answered> {
  const headers = {
    ...(key ? { authorization: `Bearer ${key}` } : {}),
    ...(bypass ? { 'x-vercel-protection-bypass': bypass } : {}),
  };
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(url + path, { method, headers, redirect: 'manual', signal });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  } catch (error) {
    return { status: 0, headers: {}, body: reasonOf(error) };
  }
}

/** Reads JSON of a known shape; null if the answer is anything else. */
export function readBody<T>(schema: z.ZodType<T>, { body }: Answered): T | null {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

function notTheService(caller: Caller, answered: Answered): Finding {
  const met = whoMet(answered);
  const { code, what, remedy, variable } = told(met === 'service' ? 'absent' : met, {
    address: `${caller.url}/api/v1/health`,
    answered,
    hasBypass: Boolean(caller.bypass),
  });
  return {
    part: 'callback',
    severity: 'broken',
    code,
    what,
    why: 'Whoever calls the service, the queue among them, meets the same.',
    remedy,
    ...(variable === undefined ? {} : { variable }),
  };
}

/** Asks the deployment for its health: what it answers, or who answers in its place. */
export async function askHealth(caller: Caller): Promise<HealthAnswer | Finding> {
  const answered = await call(caller, 'GET', '/api/v1/health?fresh=true');
  return readBody(healthSchema, answered) ?? notTheService(caller, answered);
}
