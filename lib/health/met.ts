import { INVALID_SIGNATURE } from '../engine/answer.ts';

/** An answer that somebody met at the service's address; status 0 without one. */
export interface Answered {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/**
 * Who answered.
 * - `protection`: something before the service that wants to know who asks, such as Vercel's Deployment Protection
 * - `signature`: the service, which holds the signature for invalid
 * - `redirect`: another address
 * - `absent`: a server without this service
 * - `nobody`: no server at all
 * - `refused`: the service, which does not know the message
 * - `failing`: the service or its platform, with an error
 */
export type Met =
  | 'protection'
  | 'signature'
  | 'redirect'
  | 'absent'
  | 'nobody'
  | 'refused'
  | 'failing'
  | 'service';

const SIGN_IN = /_vercel_sso_nonce|vercel\.com\/(sso-api|login)|<title>Authentication Required/i;
const NOT_DEPLOYED = /DEPLOYMENT_NOT_FOUND|DEPLOYMENT_DELETED|DEPLOYMENT_PAUSED|NOT_FOUND/;

function ofRefusal({ body }: Answered): Met {
  return body.includes(`"${INVALID_SIGNATURE}"`) ? 'signature' : 'protection';
}

function ofRedirect({ headers, body }: Answered): Met {
  return SIGN_IN.test(`${headers['location'] ?? ''} ${headers['set-cookie'] ?? ''} ${body}`)
    ? 'protection'
    : 'redirect';
}

/** Tells from an answer who gave it. */
export function whoMet(answered: Answered): Met {
  const { status, headers, body } = answered;
  if (status === 0) return 'nobody';
  if (status === 401 || status === 403) return ofRefusal(answered);
  if (status >= 300 && status < 400) return ofRedirect(answered);
  if (status === 489) return 'refused';
  if (NOT_DEPLOYED.test(headers['x-vercel-error'] ?? '')) return 'absent';
  if (status >= 500) return 'failing';
  if (status >= 400) return 'absent';
  return SIGN_IN.test(body) ? 'protection' : 'service';
}
