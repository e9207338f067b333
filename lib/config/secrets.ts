import { kindOf } from './kinds-of-secret.ts';
import { isPlaceholder, LEFT_IN_PLACE } from './placeholder.ts';
import { type Place, type Reader, type Reading, refused, taken } from './reading.ts';

/** Of the queue's development server: everybody knows them. */
const PUBLIC_KEYS = ['sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r', 'sig_5ZB6DVzB1wjE8S6rZ7eenA8Pdnhs'];
const PUBLIC_USER = 'defaultUser';

const CONSOLE = 'from the QStash page of console.upstash.com, in the region of QSTASH_URL, and redeploy.';

/** A secret that may be of one kind, or of none that can be told. */
function ofKind(text: string, kind: string | null, remedy: string): Reading<string> {
  if (isPlaceholder(text)) return refused(LEFT_IN_PLACE, remedy);
  const found = kindOf(text);
  if (found !== null && found !== kind) return refused(`is ${found}`, remedy);
  return taken(text);
}

/** What may stand in a header's value as a token. */
function inHeader(text: string, kind: string | null, remedy: string): Reading<string> {
  if (isPlaceholder(text)) return refused(LEFT_IN_PLACE, remedy);
  const given = text.replace(/^(?:Authorization:\s*)?(?:Bearer|token)\s+/i, '');
  if (!/^[\x21-\x7e]+$/.test(given)) return refused('has characters in it that no token has', remedy);
  const reading = ofKind(given, kind, remedy);
  if (reading.value === null || given === text) return reading;
  return taken(given, ['began with "Bearer", which was left out']);
}

function queueTokenIn(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString());
  } catch {
    return null;
  }
}

function wrongToken(text: string, { onVercel }: Place): string | null {
  if (!text.startsWith('eyJVc2Vy')) return null;
  const user = queueTokenIn(text);
  if (user === null) return 'is cut off';
  return onVercel && JSON.stringify(user).includes(PUBLIC_USER)
    ? 'is the token of the development server'
    : null;
}

export const queueToken: Reader<string> = (text, place) => {
  const remedy = `Copy QSTASH_TOKEN ${CONSOLE}`;
  const reading = inHeader(text, 'a QStash token', remedy);
  if (reading.value === null) return reading;
  const wrong = wrongToken(reading.value, place);
  return wrong === null ? reading : refused(wrong, remedy);
};

/** One of the two keys that sign what the queue sends. */
export const signingKey: Reader<string> = (text, { name, onVercel }) => {
  const remedy = `Copy ${name.replace(/^.*(?=QSTASH_)/, '')}, which begins with sig_, ${CONSOLE}`;
  const reading = inHeader(text, 'a QStash signing key', remedy);
  if (reading.value === null) return reading;
  if (!reading.value.startsWith('sig_')) return refused('does not begin with sig_', remedy);
  if (!/^sig_[A-Za-z0-9]+$/.test(reading.value))
    return refused('has characters that no signing key has', remedy);
  if (reading.value.length < 24) return refused('is cut off', remedy);
  if (onVercel && PUBLIC_KEYS.includes(reading.value))
    return refused('is the key of the development server, with which anybody can sign', remedy);
  return reading;
};

/** What Vercel Cron sends in `Authorization`. */
export const cronSecret: Reader<string> = (text) => {
  const remedy = 'Set it to 16 characters or more, as `openssl rand -hex 32` prints them, and redeploy.';
  if (!/^[\x20-\x7e]+$/.test(text)) return refused('has characters that cannot travel in a header', remedy);
  const reading = ofKind(text, null, remedy);
  if (reading.value === null) return reading;
  return text.length < 16 ? refused('is shorter than 16 characters', remedy) : reading;
};

/** Signs links. Never sent, so that any characters will do. */
export const shareSecret: Reader<string> = (text) => {
  const remedy = 'Set it to 32 characters or more, as `openssl rand -hex 32` prints them, or leave it out.';
  const reading = ofKind(text, null, remedy);
  if (reading.value === null) return reading;
  return text.length < 32 ? refused('is shorter than 32 characters', remedy) : reading;
};

export const bypassSecret: Reader<string> = (text) =>
  inHeader(
    text,
    null,
    'Vercel sets it: generate one in Settings → Deployment Protection → Protection Bypass for Automation.',
  );

/** A Standard Webhooks secret: `whsec_` and 24 to 64 bytes in base64. */
export const webhookSecret: Reader<string> = (text) => {
  const remedy =
    'Set it to whsec_ and the base64 of 24 to 64 random bytes, as ' +
    `\`node -p "'whsec_' + require('node:crypto').randomBytes(32).toString('base64')"\` prints it.`;
  const reading = ofKind(text, 'a webhook secret', remedy);
  if (reading.value === null) return reading;
  if (!text.startsWith('whsec_')) return refused('does not begin with whsec_', remedy);
  const [, base64] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  if (base64 === undefined) return refused('is not base64 after whsec_', remedy);
  const bytes = Buffer.from(base64, 'base64').length;
  return bytes >= 24 && bytes <= 64
    ? reading
    : refused(`has ${bytes} bytes, and 24 to 64 are wanted`, remedy);
};

export const blobToken: Reader<string> = (text) => {
  const remedy =
    'Copy BLOB_READ_WRITE_TOKEN from the store, under Storage in Vercel: vercel_blob_rw_<store>_<secret>.';
  const reading = inHeader(text, 'a Vercel Blob token', remedy);
  if (reading.value === null || /^vercel_blob_rw_[^_]+_.+$/.test(reading.value)) return reading;
  return refused('is not a Vercel Blob token', remedy);
};

/** A token of another service. @param where it comes from, for the remedy. */
export const tokenOf =
  (where: string, kind: string | null = null): Reader<string> =>
  (text) =>
    inHeader(text, kind, `Copy it again, ${where}.`);
