// The worker that holds PDFium for one document. The session kills it when it stalls: see engine.ts.
import { parentPort } from 'node:worker_threads';
import type { EngineReply, EngineRequest } from './messages.ts';
import { infoOf, type OpenDocument, openDocument } from './worker/document.ts';
import { loadPdfium, type Pdfium } from './worker/pdfium.ts';
import { readPage } from './worker/read-page.ts';
import { Refused } from './worker/refused.ts';
import { renderPage } from './worker/render.ts';

let engine: { pdfium: Pdfium; document: OpenDocument } | undefined;

async function answer(request: EngineRequest): Promise<EngineReply> {
  if (request.ask === 'open') {
    const pdfium = await loadPdfium(request.code, request.memoryBytes);
    const document = openDocument(pdfium, request.bytes, request.maxPages);
    engine = { pdfium, document };
    return { is: 'open', pages: document.pages };
  }
  if (!engine) throw new Error('No document is open.');
  const { pdfium, document } = engine;
  if (request.ask === 'info') return { is: 'info', info: infoOf(pdfium, document) };
  if (request.ask === 'page') return { is: 'page', content: readPage(pdfium, document, request.page) };
  return { is: 'picture', picture: renderPage(pdfium, document, request.page, request.dpi) };
}

/** Whatever is not a refusal leaves PDFium in a state that nobody knows. */
function failure(error: unknown): EngineReply {
  if (error instanceof Refused) return { is: 'refused', code: error.code, message: error.message };
  return { is: 'crashed', message: error instanceof Error ? error.message : String(error) };
}

parentPort?.on('message', async (request: EngineRequest) => {
  parentPort?.postMessage(await answer(request).catch(failure));
});
