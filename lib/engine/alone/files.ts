/** The two modules that a step's own process needs. */
export interface StepProcessFiles {
  /** `step-process.ts` or what it was built to. */
  child: URL;
  /** The module that exports `app()`. */
  app: URL;
}

/**
 * In a bundle both lie beside this file, put there by dev/build/functions.ts; Vercel's file tracing follows the
 * literal URLs. Run from sources nobody knows which module is the app's: it is named, or there is none (null).
 */
export function stepProcessFiles(app?: URL): StepProcessFiles | null {
  if (import.meta.url.endsWith('.js')) {
    return {
      child: new URL('./step-process.js', import.meta.url),
      app: app ?? new URL('./app.js', import.meta.url),
    };
  }
  if (!app) return null;
  return { child: new URL(import.meta.url.replace(/files\.ts.*$/, 'step-process.ts')), app };
}
