import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/**
 * Imports a module in a fresh process that has no configuration, as a function's first request does.
 * @returns milliseconds.
 * @throws when the module cannot be imported or keeps the process from ending for 20 s.
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
