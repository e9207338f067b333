import { createHash } from 'node:crypto';

export const KEY_PREFIX = 'uk_';

/** What a key is found by; hex. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
