import { causesOf } from './error-chain.ts';

/** What went wrong at the bottom, in one sentence, without bound values. */
export function reasonOf(error: unknown): string {
  const innermost = [...causesOf(error)].at(-1);
  return innermost ? innermost.message : String(error);
}
