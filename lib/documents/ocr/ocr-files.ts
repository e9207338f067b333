import { createRequire } from 'node:module';

export interface OcrFiles {
  worker: URL;
  /** Tesseract with SIMD, without the engine used before 4.0. */
  wasm: URL;
  /** Gzipped language data by code. */
  languages: Record<string, URL>;
}

/**
 * Locations of the worker, Tesseract and its language data: here and in node_modules when run from source.
 * dev/build/functions.ts copies them next to the bundle; Vercel's file tracing follows the literal URLs there. The
 * data is the integer form (5.2 MB): on clean pages it reads as well as the 23.5 MB of 4.0.0.
 */
export function ocrFiles(): OcrFiles {
  if (import.meta.url.endsWith('.js')) {
    return {
      worker: new URL('./ocr-worker.js', import.meta.url),
      wasm: new URL('./tesseract-core-simd-lstm.wasm', import.meta.url),
      languages: { eng: new URL('./eng.traineddata.gz', import.meta.url) },
    };
  }
  const require = createRequire(import.meta.url);
  return {
    worker: new URL(import.meta.url.replace(/ocr-files\.ts.*$/, 'ocr-worker.ts')),
    wasm: new URL(`file://${require.resolve('tesseract.js-core/tesseract-core-simd-lstm.wasm')}`),
    languages: {
      eng: new URL(`file://${require.resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz')}`),
    },
  };
}
