import { z } from '@hono/zod-openapi';
import type { Fault } from '../core/errors.ts';
import { type CallbackRules, parseCallbackUrl } from '../engine/webhook/callback-url.ts';
import type { HttpContext } from './context.ts';
import { mustBeValid, type Validation } from './faults.ts';

/** A field of every request that creates a job. `submit` checks it against the configuration. */
export const callbackUrl = z
  .string('callback_url must be an absolute https URL.')
  .optional()
  .openapi('CallbackUrl', {
    format: 'uri',
    example: 'https://example.com/hooks/unstuck',
    description: 'Receives a signed event when the job ends. Must be https with a public address.',
  });

const carrier = z.object({ callback_url: z.string() });

/** Faults of a request's callback_url, if it has one. */
export function faultsOfCallback(given: unknown, rules: CallbackRules): Fault[] {
  const { data } = carrier.safeParse(given);
  const parsed = data && parseCallbackUrl(data.callback_url, rules);
  return parsed && 'fault' in parsed ? [{ path: 'callback_url', ...parsed.fault }] : [];
}

/** Validation hook of routes that create jobs: reports callback_url faults together with all others. */
export function creationHook({ webhooks }: Pick<HttpContext, 'webhooks'>) {
  return (result: Validation): undefined => {
    mustBeValid(result, result.success ? [] : faultsOfCallback(result.data, webhooks));
    return undefined;
  };
}
