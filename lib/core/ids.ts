import { randomBytes, randomUUID } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Generates ids. `job`, `document` and `request` ids sort by creation time; a `token` is only unique. */
export interface Ids {
  job(nowMs: number): string;
  document(nowMs: number): string;
  request(nowMs: number): string;
  token(): string;
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
  token: () => randomUUID(),
};
