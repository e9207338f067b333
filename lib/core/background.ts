/** Lets work go on after the answer. It must not reject. */
export type Background = (work: Promise<void>) => void;

/** Vercel's request context, which `waitUntil` of `@vercel/functions` reads too. */
const CONTEXT = Symbol.for('@vercel/request-context');

interface RequestContext {
  waitUntil(work: Promise<void>): void;
}

function isContext(value: unknown): value is RequestContext {
  return (
    typeof value === 'object' &&
    value !== null &&
    'waitUntil' in value &&
    typeof value.waitUntil === 'function'
  );
}

function requestContext(): RequestContext | null {
  const holder: unknown = Reflect.get(globalThis, CONTEXT);
  if (typeof holder !== 'object' || holder === null || !('get' in holder) || typeof holder.get !== 'function')
    return null;
  const context: unknown = holder.get();
  return isContext(context) ? context : null;
}

/** On Vercel the function stays awake for the work; elsewhere the process lives on anyway. */
export const inBackground: Background = (work) => requestContext()?.waitUntil(work);
