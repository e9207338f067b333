import { PermanentError } from '../../core/errors.ts';
import type { LaidOutPage } from '../records/page-record.ts';
import type { PdfInfo } from './document-info.ts';
import type { EngineLost } from './engine.ts';
import type { PdfLimits } from './limits.ts';
import type { EngineReply, EngineRequest, PagePicture } from './messages.ts';
import { unpackPage } from './packed-page.ts';
import type { Box, PageContent } from './page.ts';
import { engineFailed, type Question, Reader, unexpected } from './reader.ts';
import { Readers } from './readers.ts';

export interface OpenOptions {
  signal?: AbortSignal | undefined;
  /** Of the user or the owner. */
  password?: string | undefined;
}

/** A page that could not be read; the others of its range were. */
export interface FailedPage {
  page: number;
  /** `pdf_page_failed`, `page_too_large`. */
  code: string;
  message: string;
}

/** Together they hold each page of the range once, in order; up to the first failed one if that was asked for. */
export interface PageRange<Page = PageContent> {
  pages: Page[];
  failed: FailedPage[];
}

export interface RangeOptions {
  signal?: AbortSignal | undefined;
  /** Milliseconds a page, if less than the limit of the document. */
  msPerPage?: number | undefined;
  /** Ends the range after the first page that fails. */
  untilFailure?: boolean | undefined;
}

/** An open document. Calls may overlap; two at a time are worked on where there is room for two engines. */
export interface PdfSession {
  readonly pageCount: number;
  /**
   * Metadata and outline. Not part of opening, because the outline can take as long as a page.
   * @throws the signal's reason; PermanentError pdf_engine_failed
   */
  info(signal?: AbortSignal): Promise<PdfInfo>;
  /**
   * Pages as the engine reads them.
   * @param from first page, from 1. @param to last page, included; what lies beyond the document is left out.
   * @throws the signal's reason; PermanentError pdf_engine_failed
   */
  pages(from: number, to: number, signal?: AbortSignal): Promise<PageRange>;
  /** Pages as they are stored, laid out and packed in the engine's thread; otherwise as `pages`. */
  records(from: number, to: number, options?: RangeOptions): Promise<PageRange<LaidOutPage>>;
  /** In grey, for OCR. @throws the signal's reason; PermanentError pdf_page_failed, pdf_engine_failed */
  render(page: number, dpi: number, signal?: AbortSignal): Promise<PagePicture>;
  /** In colour, `width` pixels wide, the whole page or what is in a box; otherwise as `render`. */
  image(page: number, width: number, signal?: AbortSignal, box?: Box): Promise<PagePicture>;
  /**
   * What an attached file holds. @param attachment its place in `files` of `info`, from 1
   * @throws the signal's reason; PermanentError attachment_missing, attachment_too_large, pdf_engine_failed
   */
  attachment(attachment: number, signal?: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
}

/**
 * Opens what `kindOf` says is a PDF or a picture, in a thread of its own. `bytes` must not change while the session is open;
 * those in a SharedArrayBuffer are not copied to the thread.
 * @throws PermanentError pdf_too_large, pdf_stream_too_large, pdf_encrypted, pdf_password_wrong, pdf_damaged,
 *   pdf_no_pages, pdf_too_many_pages, pdf_engine_failed; the signal's reason
 */
export async function openPdf(
  bytes: Uint8Array,
  limits: PdfLimits,
  { signal, password }: OpenOptions = {},
): Promise<PdfSession> {
  if (bytes.length > limits.fileBytes) throw tooLarge(bytes.length, limits.fileBytes);
  const create = () => new Reader({ bytes, password }, limits);
  const first = create();
  const pageCount = await first.open(signal);
  return new Session(pageCount, limits, new Readers(first, create));
}

const tooLarge = (size: number, most: number): PermanentError =>
  new PermanentError('pdf_too_large', `The file has ${size} bytes; at most ${most} are read.`);

type PageRequest = EngineRequest & { page: number };
type PageReply = Extract<EngineReply, { is: 'page' | 'record' }>;
type Ask<Page> = { of(page: number): PageRequest; read(reply: EngineReply): Page };

const CONTENT: Ask<PageContent> = {
  of: (page) => ({ ask: 'page', page }),
  read: (reply) => unpackPage(the('page', reply).content),
};
const RECORD: Ask<LaidOutPage> = {
  of: (page) => ({ ask: 'record', page }),
  read: (reply) => the('record', reply).record,
};

function the<Is extends PageReply['is']>(is: Is, reply: EngineReply): Extract<PageReply, { is: Is }>;
function the(is: string, reply: EngineReply): EngineReply {
  if (reply.is !== is) throw unexpected(reply);
  return reply;
}

/** What costs its page only. */
const PAGE_FAULTS: readonly string[] = ['pdf_page_failed', 'page_too_large'];

class Session implements PdfSession {
  readonly pageCount: number;
  readonly #limits: PdfLimits;
  readonly #readers: Readers;

