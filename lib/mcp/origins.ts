const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function parsed(origin: string): URL | null {
  return URL.canParse(origin) ? new URL(origin) : null;
}

interface Places {
  /** Where the service says that it is; may be empty. */
  appUrl: string;
  /** Pages that may read the API's answers; `*` for all. */
  corsOrigins: readonly string[];
}

/**
 * Whether a page of this origin may call: its own, one of CORS_ORIGINS, or on this machine while the service is. A
 * page whose name was rebound to this address has another origin. Programs send none.
 */
export function mayCall(
  origin: string | undefined,
  requestUrl: string,
  { appUrl, corsOrigins }: Places,
): boolean {
  if (origin === undefined) return true;
  if (corsOrigins.includes('*') || corsOrigins.includes(origin)) return true;
  const page = parsed(origin);
  if (page === null) return false;
  const isLocal = LOOPBACK.test(page.hostname) && LOOPBACK.test(new URL(requestUrl).hostname);
  return isLocal || page.origin === parsed(appUrl)?.origin;
}
