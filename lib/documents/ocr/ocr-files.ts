import { createRequire } from 'node:module';

export interface OcrFiles {
  worker: URL;
  /** Tesseract with SIMD, without the engine used before 4.0. */
  wasm: URL;
  /** Gzipped language data by code; in a bundle also where those would be that it lacks. */
  languages: Record<string, URL>;
}

const PACKAGED = ['eng', 'deu', 'fra', 'spa', 'ita', 'por', 'ara', 'hin', 'chi_sim', 'jpn'] as const;

/**
 * Locations of the worker, Tesseract and its language data: here and in node_modules when run from source.
 * dev/build/functions.ts copies them next to the bundle; Vercel's file tracing follows the literal URLs there. The
 * data is the integer form (5.2 MB of English): on clean pages it reads as well as the 23.5 MB of 4.0.0.
 */
export function ocrFiles(): OcrFiles {
  return import.meta.url.endsWith('.js') ? bundledFiles() : sourceFiles();
}

function bundledFiles(): OcrFiles {
  return {
    worker: new URL('./ocr-worker.js', import.meta.url),
    wasm: new URL('./tesseract-core-simd-lstm.wasm', import.meta.url),
    languages: {
      eng: new URL('./eng.traineddata.gz', import.meta.url),
      deu: new URL('./deu.traineddata.gz', import.meta.url),
      fra: new URL('./fra.traineddata.gz', import.meta.url),
      spa: new URL('./spa.traineddata.gz', import.meta.url),
      ita: new URL('./ita.traineddata.gz', import.meta.url),
      por: new URL('./por.traineddata.gz', import.meta.url),
      rus: new URL('./rus.traineddata.gz', import.meta.url),
      ara: new URL('./ara.traineddata.gz', import.meta.url),
      hin: new URL('./hin.traineddata.gz', import.meta.url),
      chi_sim: new URL('./chi_sim.traineddata.gz', import.meta.url),
      jpn: new URL('./jpn.traineddata.gz', import.meta.url),
    },
  };
}

function sourceFiles(): OcrFiles {
  const require = createRequire(import.meta.url);
  const installed = PACKAGED.flatMap((code) => {
    const path = `@tesseract.js-data/${code}/4.0.0_best_int/${code}.traineddata.gz`;
    try {
      return [[code, new URL(`file://${require.resolve(path)}`)] as const];
    } catch {
      // A deployment chooses what it installs.
      return [];
    }
  });
  return {
    worker: new URL(import.meta.url.replace(/ocr-files\.ts.*$/, 'ocr-worker.ts')),
    wasm: new URL(`file://${require.resolve('tesseract.js-core/tesseract-core-simd-lstm.wasm')}`),
    languages: {
      ...Object.fromEntries(installed),
      rus: new URL(import.meta.url.replace(/ocr-files\.ts.*$/, 'data/rus.traineddata.gz')),
    },
  };
}
