import { createHash, timingSafeEqual } from 'node:crypto';

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares with a secret in constant time: digests are of one length, whatever was given. */
export function secretCheck(secret: string): (given: string) => boolean {
  const known = digestOf(secret);
  return (given) => timingSafeEqual(digestOf(given), known);
}
