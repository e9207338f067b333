import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { DeadLetter } from './dead-letter-store.ts';
import { type Header, headerMap, type Message, type Redact } from './message.ts';

function redacted(value: string | Buffer): string {
  return `REDACTED:${createHash('sha256').update(value).digest('hex')}`;
}

/** Text in one field, anything else as base64 in another, as QStash shows bodies. */
function shown<Text extends string, Base64 extends string>(body: Buffer, text: Text, base64: Base64) {
  return isUtf8(body) ? { [text]: body.toString() } : { [base64]: body.toString('base64') };
}

function shownHeaders(headers: Header[], redact: Redact): Record<string, string[]> {
  const hidden = (name: string) => redact.allHeaders || redact.headers.includes(name);
  return headerMap(headers.map(([name, value]) => [name, hidden(name) ? redacted(value) : value]));
}

/** A message as GET /v2/messages/{id} answers it, redacted as its publisher asked. */
export function messageView(message: Message): object {
  const { flow } = message;
  return {
    messageId: message.id,
    url: message.url,
    method: message.method,
    header: shownHeaders(message.headers, message.redact),
    ...(message.redact.body ? { body: redacted(message.body) } : shown(message.body, 'body', 'bodyBase64')),
    maxRetries: message.retries,
    retryDelayExpression: message.retryDelay ?? undefined,
    notBefore: message.notBefore ?? message.createdAt,
    createdAt: message.createdAt,
    callback: message.callback?.url,
    failureCallback: message.failureCallback?.url,
    callerIP: message.callerIp,
    label: message.labels[0],
    labels: message.labels.length > 0 ? message.labels : undefined,
    flowControlKey: flow?.key,
    parallelism: flow?.parallelism ?? undefined,
    rate: flow?.rate ?? undefined,
    period: flow?.rate == null ? undefined : flow.periodMs / 1_000,
  };
}

/** A dead letter as the DLQ shows it. */
export function deadLetterView({ dlqId, message, response }: DeadLetter): object {
  return {
    ...messageView(message),
    dlqId,
    responseStatus: response.status,
    responseHeader: response.headers,
    ...shown(response.body, 'responseBody', 'responseBodyBase64'),
  };
}
