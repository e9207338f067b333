import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { Ids } from './ids.ts';

const CIPHER = 'aes-256-gcm';
/** Bytes: NIST SP 800-38D, 5.2.1.1 and 5.2.1.2. */
const IV = 12;
const TAG = 16;

/** Keeps short texts from whoever reads the database alone. */
export interface Sealer {
  /** Base64url; another one each time. */
  seal(text: string): string;
  /** Null if it was sealed under another secret, or changed. */
  open(sealed: string): string | null;
  /** The same for the same text: tells texts apart without telling what they are. */
  mark(text: string): string;
}

/** AES-256-GCM and HMAC-SHA-256 under keys derived (HKDF, RFC 5869) from a secret of the deployment. */
export function createSealer(secret: string, purpose: string, ids: Pick<Ids, 'secret'>): Sealer {
  const keyFor = (use: string) =>
    new Uint8Array(hkdfSync('sha256', secret, '', `unstuck ${purpose}: ${use}`, 32));
  const [sealing, marking] = [keyFor('seal'), keyFor('mark')];
  return {
    seal: (text) => {
      const iv = Buffer.from(ids.secret(), 'base64url').subarray(0, IV);
      const cipher = createCipheriv(CIPHER, sealing, iv, { authTagLength: TAG });
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url');
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < IV + TAG) return null;
      const decipher = createDecipheriv(CIPHER, sealing, bytes.subarray(0, IV), { authTagLength: TAG });
      decipher.setAuthTag(bytes.subarray(-TAG));
      const body = decipher.update(bytes.subarray(IV, -TAG));
      try {
        return Buffer.concat([body, decipher.final()]).toString('utf8');
      } catch {
        // It does not say which of the two it is.
        return null;
      }
    },
    mark: (text) => createHmac('sha256', marking).update(text).digest('base64url'),
  };
}
