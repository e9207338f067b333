import { PermanentError, TransientError } from '../../core/errors.ts';
import type { DocumentSession } from '../document-session.ts';
import type { PdfInfo } from '../pdf/document-info.ts';
import type { FailedPage, PageRange, RangeOptions } from '../pdf/open-pdf.ts';
import type { LaidOutPage } from '../records/page-record.ts';
import type { FormKind } from './form-kinds.ts';
import { FormThread } from './form-thread.ts';
import { FORM_LIMITS } from './limits.ts';
import { tooLarge } from './refused.ts';

const TEXTS: readonly FormKind[] = ['html', 'markdown', 'text'];

/** What costs its page only. */
const PAGE_FAULTS: readonly string[] = ['page_too_large'];

/**
 * Opens a file that has no pages of its own, in a thread of its own. `bytes` must not change while the session is open.
 * @throws PermanentError document_damaged, document_encrypted, document_too_large, document_too_deep,
 *   document_no_text, document_engine_failed; the signal's reason
 */
export async function openForm(
  bytes: Uint8Array,
  kind: FormKind,
  signal?: AbortSignal,
): Promise<DocumentSession> {
  const most = TEXTS.includes(kind) ? FORM_LIMITS.textBytes : FORM_LIMITS.fileBytes;
  if (bytes.length > most) throw tooLarge(`it has ${bytes.length} bytes, at most ${most} are read`);
  const thread = new FormThread();
  try {
    await load(thread, kind, signal);
    const reply = await thread.ask({ ask: 'open', kind, bytes }, FORM_LIMITS.msToOpen, signal);
    if (reply.is !== 'open') throw new Error(`The thread answered with ${reply.is}.`);
    return new FormSession(thread, reply.info);
  } catch (error) {
    await thread.end();
    throw error;
  }
}

/** Before it sees the file, which is not at fault if it does not come. @throws TransientError form_reader_lost */
async function load(thread: FormThread, kind: FormKind, signal: AbortSignal | undefined): Promise<void> {
  try {
    await thread.ask({ ask: 'load', kind }, FORM_LIMITS.msToLoad, signal);
  } catch (error) {
    if (!(error instanceof PermanentError)) throw error;
    throw new TransientError('form_reader_lost', `The reader of ${kind} did not start.`, { cause: error });
  }
}

class FormSession implements DocumentSession {
  readonly pageCount: number;
  readonly #thread: FormThread;
  readonly #info: PdfInfo;

  constructor(thread: FormThread, info: PdfInfo) {
    this.#thread = thread;
    this.#info = info;
    this.pageCount = info.pages;
  }

  get isOver(): boolean {
    return this.#thread.isOver;
  }

  async info(): Promise<PdfInfo> {
    return this.#info;
  }

  async records(
    from: number,
    to: number,
    { signal, untilFailure }: RangeOptions = {},
  ): Promise<PageRange<LaidOutPage>> {
    const range: PageRange<LaidOutPage> = { pages: [], failed: [] };
    for (let page = Math.max(1, from); page <= Math.min(to, this.pageCount); page++) {
      if (untilFailure && range.failed.length > 0) break;
      try {
        range.pages.push(await this.#record(page, signal));
      } catch (error) {
        range.failed.push(failedPage(page, error));
      }
    }
    return range;
  }

  async #record(page: number, signal: AbortSignal | undefined): Promise<LaidOutPage> {
    const reply = await this.#thread.ask({ ask: 'record', page }, FORM_LIMITS.msPerPage, signal);
    if (reply.is !== 'record') throw new Error(`The thread answered with ${reply.is}.`);
    return reply.record;
  }

  /** @throws PermanentError page_not_drawn */
  async render(page: number): Promise<never> {
    throw new PermanentError(
      'page_not_drawn',
      `Page ${page} has no picture: the file has no pages of its own.`,
    );
  }

  /** @throws PermanentError page_not_drawn */
  pages(page: number): Promise<never> {
    return this.render(page);
  }

  /** @throws PermanentError page_not_drawn */
  image(page: number): Promise<never> {
    return this.render(page);
  }

  /** @throws PermanentError attachment_missing */
  async attachment(attachment: number): Promise<never> {
    const message = `There is no attachment ${attachment}: only those of PDFs are read.`;
    throw new PermanentError('attachment_missing', message);
  }

  close(): Promise<void> {
    return this.#thread.leave();
  }
}

/** @throws the error, if it is not of this page alone */
function failedPage(page: number, error: unknown): FailedPage {
  if (!(error instanceof PermanentError) || !PAGE_FAULTS.includes(error.code)) throw error;
  return { page, code: error.code, message: error.message };
}
