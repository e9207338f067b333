import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCOPE = '@tesseract.js-data/';
/** npm has no package of it. */
const RUSSIAN = fileURLToPath(new URL('../../lib/documents/ocr/data/rus.traineddata.gz', import.meta.url));

export interface OcrData {
  /** Codes of the languages. */
  languages: string[];
  /** Where the data is, by the name that it gets beside the bundle. */
  files: Record<string, string>;
}

interface Packages {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const fileOf = (code: string) => `${SCOPE}${code}/4.0.0_best_int/${code}.traineddata.gz`;

/**
 * The language data that a bundle holds: of the packages that the deployment depends on, and on a machine of
 * development of those it tests with too.
 */
export async function ocrData(root: string, { development }: { development: boolean }): Promise<OcrData> {
  const { resolve } = createRequire(import.meta.url);
  const own = join(root, 'package.json');
  const file = existsSync(own) ? own : fileURLToPath(new URL('../../package.json', import.meta.url));
  const { dependencies = {}, devDependencies = {} }: Packages = JSON.parse(await readFile(file, 'utf8'));
  const names = Object.keys({ ...dependencies, ...(development ? devDependencies : {}) });
  const packaged = names.filter((name) => name.startsWith(SCOPE)).map((name) => name.slice(SCOPE.length));
  const codes = new Set(['eng', ...packaged]);
  const found = [...codes].map((code) => [`${code}.traineddata.gz`, resolve(fileOf(code))] as const);
  return {
    languages: [...codes, 'rus'],
    files: { ...Object.fromEntries(found), 'rus.traineddata.gz': RUSSIAN },
  };
}
