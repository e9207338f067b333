import {
  type Attempt,
  type CallbackSpec,
  type Draft,
  type Header,
  headerMap,
  type Message,
} from './message.ts';

function callbackHeaders(spec: CallbackSpec): Header[] {
  return [['Content-Type', 'application/json'], ...spec.headers.filter(([name]) => name !== 'Content-Type')];
}

/**
 * The message that tells a callback URL how an attempt of `source` ended; an ordinary message, so it is signed, retried
 * and counted like any other. Retries are the source's unless the callback has its own.
 * @param dlqId with a failure callback. @param now Unix milliseconds.
 * https://upstash.com/docs/qstash/features/callbacks
 */
export function callbackMessage(
  spec: CallbackSpec,
  source: Message,
  attempt: Attempt,
  now: number,
  dlqId?: string,
): Draft {
  const body = {
    status: attempt.status,
    header: attempt.headers,
    body: attempt.body.toString('base64'),
    retried: source.retried,
    maxRetries: source.retries,
    dlqId,
    sourceMessageId: source.id,
    url: source.url,
    method: source.method,
    sourceHeader: headerMap(source.headers),
    sourceBody: source.body.toString('base64'),
    notBefore: source.notBefore ?? source.createdAt,
    createdAt: source.createdAt,
    scheduleId: source.scheduleId ?? undefined,
    callerIP: source.callerIp,
  };
  return {
    url: spec.url,
    method: spec.method,
    headers: callbackHeaders(spec),
    body: Buffer.from(JSON.stringify(body)),
    callerIp: source.callerIp,
    callbackOf: source.id,
    labels: [],
    retries: spec.retries ?? source.retries,
    retryDelay: spec.retryDelay,
    timeoutMs: spec.timeoutMs,
    notBefore: spec.delayMs > 0 ? now + spec.delayMs : null,
    callback: null,
    failureCallback: null,
    flow: null,
    redact: { body: false, allHeaders: false, headers: [] },
    deduplicationId: null,
    scheduleId: null,
  };
}
