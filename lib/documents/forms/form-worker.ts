// The thread that reads one file of a form without pages. The session kills it when it stalls: see form-thread.ts.
import { parentPort } from 'node:worker_threads';
import { PermanentError } from '../../core/errors.ts';
import { giveMemoryBack } from '../../core/thread-heap.ts';
import type { PdfInfo } from '../pdf/document-info.ts';
import type { FormFile } from './block.ts';
import { boundHeap } from './bounded-heap.ts';
import type { FormKind } from './form-kinds.ts';
import type { FormReply, FormRequest } from './form-messages.ts';
import { type FormPage, formPages } from './form-pages.ts';
import { formRecord } from './form-record.ts';
import { READERS } from './readers.ts';

/** As many as of a PDF. */
const MOST_ENTRIES = 10_000;

let pages: FormPage[] = [];

function infoOf(kind: FormKind, file: FormFile, pageOfBlock: readonly number[]): PdfInfo {
  const entries = file.outline.slice(0, MOST_ENTRIES);
  return {
    pages: pages.length,
    version: undefined,
    encrypted: false,
    permissions: { print: true, modify: true, copy: true, annotate: true },
    metadata: file.metadata,
    outline: entries.map(({ title, level, block }) => ({ title, level, page: pageOfBlock[block] })),
    labels: undefined,
    attachments: 0,
    form: false,
    kind,
    remarks: file.remarks,
  };
}

/** The headings are the outline of a file that gives none. */
function outlined(file: FormFile): FormFile {
  if (file.outline.length > 0) return file;
  const outline = file.blocks.flatMap((block, at) => {
    if (block.is !== 'text' || block.text.kind !== 'heading') return [];
    return [{ title: block.text.text, level: block.text.level, block: at }];
  });
  return { ...file, outline };
}

async function open({ kind, bytes }: Extract<FormRequest, { ask: 'open' }>): Promise<FormReply> {
  const read = await READERS[kind]();
  const file = outlined(await read(bytes));
  const made = formPages(file);
  pages = made.pages;
  if (pages.length === 0)
    throw new PermanentError('document_no_text', 'The file has no text, and so nothing to analyze.');
  return { is: 'open', info: infoOf(kind, file, made.pageOfBlock) };
}

async function answer(request: FormRequest): Promise<FormReply> {
  if (request.ask === 'load') {
    await READERS[request.kind]();
    return { is: 'loaded' };
  }
  if (request.ask === 'open') return await open(request);
  if (request.ask === 'forget') {
    pages = [];
    return { is: 'forgotten' };
  }
  const content = pages[request.page - 1];
  if (!content) throw new Error(`There is no page ${request.page} of ${pages.length}.`);
  return { is: 'record', record: await formRecord(content, request.page) };
}

function failure(error: unknown): FormReply {
  if (error instanceof PermanentError) return { is: 'refused', code: error.code, message: error.message };
  return { is: 'crashed', message: error instanceof Error ? error.message : String(error) };
}

boundHeap();
parentPort?.on('message', async (request: FormRequest) => {
  const reply = await answer(request).catch(failure);
  if (request.ask === 'forget' || reply.is === 'refused' || reply.is === 'crashed') giveMemoryBack();
  parentPort?.postMessage(reply);
});
