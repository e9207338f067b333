import type { Mail } from './mail.ts';

export interface Mailbox {
  /** https://api.resend.com, or what speaks as it does. */
  url: string;
  key: string;
  from: string;
  to: string;
  fetch: typeof fetch;
}

/** The service waits 15 s for an answer. */
const TIMEOUT_MS = 10_000;

/**
 * Sends through Resend, which takes a key once within 24 hours.
 * @see https://resend.com/docs/api-reference/emails/send-email and /docs/dashboard/emails/idempotency-keys
 * @throws if it is not taken
 */
export async function sendMail(mail: Mail, idempotencyKey: string, mailbox: Mailbox): Promise<void> {
  const { url, key, from, to, fetch } = mailbox;
  const answer = await fetch(`${url}/emails`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
    },
    body: JSON.stringify({ from, to: [to], ...mail }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The mail was not taken: ${answer.status}.`);
}
