import type { Finding } from '../core/finding.ts';
import type { Answered, Met } from './met.ts';

/** Where it was met, and with what. */
export interface Occasion {
  /** The address that was called. */
  address: string;
  answered: Answered;
  /** Whether VERCEL_AUTOMATION_BYPASS_SECRET is configured. */
  hasBypass: boolean;
}

type Told = Pick<Finding, 'code' | 'what' | 'remedy'> & { variable?: string };

const ADDRESS =
  'Set APP_URL to the address at which the deployment is reached without a redirect, as in https://app.example.com, ' +
  'and redeploy.';
const KEYS =
  "Copy both keys from Upstash's console (QStash, Signing Keys; the region of QSTASH_URL) to QSTASH_CURRENT_SIGNING_KEY " +
  'and QSTASH_NEXT_SIGNING_KEY, see that APP_URL is this very address, and redeploy.';

function protection({ answered, hasBypass }: Occasion): Told {
  const page = "Vercel's project settings, Deployment Protection";
  return {
    code: 'deployment_protected',
    what: `Vercel's Deployment Protection, or another gate, answered ${answered.status} in place of the service.`,
    remedy: hasBypass
      ? `VERCEL_AUTOMATION_BYPASS_SECRET is no longer the project's: redeploy after a change of it (${page}, Protection Bypass for Automation).`
      : `Add a secret under Protection Bypass for Automation (${page}) and redeploy, or switch Vercel Authentication off there.`,
    variable: 'VERCEL_AUTOMATION_BYPASS_SECRET',
  };
}

/** A finding about an answer that was met instead of the service's; it lacks what depends on who tells of it. */
export function told(met: Exclude<Met, 'service'>, occasion: Occasion): Told {
  const { address, answered } = occasion;
  const { status, headers, body } = answered;
  switch (met) {
    case 'protection':
      return protection(occasion);
    case 'signature':
      return {
        code: 'signature_refused',
        what: 'The service refused the signature (401): its signing keys or its APP_URL are not those that were used.',
        remedy: KEYS,
        variable: 'QSTASH_CURRENT_SIGNING_KEY',
      };
    case 'redirect': {
      const to = headers['location'] ? ` to ${headers['location']}` : '';
      const what = `${address} answered ${status}, a redirect${to}, and the queue follows none.`;
      return { code: 'address_redirects', what, remedy: ADDRESS, variable: 'APP_URL' };
    }
    case 'absent':
      return {
        code: 'address_wrong',
        what: `${address} answered ${status}: this service is not there.`,
        remedy: ADDRESS,
        variable: 'APP_URL',
      };
    case 'nobody':
      return {
        code: 'address_unreachable',
        what: `Nothing answers at ${address}${body ? ` (${body.slice(0, 200)})` : ''}.`,
        remedy: `See that the address exists and is public. ${ADDRESS}`,
        variable: 'APP_URL',
      };
    case 'refused':
      return {
        code: 'message_refused',
        what: 'The service has refused a message that it does not know (489), though its signature was right.',
        remedy: 'Deploy the code that sent it: what runs is older.',
      };
    case 'failing':
      return {
        code: 'callback_fails',
        what: `${address} answered ${status}.`,
        remedy: "Look at the logs of the function (Vercel's project, Logs, /api/process).",
      };
  }
}
