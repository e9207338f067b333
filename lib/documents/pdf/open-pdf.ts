import { PermanentError } from '../../core/errors.ts';
import { compiledPdfium } from './compiled-pdfium.ts';
import type { PdfInfo } from './document-info.ts';
import { Engine, EngineLost } from './engine.ts';
import { engineFiles } from './engine-files.ts';
import { hasPdfHeader, NO_PDF_HEADER } from './header.ts';
import { checkStreams } from './inflated-size.ts';
import type { PdfLimits } from './limits.ts';
import type { EngineReply, EngineRequest, PagePicture } from './messages.ts';
import { unpackPage } from './packed-page.ts';
import type { PageContent } from './page.ts';

/** A page that could not be read; the others of its range were. */
export interface FailedPage {
  page: number;
  code: string;
  message: string;
}

/** Together they hold each page of the range once, in order. */
export interface PageRange {
  pages: PageContent[];
  failed: FailedPage[];
}

/** An open document. Calls may overlap and run one at a time. */
export interface PdfSession {
  readonly pageCount: number;
  /**
   * Metadata and outline. Not part of opening, because the outline can take as long as a page.
   * @throws the signal's reason; PermanentError pdf_engine_failed
   */
  info(signal?: AbortSignal): Promise<PdfInfo>;
  /**
   * @param from first page, from 1. @param to last page, included; what lies beyond the document is left out.
   * @throws the signal's reason; PermanentError pdf_engine_failed
   */
  pages(from: number, to: number, signal?: AbortSignal): Promise<PageRange>;
  /** @throws the signal's reason; PermanentError pdf_page_failed, pdf_engine_failed */
  render(page: number, dpi: number, signal?: AbortSignal): Promise<PagePicture>;
  close(): Promise<void>;
}

/**
 * Opens a PDF in a thread of its own. `bytes` must not change while the session is open; those in a
 * SharedArrayBuffer are not copied to the thread, which saves their size twice.
 * @throws PermanentError pdf_empty, not_a_pdf, pdf_too_large, pdf_stream_too_large, pdf_encrypted, pdf_damaged,
 *   pdf_no_pages, pdf_too_many_pages, pdf_engine_failed; the signal's reason
 */
export async function openPdf(
  bytes: Uint8Array,
  limits: PdfLimits,
  signal?: AbortSignal,
): Promise<PdfSession> {
  checkHeader(bytes, limits);
  const engine = new Engine(engineFiles().worker);
  const session = new Session(bytes, limits);
  try {
    await checkStreams(bytes, limits.streamBytes, signal);
    await session.open(signal, engine);
    return session;
  } catch (error) {
    await engine.end();
    throw error;
  }
}

function checkHeader(bytes: Uint8Array, { fileBytes }: PdfLimits): void {
  if (bytes.length === 0) throw new PermanentError('pdf_empty', 'The file is empty: 0 bytes.');
  if (bytes.length > fileBytes) {
    throw new PermanentError(
      'pdf_too_large',
      `The file has ${bytes.length} bytes; at most ${fileBytes} are read.`,
    );
  }
  if (!hasPdfHeader(bytes)) throw new PermanentError('not_a_pdf', `The file is not a PDF: ${NO_PDF_HEADER}.`);
}

/** `failed` turns the loss of the engine into the caller's error. */
interface Question {
  request: EngineRequest;
  ms: number;
  failed: (lost: EngineLost) => PermanentError;
  signal: AbortSignal | undefined;
}