  constructor(pageCount: number, limits: PdfLimits, readers: Readers) {
    this.pageCount = pageCount;
    this.#limits = limits;
    this.#readers = readers;
  }

  async info(signal?: AbortSignal): Promise<PdfInfo> {
    const { msToOpen: ms } = this.#limits;
    const question: Question = { request: { ask: 'info' }, ms, failed: engineFailed, signal };
    const reply = await this.#readers.use((reader) => reader.ask(question));
    if (reply.is !== 'info') throw unexpected(reply);
    return reply.info;
  }

  pages(from: number, to: number, signal?: AbortSignal): Promise<PageRange> {
    return this.#range(CONTENT, { from, to }, { signal });
  }

  records(from: number, to: number, options: RangeOptions = {}): Promise<PageRange<LaidOutPage>> {
    return this.#range(RECORD, { from, to }, options);
  }

  render(page: number, dpi: number, signal?: AbortSignal): Promise<PagePicture> {
    return this.#picture({ ask: 'render', page, dpi }, signal);
  }

  image(page: number, width: number, signal?: AbortSignal, box?: Box): Promise<PagePicture> {
    return this.#picture({ ask: 'image', page, width, box }, signal);
  }

  async attachment(attachment: number, signal?: AbortSignal): Promise<Uint8Array> {
    const { msPerPage: ms } = this.#limits;
    const question: Question = {
      request: { ask: 'attachment', attachment },
      ms,
      failed: engineFailed,
      signal,
    };
    const reply = await this.#readers.use((reader) => reader.ask(question));
    if (reply.is !== 'attachment') throw unexpected(reply);
    return reply.bytes;
  }

  async #picture(request: PageRequest, signal: AbortSignal | undefined): Promise<PagePicture> {
    const question = this.#ofPage(request, { signal });
    const reply = await this.#readers.use((reader) => reader.ask(question));
    if (reply.is !== 'picture') throw unexpected(reply);
    return reply.picture;
  }

  close(): Promise<void> {
    return this.#readers.close();
  }

  #range<Page>(
    ask: Ask<Page>,
    { from, to }: { from: number; to: number },
    options: RangeOptions,
  ): Promise<PageRange<Page>> {
    const last = Math.min(to, this.pageCount);
    const requestOf = (page: number) => (page > last ? undefined : ask.of(page));
    return this.#readers.use(async (reader) => {
      const range: PageRange<Page> = { pages: [], failed: [] };
      let request = requestOf(Math.max(1, from));
      while (request && !(options.untilFailure && range.failed.length > 0)) {
        const next = requestOf(request.page + 1);
        try {
          range.pages.push(ask.read(await reader.ask(this.#ofPage(request, options), next)));
        } catch (error) {
          range.failed.push(failedPage(request.page, error));
        }
        request = next;
      }
      return range;
    });
  }

  #ofPage(request: PageRequest, { signal, msPerPage = this.#limits.msPerPage }: RangeOptions): Question {
    const ms = Math.min(msPerPage, this.#limits.msPerPage);
    const limits = { ...this.#limits, msPerPage: ms };
    return { request, ms, failed: (lost) => pageFailed(request.page, lost, limits), signal };
  }
}

/** @throws the error, if it is not of this page alone */
function failedPage(page: number, error: unknown): FailedPage {
  if (!(error instanceof PermanentError) || !PAGE_FAULTS.includes(error.code)) throw error;
  return { page, code: error.code, message: error.message };
}

function pageFailed(page: number, error: EngineLost, { msPerPage, memoryBytes }: PdfLimits): PermanentError {
  const why =
    error.why === 'stalled'
      ? `it takes longer than ${msPerPage} ms`
      : `it needs more than ${memoryBytes} bytes of memory or breaks the reader`;
  return new PermanentError('pdf_page_failed', `Page ${page} cannot be read: ${why}.`, { cause: error });
}
