import { z } from 'zod';
import { PermanentError } from '../../core/errors.ts';
import { NotJson, parsed } from './call-api.ts';
import { listOf, optionalText } from './fields.ts';
import type { NamedHostDeps } from './named-host.ts';
import { readPage } from './public-page.ts';

const MOST_BYTES = 200_000;

/** https://www.rfc-editor.org/rfc/rfc7033#section-4.4 */
const resource = z.object({
  subject: optionalText,
  links: listOf(z.object({ rel: z.string(), type: optionalText, href: optionalText })),
});

/** An account as its own server knows it. */
export interface ServerAccount {
  user: string;
  /** Host, with its port if it is not the usual one. */
  server: string;
}

/**
 * The server of a handle whose domain is another host, as the domain tells it (WebFinger); null if it names none.
 * The domain may redirect, and each address is checked. Source: https://docs.joinmastodon.org/spec/webfinger/
 * @throws TransientError where the domain cannot be asked
 */
export async function serverOf(
  deps: NamedHostDeps,
  { user, host }: { user: string; host: string },
  signal: AbortSignal,
): Promise<ServerAccount | null> {
  const url = new URL(`https://${host}/.well-known/webfinger`);
  url.searchParams.set('resource', `acct:${user}@${host}`);
  try {
    const { bytes, headers } = await readPage(deps, {
      url,
      accept: 'application/jrd+json, application/json',
      maxBytes: MOST_BYTES,
      signal,
      refusal: (_, status) => (status < 500 && status !== 429 ? new PermanentError('not_named', host) : null),
    });
    return accountIn(await parsed(host, bytes.toString('utf8'), headers), user);
  } catch (error) {
    if (error instanceof PermanentError || error instanceof NotJson) return null;
    throw error;
  }
}

function accountIn(body: unknown, user: string): ServerAccount | null {
  const { subject, links = [] } = resource.safeParse(body).data ?? {};
  const actor = links.find(
    ({ rel, type }) => rel === 'self' && /activity\+json|ld\+json/.test(type ?? ''),
  )?.href;
  if (!actor || !URL.canParse(actor)) return null;
  const named = /^acct:([^@\s]{1,200})@/.exec(subject ?? '')?.[1] ?? user;
  return { user: named.toLowerCase(), server: new URL(actor).host };
}
