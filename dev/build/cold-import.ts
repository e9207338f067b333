import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/**
 * Imports a module in a new process without configuration, like a function's cold start.
 * @returns milliseconds.
 * @throws if the module cannot be imported or keeps the process alive for 20 s.
 */
export async function coldImportMs(file: string): Promise<number> {
  const script = `const started = performance.now();
    await import(${JSON.stringify(pathToFileURL(file).href)});
    console.log(performance.now() - started);`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script],
    { env: {}, timeout: 20_000 },
  );
  return Number(stdout.trim().split('\n').at(-1));
}
