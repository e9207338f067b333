import { Client } from '@upstash/qstash';

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
