import { PermanentError } from '../../core/errors.ts';
import { type Engine, EngineLost } from './engine.ts';
import { dropEngine, engineCode, giveEngineBack, takeEngine } from './engines.ts';
import type { PdfLimits } from './limits.ts';
import type { EngineReply, EngineRequest, PdfFile } from './messages.ts';

/** A request that takes at most `ms`. `failed` turns the loss of the engine into the caller's error. */
export interface Question {
  request: EngineRequest;
  ms: number;
  failed: (lost: EngineLost) => PermanentError;
  signal: AbortSignal | undefined;
}

/** A document open in one engine, which is replaced when it is lost. Asks are made one at a time. */
export class Reader {
  readonly #file: PdfFile;
  readonly #limits: PdfLimits;
  #engine: Engine | undefined;
  /** Requests that the current engine has answered; what it holds of them may be why it runs out of memory. */
  #answered = 0;

  constructor(file: PdfFile, limits: PdfLimits) {
    this.#file = file;
    this.#limits = limits;
  }

  /** @returns the number of pages. @throws what `openPdf` throws of an engine */
  async open(signal: AbortSignal | undefined): Promise<number> {
    const { msToOpen: ms, memoryBytes } = this.#limits;
    const engine = takeEngine();
    try {
      const code = await engineCode(memoryBytes);
      const request = { ask: 'open', engine: code, ...this.#file, limits: this.#limits } as const;
      const reply = refuse(await engine.ask(request, { ms, signal }));
      if (reply.is !== 'open') throw unexpected(reply);
      this.#engine = engine;
      this.#answered = 0;
      return reply.pages;
    } catch (error) {
      await dropEngine(engine);
      throw error instanceof EngineLost ? engineFailed(error) : error;
    }
  }

  /**
   * After a crash, asks once more in a new engine if the old one had answered before, and without asking ahead:
   * either may be why it crashed.
   */
  async ask(question: Question, next?: EngineRequest): Promise<EngineReply> {
    const { request, ms, failed, signal } = question;
    if (!this.#engine) await this.open(signal);
    const engine = this.#engine;
    if (!engine) throw new Error('The PDF is not open.');
    try {
      const reply = refuse(await engine.ask(request, { ms, signal, next }));
      this.#answered++;
      return reply;
    } catch (error) {
      if (error instanceof PermanentError) throw error;
      this.#engine = undefined;
      await dropEngine(engine);
      if (!(error instanceof EngineLost)) throw error;
      if (error.why === 'stalled' || (this.#answered === 0 && !next)) throw failed(error);
      return await this.ask(question);
    }
  }

  async close(): Promise<void> {
    const engine = this.#engine;
    this.#engine = undefined;
    if (engine) await giveEngineBack(engine, this.#limits.memoryBytes);
  }
}

function refuse(reply: EngineReply): EngineReply {
  if (reply.is === 'refused') throw new PermanentError(reply.code, reply.message);
  return reply;
}

export function engineFailed(error: EngineLost): PermanentError {
  const message = `The PDF cannot be read within the limits of time and memory: ${error.message}`;
  return new PermanentError('pdf_engine_failed', message, { cause: error });
}

export function unexpected(reply: EngineReply): Error {
  return new Error(`The PDF engine answered with ${reply.is}.`);
}
