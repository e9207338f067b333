import { z } from 'zod';
import type { Finding } from '../core/finding.ts';
import type { Check, Look } from './deps.ts';
import { QUEUE_SILENT, queueFinding } from './queue-fault.ts';

/** @see https://upstash.com/docs/qstash/api/signingKeys/get */
const keysSchema = z.object({ current: z.string().min(1), next: z.string().min(1) });
export type SigningKeys = z.infer<typeof keysSchema>;

const COPY =
  "Copy both keys from Upstash's console (QStash, Signing Keys; the region of QSTASH_URL) to QSTASH_CURRENT_SIGNING_KEY " +
  'and QSTASH_NEXT_SIGNING_KEY, and redeploy.';
const LATER = 'All works now. When the keys are rotated again, every callback will be refused.';

const later = (code: string, what: string, variable: string): Finding => ({
  part: 'keys',
  severity: 'degraded',
  code,
  what,
  why: LATER,
  remedy: COPY,
  variable,
});

/** Compares our keys with the queue's. A signature is by its current key, and accepted if we have it as either. */
export function keyFindings(ours: SigningKeys, theirs: SigningKeys): Finding[] {
  const { current, next } = ours;
  if (current === theirs.current && next === theirs.next) return [];
  if (current === theirs.next && next === theirs.current) {
    const what = 'The two signing keys are swapped.';
    return [
      {
        ...later('signing_keys_swapped', what, 'QSTASH_CURRENT_SIGNING_KEY'),
        why: 'All works now, by luck.',
      },
    ];
  }
  if (current === theirs.current) {
    const what = 'QSTASH_NEXT_SIGNING_KEY is not the next key of the queue.';
    return [later('next_signing_key_wrong', what, 'QSTASH_NEXT_SIGNING_KEY')];
  }
  if (next === theirs.current) {
    const what =
      'The signing keys of the queue were rotated, and the variables still hold those from before.';
    return [later('signing_keys_rotated', what, 'QSTASH_CURRENT_SIGNING_KEY')];
  }
  return [
    {
      part: 'keys',
      severity: 'broken',
      code: 'signing_keys_wrong',
      what:
        'Neither signing key is the one that the queue signs with: they are of another region or account, mistyped, or ' +
        'were rotated twice.',
      why: 'Every callback is refused with 401, so no job goes on.',
      remedy: COPY,
      variable: 'QSTASH_CURRENT_SIGNING_KEY',
    },
  ];
}

async function run(look: Look): Promise<Finding[]> {
  const { client, facts } = look;
  if (!client) return [];
  let answer: unknown;
  try {
    answer = await client.http.request({ path: ['v2', 'keys'], method: 'GET' });
  } catch (error) {
    return [queueFinding(look, error)];
  }
  const theirs = keysSchema.safeParse(answer);
  if (!theirs.success) return [queueFinding(look, new SyntaxError('not the signing keys'))];
  const { currentSigningKey: current, nextSigningKey: next } = facts;
  return current && next ? keyFindings({ current, next }, theirs.data) : [];
}

/** One request tells whether the queue answers, knows the token, and signs with our keys. */
export const keysCheck: Check = { parts: ['queue', 'keys'], asks: 'queue', run, silence: QUEUE_SILENT };
