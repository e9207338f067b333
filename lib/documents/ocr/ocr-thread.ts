import { Worker } from 'node:worker_threads';
import { TransientError } from '../../core/errors.ts';
import type { OcrReply, OcrRequest, OcrSetup } from './ocr-messages.ts';

/** For what JavaScript itself holds; Tesseract's memory and the language data are not part of it. */
const HEAP_MB = 128;

/** Tesseract in a thread of its own, which can be killed in the middle of a page. One page at a time. */
export class OcrThread {
  readonly #worker: Worker;
  /** Rejects when the thread ends, for whatever reason. */
  readonly #ended: Promise<never>;
  #over = false;

  constructor(worker: URL, setup: OcrSetup) {
    this.#worker = new Worker(worker, {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: {},
      name: 'ocr',
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
      workerData: setup,
    });
    const { promise, reject } = Promise.withResolvers<never>();
    // Listened to for as long as it lives: an error that nobody listens to would end the process.
    this.#worker.on('error', (error: Error) => reject(lost(error.message)));
    this.#worker.on('exit', () => reject(lost('it ended')));
    this.#worker.on('messageerror', (error: Error) => reject(lost(error.message)));
    this.#ended = promise;
    this.#ended.catch(() => {
      this.#over = true;
    });
    this.#worker.unref();
  }

  /** Whether it can be asked no more. */
  get over(): boolean {
    return this.#over;
  }

  /**
   * The process does not end before the answer is there.
   * @throws TransientError ocr_worker_lost, or the signal's reason; the thread is killed in both cases.
   */
  async ask(request: OcrRequest, signal: AbortSignal): Promise<OcrReply> {
    const { promise, resolve, reject } = Promise.withResolvers<OcrReply>();
    const onAbort = () => reject(signal.reason);
    this.#worker.once('message', resolve);
    signal.addEventListener('abort', onAbort, { once: true });
    this.#worker.ref();
    try {
      signal.throwIfAborted();
      this.#worker.postMessage(request);
      const reply = await Promise.race([promise, this.#ended]);
      if (reply.is === 'crashed') throw lost(reply.message);
      return reply;
    } catch (error) {
      await this.end();
      throw error;
    } finally {
      this.#worker.unref();
      signal.removeEventListener('abort', onAbort);
      this.#worker.off('message', resolve);
    }
  }

  async end(): Promise<void> {
    this.#over = true;
    await this.#worker.terminate();
  }
}

function lost(why: string): TransientError {
  return new TransientError('ocr_worker_lost', `The thread that reads pictures is lost: ${why}.`);
}
