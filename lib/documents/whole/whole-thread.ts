import { Worker } from 'node:worker_threads';
import { PermanentError } from '../../core/errors.ts';
import { untilAborted } from '../../core/until-aborted.ts';
import type { PackedPage } from '../records/queries.ts';
import type { DocumentInfo } from '../report.ts';
import type { WholeReply, WholeRequest } from './messages.ts';
import { wholeWorker } from './whole-files.ts';

/** What JavaScript may hold of one document, MB. 5,000 pages of 2,000 characters fit (measured on 2026-11-30). */
const HEAP_MB = 400;
/** Packed. What a thread leaves behind of more would keep much of the heap. */
const LIGHT_BYTES = 200_000;
const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';

/** A whole document in a thread of its own, off the event loop and within its memory. */
export class WholeThread {
  readonly #worker: Worker;
  /** Rejects when the thread ends, for whatever reason. */
  readonly #ended: Promise<never>;
  readonly #heapMb: number;
  #turn: Promise<unknown> = Promise.resolve();
  #isOver = false;
  #bytes = 0;

  /** @param heapMb what JavaScript may hold, MB */
  constructor(heapMb = HEAP_MB) {
    this.#heapMb = heapMb;
    this.#worker = new Worker(wholeWorker(), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: {},
      name: 'whole',
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    const { promise, reject } = Promise.withResolvers<never>();
    this.#worker.on('error', (error: NodeJS.ErrnoException) => reject(this.#lost(error)));
    this.#worker.on('exit', () => reject(new Error('The thread of the document ended.')));
    this.#ended = promise;
    this.#ended.catch(() => {
      this.#isOver = true;
    });
    this.#worker.unref();
  }

  /**
   * Requests are answered one at a time, in order.
   * @throws the signal's reason, which ends the thread; PermanentError analysis_too_large, and what the work throws
   */
  ask(request: WholeRequest, signal: AbortSignal): Promise<WholeReply> {
    const answer = this.#turn.then(() => this.#answer(request, signal));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  /** Whether it can be asked no more. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether no document of it was so large that its heap is worth giving back. */
  get isLight(): boolean {
    return !this.#isOver && this.#bytes <= LIGHT_BYTES;
  }

  /** @param outline of the file, with the last pages */
  async take(pages: PackedPage[], signal: AbortSignal, outline?: DocumentInfo['outline']): Promise<void> {
    for (const { body, paragraphs } of pages) this.#bytes += (body?.length ?? 0) + (paragraphs?.length ?? 0);
    await this.ask({ ask: 'take', pages, ...(outline && { outline }) }, signal);
  }

  /** Makes it ready for another document. */
  async forget(): Promise<void> {
    this.#bytes = 0;
    await this.ask({ ask: 'forget' }, new AbortController().signal);
  }

  async end(): Promise<void> {
    this.#isOver = true;
    await this.#worker.terminate();
  }

  async #answer(request: WholeRequest, signal: AbortSignal): Promise<WholeReply> {
    signal.throwIfAborted();
    const { promise, resolve } = Promise.withResolvers<WholeReply>();
    this.#worker.once('message', resolve);
    this.#worker.postMessage(request);
    try {
      const reply = await untilAborted(Promise.race([promise, this.#ended]), signal);
      if (reply.is === 'refused') throw new PermanentError(reply.code, reply.message);
      if (reply.is === 'crashed') throw new Error(reply.message);
      return reply;
    } catch (error) {
      if (signal.aborted) await this.end();
      throw error;
    } finally {
      this.#worker.off('message', resolve);
    }
  }

  #lost(error: NodeJS.ErrnoException): Error {
    if (error.code !== OUT_OF_MEMORY) return error;
    const limit = `The document as a whole takes more than ${this.#heapMb} MB to analyze`;
    return new PermanentError('analysis_too_large', `${limit}: split it and send the parts.`, {
      cause: error,
    });
  }
}
