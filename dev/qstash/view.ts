import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { DeadLetter } from './dead-letter-store.ts';
import { type Header, headerMap, type Message, type Redact, type Spec } from './message.ts';

function redacted(value: string | Buffer): string {
  return `REDACTED:${createHash('sha256').update(value).digest('hex')}`;
}

/** Text in one field, other bodies as base64 in another, like QStash. */
function shown<Text extends string, Base64 extends string>(body: Buffer, text: Text, base64: Base64) {
  return isUtf8(body) ? { [text]: body.toString() } : { [base64]: body.toString('base64') };
}

function shownHeaders(headers: Header[], redact: Redact): Record<string, string[]> {
  const hidden = (name: string) => redact.allHeaders || redact.headers.includes(name);
  return headerMap(headers.map(([name, value]) => [name, hidden(name) ? redacted(value) : value]));
}

/** The fields common to messages and schedules, redacted as the publisher asked. */
export function contentView(message: Spec & Pick<Message, 'labels' | 'body'>): object {
  const { flow } = message;
  return {
    method: message.method,
    header: shownHeaders(message.headers, message.redact),
    ...(message.redact.body ? { body: redacted(message.body) } : shown(message.body, 'body', 'bodyBase64')),
    retryDelayExpression: message.retryDelay ?? undefined,
    callback: message.callback?.url,
    failureCallback: message.failureCallback?.url,
    label: message.labels[0],
    labels: message.labels.length > 0 ? message.labels : undefined,
    flowControlKey: flow?.key,
    parallelism: flow?.parallelism ?? undefined,
    rate: flow?.rate ?? undefined,
    period: flow?.rate == null ? undefined : flow.periodMs / 1_000,
  };
}

/** The response of GET /v2/messages/{id}. */
export function messageView(message: Message): object {
  return {
    messageId: message.id,
    url: message.url,
    ...contentView(message),
    maxRetries: message.retries,
    notBefore: message.notBefore ?? message.createdAt,
    createdAt: message.createdAt,
    scheduleId: message.scheduleId ?? undefined,
    callerIP: message.callerIp,
  };
}

/** A dead letter in the DLQ's responses. */
export function deadLetterView({ dlqId, message, response }: DeadLetter): object {
  return {
    ...messageView(message),
    dlqId,
    responseStatus: response.status,
    responseHeader: response.headers,
    ...shown(response.body, 'responseBody', 'responseBodyBase64'),
  };
}
