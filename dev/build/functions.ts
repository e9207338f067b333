import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, formatMessages, type OutputFile, type Plugin } from 'esbuild';
import { dataAsJson } from './data-as-json.ts';
import { ocrData } from './ocr-data.ts';

const source = (path: string) => fileURLToPath(new URL(`../../lib/${path}`, import.meta.url));

/** Scripts of threads and processes, bundled as separate entries. */
const WORKERS = {
  'pdf-worker': source('documents/pdf/pdf-worker.ts'),
  'ocr-worker': source('documents/ocr/ocr-worker.ts'),
  'form-worker': source('documents/forms/form-worker.ts'),
  'whole-worker': source('documents/whole/whole-worker.ts'),
  'step-process': source('engine/alone/step-process.ts'),
};

/** Package files that are copied unchanged. */
const COPIED = {
  'pdfium.wasm': '@embedpdf/pdfium/pdfium.wasm',
  'tesseract-core-simd-lstm.wasm': 'tesseract.js-core/tesseract-core-simd-lstm.wasm',
};

export interface FunctionsOptions {
  /** The folder that contains lib/app.ts. */
  root: string;
  /** Relative to `root`; default `.build`, where `#app` points. */
  outDir?: string;
  /** Other modules that are bundled beside it, by name; relative to `root`. */
  also?: Readonly<Record<string, string>>;
  /** With the language data of devDependencies too. */
  development?: boolean;
}

export interface FunctionsBuild {
  outDir: string;
  /** The bundle and the chunks of dynamic imports, without source maps and licenses. */
  files: { name: string; bytes: number }[];
}

/** Messages of zod in 50 languages, a fifth of the bundle: ours are English, and written by ourselves. */
const englishZod: Plugin = {
  name: 'english-zod',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/locales\/index\.js$/ }, ({ path, resolveDir }) =>
      /\/node_modules\/zod\//.test(`${resolveDir}/`) ? { path: resolve(resolveDir, path, '../en.js') } : null,
    );
  },
};

/** Some CommonJS dependencies call `require` for Node's built-in modules. */
const REQUIRE = [
  "import { createRequire as createRequireOfBundle } from 'node:module';",
  'const require = createRequireOfBundle(import.meta.url);',
].join('\n');

/**
 * Bundles lib/app.ts to `<outDir>/app.js`, imported by the functions as `#app`: 100 ms to import, unbundled 600 to
 * 870 ms. Files are replaced atomically, the entry last, and old chunks are kept, so functions may run meanwhile.
 * Workers, PDFium, Tesseract and its language data are placed beside it (see engine-files.ts and ocr-files.ts).
 * @throws esbuild's BuildFailure
 */
export async function buildFunctions({
  root,
  outDir = '.build',
  also = {},
  development = false,
}: FunctionsOptions): Promise<FunctionsBuild> {
  const folder = resolve(root, outDir);
  const data = await ocrData(resolve(root), { development });
  const { outputFiles, warnings } = await build({
    absWorkingDir: resolve(root),
    entryPoints: { app: 'lib/app.ts', ...also, ...WORKERS },
    outdir: folder,
    bundle: true,
    splitting: true,
    plugins: [englishZod, dataAsJson],
    format: 'esm',
    platform: 'node',
    target: 'node24',
    chunkNames: '[name]-[hash]',
    banner: { js: REQUIRE },
    // Tesseract's loader is CommonJS and reads `__dirname`.
    define: { __dirname: 'import.meta.dirname', OCR_LANGUAGES: JSON.stringify(data.languages.join()) },
    // Less to read at a cold start; names stay, since errors are told apart by theirs.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'external',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'silent',
    write: false,
  });
  for (const warning of await formatMessages(warnings, { kind: 'warning' })) console.warn(warning);
  await mkdir(folder, { recursive: true });
  await Promise.all((await copied(folder, data.files)).map(putInPlace));
  const names = ['app', ...Object.keys(also)].map((name) => join(folder, `${name}.js`));
  const entry = outputFiles.filter(({ path }) => names.includes(path));
  await Promise.all(outputFiles.filter((file) => !entry.includes(file)).map(putInPlace));
  await Promise.all(entry.map(putInPlace));
  const files = outputFiles
    .filter(({ path }) => path.endsWith('.js'))
    .map(({ path, contents }) => ({ name: basename(path), bytes: contents.length }));
  return { outDir: folder, files };
}

async function copied(
  folder: string,
  data: Record<string, string>,
): Promise<Pick<OutputFile, 'path' | 'contents'>[]> {
  const { resolve: find } = createRequire(import.meta.url);
  return await Promise.all(
    Object.entries({ ...COPIED, ...data }).map(async ([name, from]) => ({
      path: join(folder, name),
      contents: await readFile(find(from)),
    })),
  );
}

async function putInPlace({ path, contents }: Pick<OutputFile, 'path' | 'contents'>): Promise<void> {
  const draft = `${path}.${process.pid}.${performance.now()}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}
