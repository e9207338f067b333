import { z } from 'zod';
import type { Clock } from '../core/clock.ts';
import { Refusal } from '../core/errors.ts';
import { type Answer, type Fetch, guardedFetch, NoAnswer } from '../core/guarded-fetch.ts';

/** An OpenAI-compatible gateway (https://vercel.com/docs/ai-gateway/openai-compat). */
export interface Gateway {
  /** With the version, as in https://ai-gateway.vercel.sh/v1. */
  url: string;
  key: string;
  model: string;
  /** For a whole answer. */
  timeoutMs: number;
  fetch: Fetch;
  clock: Clock;
}

export interface Message {
  role: 'system' | 'user';
  content: string;
}

/** What was said, and the tokens that it cost; null where the gateway does not tell. */
export interface Completion {
  content: string;
  model: string;
  inputTokens: number | null;
  outputTokens: number | null;
}

const TIMEOUT_MS = 45_000;
const MOST_BYTES = 1_000_000;
const MOST_TOKENS = 2_000;

const completionSchema = z.object({
  model: z.string().optional(),
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
  usage: z.object({ prompt_tokens: z.int().optional(), completion_tokens: z.int().optional() }).nullish(),
});

const failed = (detail: string, retryAfterMs?: number): Refusal =>
  new Refusal('gateway_failed', detail, { retryAfterMs });

function refusalOf({ status, retryAfterMs }: Answer): Refusal {
  if (status === 401 || status === 403) return failed('The gateway does not accept AI_GATEWAY_API_KEY.');
  if (status === 402) return failed('The gateway’s account has no credit left.');
  if (status === 404) return failed('The gateway does not know the model of AI_GATEWAY_MODEL.');
  if (status === 429) return failed('The gateway takes no more requests now. Ask again later.', retryAfterMs);
  return failed(`The gateway answered ${status}. Ask again later.`, retryAfterMs);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function answered(
  { url, key, model, timeoutMs, fetch, clock }: Gateway,
  messages: readonly Message[],
): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs);
  const body = { model, messages, temperature: 0, max_tokens: MOST_TOKENS };
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const init = { method: 'POST', headers, body: JSON.stringify(body), redirect: 'error' as const };
  const target = `${url.replace(/\/$/, '')}/chat/completions`;
  try {
    return await guardedFetch({ fetch, url: target, init, signal, maxBytes: MOST_BYTES, now: clock.now });
  } catch (error) {
    if (signal.aborted)
      throw new Refusal('gateway_timeout', `The gateway did not answer within ${timeoutMs / 1_000} s.`);
    if (error instanceof NoAnswer) throw failed(`The gateway did not answer: ${error.detail}.`);
    throw error;
  }
}

/** One chat completion; never tried twice, since each try is paid. @throws Refusal `gateway_failed`, `gateway_timeout`. */
export async function complete(gateway: Gateway, messages: readonly Message[]): Promise<Completion> {
  const answer = await answered(gateway, messages);
  if (answer.status !== 200) throw refusalOf(answer);
  const read = completionSchema.safeParse(parsed(answer.text));
  const content = read.data?.choices[0]?.message.content;
  if (!read.success || content === undefined) throw failed('The gateway’s answer is no chat completion.');
  const { model = gateway.model, usage } = read.data;
  const [inputTokens, outputTokens] = [usage?.prompt_tokens ?? null, usage?.completion_tokens ?? null];
  return { content, model, inputTokens, outputTokens };
}

/** The gateway of a deployment; null without settings. */
export function gatewayOf(
  settings: Pick<Gateway, 'url' | 'key' | 'model'> | null,
  clock: Clock,
): Gateway | null {
  return settings && { ...settings, timeoutMs: TIMEOUT_MS, fetch: globalThis.fetch, clock };
}
