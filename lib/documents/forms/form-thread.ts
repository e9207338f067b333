import { Worker } from 'node:worker_threads';
import { PermanentError } from '../../core/errors.ts';
import { limitsOf, whenFull } from '../../core/thread-heap.ts';
import { formWorker } from './form-files.ts';
import type { FormReply, FormRequest } from './form-messages.ts';
import { FORM_LIMITS } from './limits.ts';

const MS_TO_FORGET = 1_000;

function failed(why: string): PermanentError {
  const message = `The file cannot be read within the limits of time and memory: ${why}.`;
  return new PermanentError('document_engine_failed', message);
}

const full = () => failed(`it takes more than ${FORM_LIMITS.heapMb} MB`);

/** A file in a thread of its own, which can be killed while it reads. */
export class FormThread {
  readonly #worker: Worker;
  /** Rejects when the thread ends, for whatever reason. */
  readonly #ended: Promise<never>;
  #turn: Promise<unknown> = Promise.resolve();
  #isOver = false;

  constructor() {
    this.#worker = new Worker(formWorker(), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: {},
      name: 'form',
      resourceLimits: limitsOf(FORM_LIMITS.heapMb),
    });
    const { promise, reject } = Promise.withResolvers<never>();
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(isFull ? full() : failed(error.message));
    });
    this.#worker.on('exit', () => reject(failed('its thread ended')));
    this.#ended = promise;
    this.#ended.catch(() => {
      this.#isOver = true;
    });
    this.#worker.unref();
  }

  /** Whether it can be asked no more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * Requests are answered one at a time, in order.
   * @throws PermanentError document_engine_failed after `ms`, and what the file is at fault for; the signal's reason
   */
  ask(request: FormRequest, ms: number, signal?: AbortSignal): Promise<FormReply> {
    const answer = this.#turn.then(() => this.#answer(request, ms, signal));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  async #answer(request: FormRequest, ms: number, signal: AbortSignal | undefined): Promise<FormReply> {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<FormReply>();
    const stop = (why: unknown) => {
      reject(why);
      void this.end();
    };
    const timer = setTimeout(() => stop(failed(`it takes more than ${ms} ms`)), ms);
    const unwatch = whenFull(this.#worker, FORM_LIMITS.heapMb, () => stop(full()));
    const onAbort = () => stop(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#worker.once('message', resolve);
    try {
      this.#worker.postMessage(request);
      const reply = await Promise.race([promise, this.#ended]);
      if (reply.is === 'refused') throw new PermanentError(reply.code, reply.message);
      if (reply.is === 'crashed') throw failed(reply.message);
      return reply;
    } finally {
      clearTimeout(timer);
      unwatch();
      signal?.removeEventListener('abort', onAbort);
      this.#worker.off('message', resolve);
    }
  }

  /** Ends it when it has given its memory back. */
  async leave(): Promise<void> {
    if (!this.#isOver) await this.ask({ ask: 'forget' }, MS_TO_FORGET).catch(() => undefined);
    await this.end();
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#worker.terminate();
  }
}
