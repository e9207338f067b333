/** The worker: beside the bundle in a function, a source file otherwise (dev/build/functions.ts). */
export const wholeWorker = (): URL =>
  import.meta.url.endsWith('.js')
    ? new URL('./whole-worker.js', import.meta.url)
    : new URL(import.meta.url.replace(/whole-files\.ts.*$/, 'whole-worker.ts'));
