import { hostOf, isAllowedPort, isLocalHost, isPublicHost } from '../core/public-address.ts';

export interface SourceRules {
  /** Allows this machine as a source, over http too. */
  allowLocal: boolean;
}

/** Why a URL may not be fetched, as far as can be told without DNS; null if it may. */
export function sourceUrlFault(
  url: URL,
  { allowLocal }: SourceRules,
): { code: string; message: string } | null {
  const host = hostOf(url);
  const isLocal = allowLocal && isLocalHost(host);
  if (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:')) {
    return { code: 'not_https', message: `${host} must be asked over https.` };
  }
  if (url.username !== '' || url.password !== '') {
    return { code: 'has_credentials', message: `The URL on ${host} carries a user name or password.` };
  }
  if (!isPublicHost(host) && !isLocal) {
    return { code: 'not_public', message: `${host} is not on the public internet.` };
  }
  if (isLocal || isAllowedPort(url)) return null;
  const message = `The URL names port ${url.port} of ${host}: leave it out for 443, or use 1024 and above.`;
  return { code: 'port_not_allowed', message };
}

/** File name from the last part of a URL's path; null if it is empty. */
export function nameInUrl(url: URL): string | null {
  const last = url.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last) || null;
  } catch {
    return last;
  }
}
