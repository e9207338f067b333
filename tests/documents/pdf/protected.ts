import { readFileSync } from 'node:fs';

/**
 * A page that says `The sealed ledger opens.`, encrypted by qpdf 11.3.0 with a user's and an owner's password:
 * `qpdf --static-id --allow-weak-crypto --encrypt USER owner-1 128 --use-aes=n -- plain.pdf rc4.pdf`, the same with
 * `--use-aes=y` (aes128), with 256 bits (aes256), and with an empty USER and `--print=none` (owner).
 */
export const PROTECTED = {
  rc4: 'korn-blume-41',
  aes128: 'korn-blume-41',
  aes256: 'Schlüssel-7f3a-öffnet',
} as const;

export const TEXT = 'The sealed ledger opens.';

export const protectedPdf = (name: keyof typeof PROTECTED | 'owner'): Uint8Array =>
  readFileSync(new URL(`./protected/${name}.pdf`, import.meta.url));
