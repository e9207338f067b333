import { createHash, createHmac, randomBytes } from 'node:crypto';

const VALID_SECONDS = 300;

function base64url(data: string | Buffer): string {
  return Buffer.from(data).toString('base64url');
}

/** SHA-256 of the raw body in base64url, padded with `=` as QStash does. */
function bodyHash(body: Buffer): string {
  return createHash('sha256').update(body).digest('base64').replaceAll('+', '-').replaceAll('/', '_');
}

/**
 * The Upstash-Signature of a delivery: a JWT (HS256) over destination and body.
 * @param key current signing key, `sig_…`, used as UTF-8 bytes. @param now Unix milliseconds.
 * https://upstash.com/docs/qstash/features/security
 */
export function sign(key: string, url: string, body: Buffer, now: number): string {
  const issuedAt = Math.floor(now / 1_000);
  const claims = {
    iss: 'Upstash',
    sub: url,
    exp: issuedAt + VALID_SECONDS,
    nbf: 0,
    iat: issuedAt,
    jti: `jwt_${randomBytes(20).toString('base64url')}`,
    body: bodyHash(body),
  };
  const signed = `${base64url('{"alg":"HS256","typ":"JWT"}')}.${base64url(JSON.stringify(claims))}`;
  return `${signed}.${base64url(createHmac('sha256', key).update(signed).digest())}`;
}
