/** The worker: beside the bundle in a function, a source file otherwise (dev/build/functions.ts). */
export const formWorker = (): URL =>
  import.meta.url.endsWith('.js')
    ? new URL('./form-worker.js', import.meta.url)
    : new URL(import.meta.url.replace(/form-files\.ts.*$/, 'form-worker.ts'));
