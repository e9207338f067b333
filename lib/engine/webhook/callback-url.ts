import { type Fault, Refusal } from '../../core/errors.ts';
import { hostOf, isAllowedPort, isLocalHost, isPublicHost } from '../../core/public-address.ts';

const LONGEST = 2_048;

export interface CallbackRules {
  /** Also allow http and localhost (development only). */
  allowLocal: boolean;
}

export type CallbackUrl = { url: URL } | { fault: { code: string; message: string } };

const fault = (code: string, message: string): CallbackUrl => ({ fault: { code, message } });

/**
 * Validates and normalizes a callback URL as far as possible without DNS. Resolved addresses are checked at
 * every delivery.
 */
export function parseCallbackUrl(given: string, { allowLocal }: CallbackRules): CallbackUrl {
  const shown = JSON.stringify(given.slice(0, 100));
  if (given.length > LONGEST || !URL.canParse(given)) {
    return fault(
      'invalid_url',
      `callback_url is ${shown}: give an absolute https URL of at most ${LONGEST} characters.`,
    );
  }
  const url = new URL(given);
  url.hash = '';
  if (url.username !== '' || url.password !== '') {
    return fault(
      'has_credentials',
      'callback_url contains a user name or password: put a secret in the query instead.',
    );
  }
  if (url.protocol !== 'https:' && !(allowLocal && url.protocol === 'http:')) {
    return fault('not_https', `callback_url is ${shown}: it must begin with https://.`);
  }
  const host = hostOf(url);
  if (!isPublicHost(host) && !(allowLocal && isLocalHost(host))) {
    return fault('not_public', `callback_url is ${shown}: its host must be on the public internet.`);
  }
  if (!allowLocal && !isAllowedPort(url)) {
    return fault(
      'port_not_allowed',
      `callback_url names port ${url.port}: leave it out for 443, or use 1024 and above.`,
    );
  }
  return { url };
}

/** @throws Refusal `webhook_not_configured`, `invalid_input`. */
export function callbackOf(
  { webhooks }: { webhooks: CallbackRules & { configured: boolean } },
  callbackUrl: string | undefined,
): string | null {
  if (callbackUrl === undefined) return null;
  if (!webhooks.configured) {
    throw new Refusal(
      'webhook_not_configured',
      'callback_url is not available: events cannot be signed until the operator sets WEBHOOK_SECRET.',
    );
  }
  const parsed = parseCallbackUrl(callbackUrl, webhooks);
  if (!('fault' in parsed)) return parsed.url.href;
  const faults: Fault[] = [{ path: 'callback_url', ...parsed.fault }];
  throw new Refusal('invalid_input', parsed.fault.message, { faults });
}
