// The worker that holds PDFium for one document at a time. The session kills it when it stalls: see engine.ts.
import { parentPort } from 'node:worker_threads';
import { PermanentError } from '../../core/errors.ts';
import { pdfOfPictures } from '../pictures/pdf-of-pictures.ts';
import { layOut } from '../records/page-record.ts';
import { checkStreams } from './inflated-size.ts';
import type { EngineCode, EngineReply, EngineRequest } from './messages.ts';
import { unpackPage } from './packed-page.ts';
import { attachedBytes } from './worker/attachments.ts';
import { infoOf, type OpenDocument, openDocument } from './worker/document.ts';
import { loadPdfium, type Pdfium } from './worker/pdfium.ts';
import { readPage } from './worker/read-page.ts';
import { Refused } from './worker/refused.ts';
import { imageOf, renderPage } from './worker/render.ts';

let prepared: Promise<Pdfium> | undefined;
let open: { pdfium: Pdfium; document: OpenDocument } | undefined;

const load = ({ code, memoryBytes }: EngineCode): Promise<Pdfium> => loadPdfium(code, memoryBytes);

/** Every document gets an instance of its own, so that none finds in memory what another left there. */
async function prepare(engine: EngineCode): Promise<EngineReply> {
  const heldBytes = open?.pdfium.heap.size ?? 0;
  open = undefined;
  prepared ??= load(engine);
  await prepared;
  return { is: 'prepared', heldBytes };
}

async function openFile({
  engine,
  bytes: given,
  password,
  limits,
}: Extract<EngineRequest, { ask: 'open' }>): Promise<EngineReply> {
  const loading = prepared ?? load(engine);
  prepared = undefined;
  const bytes = pdfOfPictures(given) ?? given;
  await checkStreams(bytes, limits.streamBytes);
  const pdfium = await loading;
  const document = openDocument(pdfium, { bytes, password }, limits.pages);
  open = { pdfium, document };
  return { is: 'open', pages: document.pages };
}

async function answer(request: EngineRequest): Promise<EngineReply> {
  if (request.ask === 'prepare') return prepare(request.engine);
  if (request.ask === 'open') return openFile(request);
  if (!open) throw new Error('No document is open.');
  const { pdfium, document } = open;
  if (request.ask === 'info') return { is: 'info', info: infoOf(pdfium, document) };
  if (request.ask === 'attachment')
    return { is: 'attachment', bytes: attachedBytes(pdfium, document, request.attachment) };
  if (request.ask === 'render')
    return { is: 'picture', picture: renderPage(pdfium, document, request.page, request.dpi) };
  if (request.ask === 'image')
    return { is: 'picture', picture: imageOf(pdfium, document, request.page, request) };
  const content = readPage(pdfium, document, request.page);
  if (request.ask === 'page') return { is: 'page', content };
  return { is: 'record', record: await layOut(unpackPage(content)) };
}

/** Whatever is not a refusal leaves PDFium in a state that nobody knows. */
function failure(error: unknown): EngineReply {
  if (error instanceof Refused || error instanceof PermanentError)
    return { is: 'refused', code: error.code, message: error.message };
  return { is: 'crashed', message: error instanceof Error ? error.message : String(error) };
}

let turn: Promise<void> = Promise.resolve();

parentPort?.on('message', (request: EngineRequest) => {
  turn = turn.then(async () => parentPort?.postMessage(await answer(request).catch(failure)));
});