class Session implements PdfSession {
  readonly #bytes: Uint8Array;
  readonly #limits: PdfLimits;
  #engine: Engine | undefined;
  #pageCount = 0;
  /** Pages that the current engine has read; what it holds of them may be why it runs out of memory. */
  #readByEngine = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(bytes: Uint8Array, limits: PdfLimits) {
    this.#bytes = bytes;
    this.#limits = limits;
  }

  get pageCount(): number {
    return this.#pageCount;
  }

  async open(signal: AbortSignal | undefined, engine = new Engine(engineFiles().worker)): Promise<void> {
    const { pages: maxPages, memoryBytes, msToOpen } = this.#limits;
    try {
      const code = await compiledPdfium(engineFiles().wasm);
      const request = { ask: 'open', code, bytes: this.#bytes, maxPages, memoryBytes } as const;
      const reply = refuse(await engine.ask(request, { ms: msToOpen, signal }));
      if (reply.is !== 'open') throw unexpected(reply);
      this.#pageCount = reply.pages;
      this.#engine = engine;
      this.#readByEngine = 0;
    } catch (error) {
      await engine.end();
      throw error instanceof EngineLost ? engineFailed(error) : error;
    }
  }

  async info(signal?: AbortSignal): Promise<PdfInfo> {
    const question = {
      request: { ask: 'info' },
      ms: this.#limits.msToOpen,
      failed: engineFailed,
      signal,
    } as const;
    const reply = await this.#inTurn(() => this.#ask(question));
    if (reply.is !== 'info') throw unexpected(reply);
    return reply.info;
  }

  pages(from: number, to: number, signal?: AbortSignal): Promise<PageRange> {
    return this.#inTurn(async () => {
      const range: PageRange = { pages: [], failed: [] };
      const last = Math.min(to, this.#pageCount);
      const requestOf = (page: number) => (page > last ? undefined : ({ ask: 'page', page } as const));
      let request = requestOf(Math.max(1, from));
      while (request) {
        const next = requestOf(request.page + 1);
        await this.#addPage(range, this.#ofPage(request, signal), next);
        request = next;
      }
      return range;
    });
  }

  async #addPage(
    range: PageRange,
    question: Question & { page: number },
    next?: EngineRequest,
  ): Promise<void> {
    try {
      const reply = await this.#ask(question, next);
      if (reply.is !== 'page') throw unexpected(reply);
      range.pages.push(unpackPage(reply.content));
    } catch (error) {
      if (!(error instanceof PermanentError) || error.code !== 'pdf_page_failed') throw error;
      range.failed.push({ page: question.page, code: error.code, message: error.message });
    }
  }

  async render(page: number, dpi: number, signal?: AbortSignal): Promise<PagePicture> {
    const question = this.#ofPage({ ask: 'render', page, dpi }, signal);
    const reply = await this.#inTurn(() => this.#ask(question));
    if (reply.is !== 'picture') throw unexpected(reply);
    return reply.picture;
  }

  async close(): Promise<void> {
    await this.#turn.catch(() => undefined);
    await this.#engine?.end();
    this.#engine = undefined;
  }

  #ofPage(request: EngineRequest & { page: number }, signal: AbortSignal | undefined) {
    const failed = (lost: EngineLost) => pageFailed(request.page, lost, this.#limits);
    return { request, page: request.page, ms: this.#limits.msPerPage, failed, signal };
  }

  #inTurn<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    const answer = this.#turn.then(call);
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  /**
   * After a crash, asks once more in a new engine if the old one had read other pages, and without asking ahead:
   * either may be why it crashed.
   */
  async #ask(question: Question, next?: EngineRequest): Promise<EngineReply> {
    const { request, ms, failed, signal } = question;
    if (!this.#engine) await this.open(signal);
    const engine = this.#engine;
    if (!engine) throw new Error('The PDF is not open.');
    try {
      const reply = refuse(await engine.ask(request, { ms, signal, next }));
      this.#readByEngine++;
      return reply;
    } catch (error) {
      if (error instanceof PermanentError) throw error;
      this.#engine = undefined;
      if (!(error instanceof EngineLost)) throw error;
      if (error.why === 'stalled' || (this.#readByEngine === 0 && !next)) throw failed(error);
      return await this.#ask(question);
    }
  }
}

function refuse(reply: EngineReply): EngineReply {
  if (reply.is === 'refused') throw new PermanentError(reply.code, reply.message);
  return reply;
}

function pageFailed(page: number, error: EngineLost, { msPerPage, memoryBytes }: PdfLimits): PermanentError {
  const why =
    error.why === 'stalled'
      ? `it takes longer than ${msPerPage} ms`
      : `it needs more than ${memoryBytes} bytes of memory or breaks the reader`;
  return new PermanentError('pdf_page_failed', `Page ${page} cannot be read: ${why}.`, { cause: error });
}

function engineFailed(error: EngineLost): PermanentError {
  const message = `The PDF cannot be read within the limits of time and memory: ${error.message}`;
  return new PermanentError('pdf_engine_failed', message, { cause: error });
}

function unexpected(reply: EngineReply): Error {
  return new Error(`The PDF engine answered with ${reply.is}.`);
}
