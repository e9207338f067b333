import { createRequire } from 'node:module';

export interface EngineFiles {
  worker: URL;
  wasm: URL;
}

/**
 * Where the worker and PDFium are. Run from sources they are here and in node_modules; dev/build/functions.ts puts
 * both beside the bundle, and Vercel's file tracing follows the two literal URLs there.
 */
export function engineFiles(): EngineFiles {
  if (import.meta.url.endsWith('.js')) {
    return {
      worker: new URL('./pdf-worker.js', import.meta.url),
      wasm: new URL('./pdfium.wasm', import.meta.url),
    };
  }
  const { resolve } = createRequire(import.meta.url);
  return {
    worker: new URL(import.meta.url.replace(/engine-files\.ts.*$/, 'pdf-worker.ts')),
    wasm: new URL(`file://${resolve('@embedpdf/pdfium/pdfium.wasm')}`),
  };
}
