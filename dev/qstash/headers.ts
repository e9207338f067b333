import { notImplemented } from './api-error.ts';
import {
  badHeader,
  canonicalName,
  type HeaderBag,
  isHttpUrl,
  readBoolean,
  readDuration,
  readFlow,
  readForwarded,
  readInteger,
  readLabels,
  readMethod,
  readRedact,
  readRetryDelay,
  readUrl,
} from './header-values.ts';
import type { CallbackSpec, Draft, Header } from './message.ts';

const DEFAULT_RETRIES = 3;
const CALLBACK_OPTIONS = ['method', 'retries', 'retry-delay', 'timeout', 'delay'];
/** Never forwarded by Upstash-Header-Forward: they concern the request to QStash itself. */
const OWN_TO_REQUEST =
  /^(upstash-|proxy-)|^(authorization|host|content-length|content-type|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect)$/;

/** The input of a publish request or of one batch item. */
interface PublishInput {
  destination: string;
  headers: HeaderBag;
  body: Buffer;
  callerIp: string;
  /** Unix milliseconds. */
  now: number;
}

function refuseUnsupported(bag: HeaderBag): void {
  if (readBoolean(bag, 'upstash-content-based-deduplication')) {
    throw notImplemented('Upstash-Content-Based-Deduplication');
  }
  for (const name of ['upstash-cron', 'upstash-schedule-id', 'upstash-queue-name']) {
    if (bag.has(name)) throw notImplemented(canonicalName(name));
  }
}

function checkDestination(destination: string): void {
  if (!/^https?:/i.test(destination)) throw notImplemented(`URL groups (destination "${destination}")`);
  if (!isHttpUrl(destination)) throw badHeader('destination', `"${destination}" is not a URL`);
  for (const name of new URL(destination).searchParams.keys()) {
    if (/^(upstash-|qstash_token$)/i.test(name)) throw notImplemented(`the query parameter ${name}`);
  }
}

function readTimeout(bag: HeaderBag, name: string): number | null {
  const timeout = readDuration(bag, name);
  if (timeout === 0) throw badHeader(name, 'must be longer than 0s');
  return timeout ?? null;
}

function readCallback(bag: HeaderBag, name: string): CallbackSpec | null {
  const url = readUrl(bag, name);
  if (url === undefined) return null;
  for (const given of bag.keys()) {
    const option = given.startsWith(`${name}-`) ? given.slice(name.length + 1) : 'method';
    if (!CALLBACK_OPTIONS.includes(option) && !option.startsWith('forward-')) {
      throw notImplemented(canonicalName(given));
    }
  }
  const method = readMethod(bag, `${name}-method`);
  if (method === 'GET') throw notImplemented(`${canonicalName(name)}-Method: GET (a callback has a body)`);
  return {
    url,
    method,
    headers: readForwarded(bag, `${name}-forward-`),
    retries: readInteger(bag, `${name}-retries`) ?? null,
    retryDelay: readRetryDelay(bag, `${name}-retry-delay`),
    timeoutMs: readTimeout(bag, `${name}-timeout`),
    delayMs: readDuration(bag, `${name}-delay`) ?? 0,
  };
}

/** Headers for the destination, besides QStash's own. */
function deliveredHeaders(bag: HeaderBag): Header[] {
  const headers = readForwarded(bag, 'upstash-forward-');
  if (readBoolean(bag, 'upstash-header-forward')) {
    const rest = new Map([...bag].filter(([name]) => !OWN_TO_REQUEST.test(name)));
    const explicit = new Set(headers.map(([name]) => name));
    headers.push(...readForwarded(rest, '').filter(([name]) => !explicit.has(name)));
  }
  const contentType = bag.get('content-type');
  if (contentType === undefined) return headers;
  const own = readForwarded(new Map([['content-type', contentType]]), '');
  return [...own, ...headers.filter(([name]) => name !== 'Content-Type')];
}

function readNotBefore(bag: HeaderBag, now: number): number | null {
  const seconds = readInteger(bag, 'upstash-not-before');
  if (seconds !== undefined) return seconds * 1_000;
  const delay = readDuration(bag, 'upstash-delay');
  return delay === undefined ? null : now + delay;
}

/**
 * Parses a publish request.
 * @throws ApiError 400 naming the invalid header, 501 naming an unsupported feature.
 * https://upstash.com/docs/qstash/api/publish
 */
export function readMessage({ destination, headers: bag, body, callerIp, now }: PublishInput): Draft {
  checkDestination(destination);
  refuseUnsupported(bag);
  const method = readMethod(bag, 'upstash-method');
  if (method === 'GET' && body.length > 0) throw notImplemented('Upstash-Method: GET with a body');
  return {
    url: destination,
    method,
    headers: deliveredHeaders(bag),
    body,
    callerIp,
    callbackOf: null,
    labels: readLabels(bag),
    retries: readInteger(bag, 'upstash-retries') ?? DEFAULT_RETRIES,
    retryDelay: readRetryDelay(bag, 'upstash-retry-delay'),
    timeoutMs: readTimeout(bag, 'upstash-timeout'),
    notBefore: readNotBefore(bag, now),
    callback: readCallback(bag, 'upstash-callback'),
    failureCallback: readCallback(bag, 'upstash-failure-callback'),
    flow: readFlow(bag),
    redact: readRedact(bag),
    scheduleId: null,
    deduplicationId: bag.get('upstash-deduplication-id') || null,
  };
}
