import { ForgedEvent, verifyWebhook } from 'unstuck';
import { type Mail, mailOf } from './mail.ts';

export interface Receiving {
  /** `WEBHOOK_SECRET` of the service; several while one is replaced. */
  secret: string | readonly string[];
  /** Where its pages are. */
  serviceUrl: string;
  /** @param key the same for every repetition of one event @throws if the mail is not taken */
  send: (mail: Mail, key: string) => Promise<void>;
  now?: () => number;
}

/** Events are of a few kilobytes; more than this is none. */
const MOST_CHARACTERS = 1_000_000;

/**
 * Takes a webhook and mails what has changed. 401: not signed by the service; 502: the mail was not taken, and the
 * service sends the event again; 204: mailed, or an event of another kind.
 */
export async function receive(
  request: Request,
  { secret, serviceUrl, send, now = Date.now }: Receiving,
): Promise<Response> {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
  const { headers } = request;
  const body = await request.text();
  if (body.length > MOST_CHARACTERS) return new Response(null, { status: 413 });
  try {
    const event = await verifyWebhook({ headers, body }, secret, now());
    if (event.type !== 'watchlist.changed') return new Response(null, { status: 204 });
    await send(mailOf(event, serviceUrl), headers.get('webhook-id') ?? event.data.id);
    return new Response(null, { status: 204 });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return new Response(message, { status: error instanceof ForgedEvent ? 401 : 502 });
  }
}
