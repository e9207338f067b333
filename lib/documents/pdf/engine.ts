import { Worker } from 'node:worker_threads';
import type { EngineReply, EngineRequest } from './messages.ts';

/** The engine is gone: it took too long, ran out of memory or fell over. A new one can be started. */
export class EngineLost extends Error {
  override readonly name = 'EngineLost';
  readonly why: 'stalled' | 'crashed';
  constructor(why: EngineLost['why'], message: string) {
    super(message);
    this.why = why;
  }
}

/** For what JavaScript itself holds; PDFium's memory is capped apart. */
const HEAP_MB = 128;

interface Asked {
  request: EngineRequest;
  reply: PromiseWithResolvers<EngineReply>;
}

/** How long an answer may take, and what is asked next for certain: the engine begins with it right after this one. */
export interface Asking {
  ms: number;
  signal: AbortSignal | undefined;
  next?: EngineRequest | undefined;
}

/** PDFium in a thread of its own, which can be killed in the middle of a call. It starts at once. */
export class Engine {
  readonly #worker: Worker;
  /** Not answered yet, in the order in which they are answered. */
  readonly #asked: Asked[] = [];
  #ahead: Asked | undefined;
  #lost: EngineLost | undefined;

  constructor(worker: URL) {
    this.#worker = new Worker(worker, {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    this.#worker.on('message', (reply: EngineReply) => this.#asked.shift()?.reply.resolve(reply));
    this.#worker.on('error', (error: Error) => this.#lose(error.message));
    this.#worker.on('exit', () => this.#lose('The PDF engine ended.'));
    this.#worker.unref();
  }

  /** @throws EngineLost, or the signal's reason; the engine is killed in both cases. */
  async ask(request: EngineRequest, { ms, signal, next }: Asking): Promise<EngineReply> {
    const stopped = Promise.withResolvers<never>();
    const onAbort = () => stopped.reject(signal?.reason);
    const stall = () => stopped.reject(new EngineLost('stalled', `No answer within ${ms} ms.`));
    const timer = setTimeout(stall, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      signal?.throwIfAborted();
      const { reply } = this.#ahead?.request === request ? this.#ahead : this.#send(request);
      this.#ahead = next && this.#send(next);
      const answer = await Promise.race([reply.promise, stopped.promise]);
      if (answer.is === 'crashed') throw new EngineLost('crashed', answer.message);
      return answer;
    } catch (error) {
      await this.end();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(request: EngineRequest): Asked {
    const asked = { request, reply: Promise.withResolvers<EngineReply>() };
    // Whoever asks sees the rejection; what was sent ahead may never be asked for.
    asked.reply.promise.catch(() => undefined);
    if (this.#lost) asked.reply.reject(this.#lost);
    else {
      this.#asked.push(asked);
      this.#worker.postMessage(request);
    }
    return asked;
  }

  #lose(message: string): void {
    this.#lost ??= new EngineLost('crashed', message);
    for (const { reply } of this.#asked.splice(0)) reply.reject(this.#lost);
  }
}
