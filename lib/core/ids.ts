import { randomBytes, randomUUID } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
/** The last millisecond that ten characters hold, in the year 37,648. */
const LAST_MS = 32 ** 10 - 1;

/** Generates ids. All sort by creation time, but a `token`, which is only unique, and a `secret`. */
export interface Ids {
  job(nowMs: number): string;
  bulk(nowMs: number): string;
  document(nowMs: number): string;
  request(nowMs: number): string;
  key(nowMs: number): string;
  share(nowMs: number): string;
  token(): string;
  /** 256 random bits, base64url. */
  secret(): string;
}

function timePart(nowMs: number): string {
  let time = '';
  for (let rest = Math.floor(nowMs), i = 0; i < 10; i++, rest = Math.floor(rest / 32)) {
    time = ALPHABET.charAt(rest % 32) + time;
  }
  return time;
}

/** What sorts before every job's id made from that millisecond on, and behind every earlier one. */
export const jobIdsFrom = (ms: number): string => `job_${timePart(Math.min(Math.max(0, ms), LAST_MS))}`;

function sortable(prefix: string, nowMs: number): string {
  const random = Array.from(randomBytes(12), (byte) => ALPHABET.charAt(byte % 32)).join('');
  return `${prefix}_${timePart(nowMs)}${random}`;
}

export const randomIds: Ids = {
  job: (nowMs) => sortable('job', nowMs),
  bulk: (nowMs) => sortable('bulk', nowMs),
  document: (nowMs) => sortable('doc', nowMs),
  request: (nowMs) => sortable('req', nowMs),
  key: (nowMs) => sortable('key', nowMs),
  share: (nowMs) => sortable('shr', nowMs),
  token: () => randomUUID(),
  secret: () => randomBytes(32).toString('base64url'),
};
