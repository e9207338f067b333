import { createHmac, timingSafeEqual } from 'node:crypto';

export const SHARE_PREFIX = 'us_';

/** What a link's token says. */
export interface ShareClaim {
  /** Of the share: `shr_…`. */
  id: string;
  /** Unix milliseconds, whole seconds. */
  expiresAt: number;
}

const FORM = /^(us_([0-9a-z]{22})_([0-9a-z]{1,9}))_([\w-]{43})$/;

const signatureOf = (text: string, key: Uint8Array): Buffer =>
  createHmac('sha256', key).update(text).digest();

export function shareToken({ id, expiresAt }: ShareClaim, key: Uint8Array): string {
  const text = `${SHARE_PREFIX}${id.replace(/^shr_/, '')}_${Math.floor(expiresAt / 1_000).toString(36)}`;
  return `${text}_${signatureOf(text, key).toString('base64url')}`;
}

/** What the token says; null if it was not signed with this key. It may have expired. */
export function readShareToken(token: string, key: Uint8Array): ShareClaim | null {
  const [, text, id, seconds = '', signature = ''] = FORM.exec(token) ?? [];
  if (text === undefined) return null;
  const given = Buffer.from(signature, 'base64url');
  const wanted = signatureOf(text, key);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
  return { id: `shr_${id}`, expiresAt: Number.parseInt(seconds, 36) * 1_000 };
}
