import { hostOf, isLocalHost, isPublicHost } from '../core/public-address.ts';
import { isPlaceholder, LEFT_IN_PLACE } from './placeholder.ts';
import { type Place, type Reader, type Reading, refused, taken } from './reading.ts';

interface Form {
  /** What it should look like, and where it is. */
  remedy: string;
  /** Paths that are plainly pasted along with the origin. */
  alsoPasted: RegExp;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** `app.example.com`, `localhost:3000/x`: a host that lacks nothing but its scheme. */
const BARE = /^(?:\[[\d:a-f]+\]|[\w-]+(?:\.[\w-]+)*\.?)(?::\d+)?(?:[/?#]|$)/i;

function withScheme(text: string): string {
  if (SCHEME.test(text) || !BARE.test(text)) return text;
  const local = isLocalHost(text.replace(/[:/?#].*$/s, ''));
  return `${local ? 'http' : 'https'}://${text}`;
}

function parse(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : null;
}

/** An http address with its scheme, or why it is none. */
function addressOf(text: string, remedy: string): Reading<URL> {
  if (isPlaceholder(text)) return refused(LEFT_IN_PLACE, remedy);
  const whole = withScheme(text);
  const url = parse(whole);
  if (!url) return refused('is not an http address', remedy);
  if (url.username !== '' || url.password !== '') return refused('has a user or a password in it', remedy);
  const scheme = url.protocol.slice(0, -1);
  return taken(url, whole === text ? [] : [`has no scheme: ${scheme} was assumed`]);
}

/** The origin alone. Paths of the service's own that are pasted along are left out, with a note; others are refused. */
function originOf(text: string, { remedy, alsoPasted }: Form): Reading<URL> {
  const reading = addressOf(text, remedy);
  if (reading.value === null) return reading;
  const { pathname, search, hash } = reading.value;
  const more = pathname.length > 1 || search !== '' || hash !== '';
  if (more && !alsoPasted.test(pathname)) return refused('has a path, and only the origin is wanted', remedy);
  const notes = more ? ['has more than an origin: the rest was left out'] : [];
  return taken(new URL(reading.value.origin), [...reading.notes, ...notes]);
}

/** Vercel answers http with a redirect, and QStash is called by https alone. */
function secured(url: URL, notes: readonly string[]): Reading<string> {
  if (url.protocol === 'https:') return taken(url.origin, notes);
  const { host } = url;
  return taken(new URL(`https://${host}`).origin, [...notes, 'begins with http: https was assumed']);
}

const APP: Form = {
  remedy: 'Set it to the production address alone, as in https://app.example.com, and redeploy.',
  alsoPasted: /^\/(?:api(?:\/.*)?)?$/,
};

/** Where QStash calls back: `https://app.example.com`, without a slash at its end. */
export const appUrl: Reader<string> = (text, { onVercel }) => {
  const reading = originOf(text, APP);
  if (reading.value === null) return reading;
  const { value: url, notes } = reading;
  if (!onVercel) return taken(url.origin, notes);
  if (!isPublicHost(hostOf(url))) return refused('is an address that QStash cannot reach', APP.remedy);
  return secured(url, notes);
};

const QUEUE: Form = {
  remedy:
    'Copy QSTASH_URL from the QStash page of console.upstash.com, with the token and keys of the same region: ' +
    'https://qstash-eu-central-1.upstash.io or https://qstash-us-east-1.upstash.io.',
  alsoPasted: /^\/(?:v2(?:\/(?:publish|batch|keys|enqueue|schedules)?(?:\/.*)?)?)?$/,
};

function notTheQueue(url: URL, { onVercel }: Place): string | null {
  if (/(^|\.)console\.upstash\.com$/.test(url.hostname)) return 'is the address of the console';
  if (/\.upstash\.io$/.test(url.hostname) && !/^qstash\b/.test(url.hostname))
    return 'is the address of another Upstash product, not of QStash';
  return onVercel && !isPublicHost(hostOf(url)) ? 'is an address that Vercel cannot reach' : null;
}

/** The queue's origin. */
export const queueUrl: Reader<string> = (text, place) => {
  const reading = originOf(text, QUEUE);
  if (reading.value === null) return reading;
  const { value: url, notes } = reading;
  const wrong = notTheQueue(url, place);
  if (wrong !== null) return refused(wrong, QUEUE.remedy);
  return isPublicHost(hostOf(url)) ? secured(url, notes) : taken(url.origin, notes);
};

/** Another origin of a network's API, with a path if need be. */
export const apiUrl: Reader<string> = (text) => {
  const remedy = 'Set it to an address, with a path if need be, as in https://github.example.com/api/v3.';
  const reading = addressOf(text, remedy);
  if (reading.value === null) return reading;
  const { value: url, notes } = reading;
  if (url.search !== '' || url.hash !== '') return refused('has a query or a fragment', remedy);
  return taken(url.href, notes);
};

/** A host as Vercel sets it, without a scheme. */
export const platformHost: Reader<string> = (text) =>
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(text)
    ? taken(text.toLowerCase())
    : refused('is not a host name', 'Vercel sets it: delete what was set by hand.');
