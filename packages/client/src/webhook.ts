import { ForgedEvent } from './errors.ts';
import type { Job, StockChange } from './shapes.ts';

interface Told<Type extends string, Data> {
  type: Type;
  /** ISO 8601. */
  timestamp: string;
  data: Data;
}

/** The end of a job. */
export type JobEvent = Told<
  'job.completed' | 'job.completed_with_errors' | 'job.failed' | 'job.cancelled',
  Job
>;

/** What a run of a watchlist has changed: `count` in all, the first 100 of them here. */
export type WatchlistEvent = Told<
  'watchlist.changed',
  Pick<Job, 'id' | 'epoch' | 'status' | 'source'> & {
    count: number;
    changes: StockChange[];
    links: { changes: string };
  }
>;

/** A later service may tell of more: what is not known is answered with 2xx and left. */
export type WebhookEvent = JobEvent | WatchlistEvent;

export interface Signed {
  headers: Headers | Record<string, string | string[] | undefined>;
  /** As it was received: another spacing has another signature. */
  body: string;
}

const PREFIX = 'whsec_';
const TOLERANCE_S = 300;

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/** Null for what is no base64. */
function signatureOf(given: string): Uint8Array<ArrayBuffer> | null {
  try {
    return bytesOf(given);
  } catch {
    return null;
  }
}

function headerOf({ headers }: Signed, name: string): string {
  const given = headers instanceof Headers ? headers.get(name) : headers[name];
  return (Array.isArray(given) ? given[0] : given) ?? '';
}

/**
 * The event of a request, if it was signed with the secret within five minutes (standardwebhooks.com).
 * @param secret `whsec_` and base64, or several of them while one is replaced
 * @throws ForgedEvent
 */
export async function verifyWebhook(
  signed: Signed,
  secret: string | readonly string[],
  nowMs: number = Date.now(),
): Promise<WebhookEvent> {
  const id = headerOf(signed, 'webhook-id');
  const timestamp = headerOf(signed, 'webhook-timestamp');
  if (!/^\d+$/.test(timestamp)) throw new ForgedEvent('The event carries no time.');
  if (Math.abs(nowMs / 1_000 - Number(timestamp)) > TOLERANCE_S)
    throw new ForgedEvent(
      'The event was signed more than five minutes ago, or the clock of this machine is wrong.',
    );
  const given = headerOf(signed, 'webhook-signature')
    .split(' ')
    .filter((each) => each.startsWith('v1,'));
  const signatures = given.map((each) => signatureOf(each.slice(3))).filter((each) => each !== null);
  const content = new TextEncoder().encode(`${id}.${timestamp}.${signed.body}`);
  for (const each of [secret].flat()) {
    const raw = bytesOf(each.slice(PREFIX.length));
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', raw, hmac, false, ['verify']);
    // Compared in constant time by the platform.
    for (const signature of signatures)
      if (await crypto.subtle.verify('HMAC', key, signature, content)) return JSON.parse(signed.body);
  }
  throw new ForgedEvent('The signature of the event is not of this secret.');
}
