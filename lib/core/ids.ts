import { randomBytes, randomUUID } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Generates ids. All but a `token`, which is only unique, and a `secret` sort by creation time. */
export interface Ids {
  job(nowMs: number): string;
  document(nowMs: number): string;
  request(nowMs: number): string;
  key(nowMs: number): string;
  share(nowMs: number): string;
  token(): string;
  /** 256 random bits, base64url. */
  secret(): string;
}

function sortable(prefix: string, nowMs: number): string {
  let time = '';
  for (let rest = Math.floor(nowMs), i = 0; i < 10; i++, rest = Math.floor(rest / 32)) {
    time = ALPHABET.charAt(rest % 32) + time;
  }
  const random = Array.from(randomBytes(12), (byte) => ALPHABET.charAt(byte % 32)).join('');
  return `${prefix}_${time}${random}`;
}

export const randomIds: Ids = {
  job: (nowMs) => sortable('job', nowMs),
  document: (nowMs) => sortable('doc', nowMs),
  request: (nowMs) => sortable('req', nowMs),
  key: (nowMs) => sortable('key', nowMs),
  share: (nowMs) => sortable('shr', nowMs),
  token: () => randomUUID(),
  secret: () => randomBytes(32).toString('base64url'),
};
