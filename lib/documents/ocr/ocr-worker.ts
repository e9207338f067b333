// The worker that holds Tesseract. The recognizer kills it to stop a page: see ocr-thread.ts.
import { parentPort, workerData } from 'node:worker_threads';
import type { OcrReply, OcrRequest, OcrSetup } from './ocr-messages.ts';
import { startTesseract, type Tesseract } from './worker/tesseract.ts';
import { Unreadable } from './worker/unreadable.ts';

const setup: OcrSetup = workerData;
let tesseract: Promise<Tesseract> | undefined;

async function answer(request: OcrRequest): Promise<OcrReply> {
  tesseract ??= startTesseract(setup);
  return { is: 'page', page: (await tesseract).read(request) };
}

/** Whatever is not a refusal leaves Tesseract in a state that nobody knows. */
function failure(error: unknown): OcrReply {
  if (error instanceof Unreadable) return { is: 'refused', message: error.message };
  return { is: 'crashed', message: error instanceof Error ? error.message : String(error) };
}

parentPort?.on('message', async (request: OcrRequest) => {
  parentPort?.postMessage(await answer(request).catch(failure));
});
