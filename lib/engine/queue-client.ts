import { Client } from '@upstash/qstash';
import { hushing } from '../core/hush.ts';

interface QueueAccess {
  qstashUrl: string;
  secrets: { qstashToken: string; protectionBypass: string | null };
}

/**
 * Lets every message, schedule and failure callback through Vercel's protection. All headers are redacted, because one
 * that is named would still be shown where the queue lists a callback's.
 */
function bypassHeaders(secret: string): Record<string, string> {
  const header = 'x-vercel-protection-bypass';
  return {
    [header]: secret,
    [`upstash-failure-callback-forward-${header}`]: secret,
    'upstash-redact-fields': 'header',
  };
}

/** Tries once: whoever calls decides what is tried again. */
export function queueClient({ qstashUrl, secrets }: QueueAccess): Client {
  const { qstashToken, protectionBypass } = secrets;
  return new Client({
    baseUrl: qstashUrl,
    // With an empty token the client would look for one in the environment itself.
    token: qstashToken || 'unset',
    devMode: false,
    retry: false,
    enableTelemetry: false,
    ...(protectionBypass === null ? {} : { headers: bypassHeaders(protectionBypass) }),
  });
}

type Secrets = Readonly<Record<string, unknown>> & { apiKeys: readonly { key: string }[] };

/** Takes every secret of this deployment out of a text. */
export function hushOf({ secrets }: { secrets: Secrets }): (text: string) => string {
  const { apiKeys, ...others } = secrets;
  const values = Object.values(others).filter((value) => typeof value === 'string');
  return hushing([...values, ...apiKeys.map(({ key }) => key)]);
}
