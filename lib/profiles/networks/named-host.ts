import { TransientError } from '../../core/errors.ts';
import { isLoopbackAddress } from '../../core/public-address.ts';
import { allowedAddresses, HostRefused, type Resolve } from '../../core/public-fetch.ts';
import { hostRefused } from './social-errors.ts';

export interface NamedHostDeps {
  resolve: Resolve;
  now: () => number;
  /** Also allow hosts on localhost, at any port and over http (development and tests). */
  allowLocal: boolean;
}

/**
 * Checks a host that a user or a server has named: https on the default port, a domain name, all addresses public.
 * @param what should be named instead, e.g. `its host name only, e.g. mastodon.social`
 * @returns the address to ask, and the addresses to connect to
 * @throws PermanentError `host_refused`, TransientError `platform_unreachable` where DNS does not know it
 */
export async function checkedHost(
  { resolve, allowLocal }: NamedHostDeps,
  named: URL,
  { signal, what }: { signal: AbortSignal; what: string },
): Promise<{ url: URL; addresses: string[] }> {
  const url = new URL(named);
  const { host } = url;
  if (!allowLocal && !isReadHost(url)) {
    throw hostRefused(`"${host}" cannot be read: give ${what}.`);
  }
  try {
    const addresses = await allowedAddresses(url, { resolve, allowLocal, signal });
    if (allowLocal && addresses.every(isLoopbackAddress)) url.protocol = 'http:';
    return { url, addresses };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof HostRefused) {
      throw hostRefused(
        `${host} cannot be read: it resolves to an address that is not on the public internet.`,
      );
    }
    const message = `${host} was not found. Check the spelling.`;
    throw new TransientError('platform_unreachable', message, { cause: error });
  }
}

/** Whether a URL has the usual port and a domain name, wherever that leads. */
export const isReadHost = ({ port, hostname }: URL): boolean => port === '' && isName(hostname);

/** A domain name with at least two labels. The URL parser has already turned `127.1` and `0x7f.1` into addresses. */
function isName(hostname: string): boolean {
  return /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(hostname);
}
