/** An Idempotency-Key: random, and made without what browsers keep to pages under HTTPS. */
export const requestKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
