import { z } from '@hono/zod-openapi';
import type { Fault } from '../core/errors.ts';
import { faultsOf, invalidInput } from '../core/issue-faults.ts';
import { type CallbackRules, parseCallbackUrl } from '../jobs/webhook/callback-url.ts';
import type { HttpContext } from './context.ts';

/** A field of every request that creates a job. What it may name depends on the configuration: `submit` decides. */
export const callbackUrl = z.string('callback_url is an absolute https URL.').optional().openapi({
  format: 'uri',
  example: 'https://example.com/hooks/unstuck',
  description: 'Receives the end of the job as a signed event; https and a public address.',
});

type Validation = { success: true } | { success: false; error: z.ZodError; data?: unknown };

const carrier = z.object({ callback_url: z.string() });

/** What is wrong with the callback_url of a request, where it has one. */
export function faultsOfCallback(given: unknown, rules: CallbackRules): Fault[] {
  const { data } = carrier.safeParse(given);
  const parsed = data && parseCallbackUrl(data.callback_url, rules);
  return parsed && 'fault' in parsed ? [{ path: 'callback_url', ...parsed.fault }] : [];
}

/** For routes that create: what is wrong with callback_url is told together with every other fault. */
export function creationHook({ webhooks }: Pick<HttpContext, 'webhooks'>) {
  return (result: Validation): undefined => {
    if (result.success) return undefined;
    const { error, data: given } = result;
    throw invalidInput([...faultsOf(error, { given }), ...faultsOfCallback(given, webhooks)]);
  };
}
