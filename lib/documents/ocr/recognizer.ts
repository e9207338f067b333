import { readFile } from 'node:fs/promises';
import { PermanentError } from '../../core/errors.ts';
import { checkPicture } from './check-picture.ts';
import { ocrFiles } from './ocr-files.ts';
import { OcrThread } from './ocr-thread.ts';
import type { Recognize } from './recognized.ts';
import { Turns } from './turns.ts';

const IDLE_MS = 10_000;

export interface RecognizerOptions {
  /** How long an idle thread and its memory are kept; 10 s by default. */
  idleMs?: number;
}

export interface Recognizer {
  /** Calls may overlap and run one at a time. Aborting a page kills the thread. */
  recognize: Recognize;
  /** Ends the thread when pending pages are done; a later call starts a new one. */
  close(): Promise<void>;
}

/**
 * Runs Tesseract offline in one thread, which starts with the first page and ends when idle. tesseract.js is not
 * used: when its worker dies, its promises stay open, and the worker's unhandled error ends the process.
 */
export function createRecognizer({ idleMs = IDLE_MS }: RecognizerOptions = {}): Recognizer {
  const files = ocrFiles();
  const turns = new Turns();
  let code: Promise<WebAssembly.Module> | undefined;
  let thread: OcrThread | undefined;
  let idle: NodeJS.Timeout | undefined;

  const start = async (): Promise<OcrThread> => {
    code ??= readFile(files.wasm).then((bytes) => WebAssembly.compile(bytes));
    code.catch(() => {
      code = undefined;
    });
    const languages = Object.fromEntries(
      Object.entries(files.languages).map(([key, { href }]) => [key, href]),
    );
    return new OcrThread(files.worker, { code: await code, languages });
  };
  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = thread;
    thread = undefined;
    await ending?.end();
  };

  const recognize: Recognize = async (picture, { languages, signal, sample }) => {
    checkLanguages(languages, Object.keys(files.languages));
    checkPicture(picture);
    return await turns.take(async () => {
      clearTimeout(idle);
      if (!thread || thread.over) thread = await start();
      try {
        const reply = await thread.ask({ ...picture, languages, sample }, signal);
        if (reply.is === 'page') return reply.page;
        throw new PermanentError('ocr_failed', reply.message);
      } finally {
        idle = setTimeout(end, idleMs).unref();
      }
    }, signal);
  };
  const close = async (): Promise<void> => {
    await turns.empty();
    await end();
  };
  return { recognize, close };
}

function checkLanguages(languages: readonly string[], known: string[]): void {
  const unknown = languages.filter((code) => !known.includes(code));
  if (languages.length > 0 && unknown.length === 0) return;
  const asked =
    languages.length === 0 ? 'No language was given' : `There is no data for ${unknown.join(', ')}`;
  throw new PermanentError('ocr_language_unknown', `${asked}; give one or more of ${known.join(', ')}.`);
}
