import {
  type Attempt,
  type CallbackSpec,
  type Draft,
  type Header,
  headerMap,
  type Message,
  type Redact,
} from './message.ts';

function callbackHeaders(spec: CallbackSpec): Header[] {
  return [['Content-Type', 'application/json'], ...spec.headers.filter(([name]) => name !== 'Content-Type')];
}

/** Hides what the source hides. Its body repeats the source, so it is hidden as a whole; QStash documents neither. */
function hiddenToo(redact: Redact): Redact {
  const hides = redact.body || redact.allHeaders || redact.headers.length > 0;
  return { ...redact, body: hides };
}

/**
 * The message that reports an attempt of `source` to a callback URL. An ordinary message: signed, retried and
 * counted. Uses the source's retries unless the callback sets its own.
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
    redact: hiddenToo(source.redact),
    deduplicationId: null,
    scheduleId: null,
  };
}
