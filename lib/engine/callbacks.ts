import { type Receiver, SignatureError } from '@upstash/qstash';
import { errorText } from '../db/error-text.ts';
import { faultCode } from '../jobs/database-refusal.ts';
import { type Answer, INVALID_SIGNATURE, NEWER, toResponse } from './answer.ts';
import type { Delivery, EngineDeps } from './deps.ts';
import { onExhausted } from './exhausted.ts';
import { type MessageReader, readOwnMessage } from './message-reader.ts';
import { isNewer, parseMessage } from './messages.ts';
import { Slice } from './slice/slice.ts';
import { sweepReader } from './sweep/sweep.ts';
import { watch } from './watchdog.ts';
import { deliver } from './webhook/deliver.ts';

export interface CallbackDeps extends EngineDeps {
  receiver: Receiver;
  /** Readers of the products' own messages. */
  readers: readonly MessageReader[];
  /** Called with each callback whose signature is verified. Returns at once. */
  verified(): void;
}

export interface Callbacks {
  /** `POST /api/process`: a slice, watchdog or webhook message, or one of a product's own. */
  process(request: Request): Promise<Response>;
  /** `POST /api/failed`: QStash's failure callback, sent when a message has used up its deliveries. */
  failed(request: Request): Promise<Response>;
}

async function isGenuine({ receiver, appUrl }: CallbackDeps, request: Request, body: string, path: string) {
  const signature = request.headers.get('Upstash-Signature');
  if (!signature) return false;
  try {
    return await receiver.verify({ signature, body, url: appUrl + path });
  } catch (error) {
    if (error instanceof SignatureError) return false;
    throw error;
  }
}

function handleOwn({ readers }: CallbackDeps, body: string, delivery: Delivery): Promise<Answer> {
  const own = readOwnMessage(readers, body);
  if (own) return own.handle(delivery);
  return Promise.resolve(isNewer(body) ? NEWER : { kind: 'refused', reason: 'unknown message' });
}

function handle(deps: CallbackDeps, body: string, delivery: Delivery): Promise<Answer> {
  const message = parseMessage(body);
  if (!message) return handleOwn(deps, body, delivery);
  switch (message.type) {
    case 'webhook':
    case 'own_event':
      return deliver(deps, message);
    case 'watchdog':
      return watch(deps, message);
    case 'slice':
      return new Slice(deps, message, delivery).work();
  }
}

/** Any error leads to redelivery: a message is acknowledged only when its work is safe. */
async function answer(deps: CallbackDeps, request: Request, path: string): Promise<Answer> {
  const body = await request.text();
  if (!(await isGenuine(deps, request, body, path))) return { kind: 'forged', reason: INVALID_SIGNATURE };
  deps.verified();
  const delivery = {
    messageId: request.headers.get('Upstash-Message-Id') ?? 'unknown',
    retried: Number(request.headers.get('Upstash-Retried') ?? 0),
  };
  try {
    if (path !== '/api/failed') return await handle(deps, body, delivery);
    const result = await onExhausted(deps, body);
    // The queue's own delays: they spread a callback's few deliveries over hours.
    return result.kind === 'again' ? { ...result, afterSeconds: null } : result;
  } catch (error) {
    const code = faultCode(error);
    deps.log.error('callback_failed', { path, message: delivery.messageId, code, error: errorText(error) });
    return { kind: 'again', reason: code ?? 'unexpected error; see the log', afterSeconds: null };
  }
}

export function createCallbacks(given: CallbackDeps): Callbacks {
  const deps = { ...given, readers: [sweepReader(given), ...given.readers] };
  const serve = (path: string) => async (request: Request) => {
    const startedAt = deps.clock.passed();
    const requestId = deps.ids.request(deps.clock.now());
    const result = await answer(deps, request, path);
    deps.log.info('callback', {
      path,
      result: result.kind,
      reason: result.reason,
      message: request.headers.get('Upstash-Message-Id'),
      ms: Math.round(deps.clock.passed() - startedAt),
      request: requestId,
    });
    return toResponse(result, requestId);
  };
  return { process: serve('/api/process'), failed: serve('/api/failed') };
}
