import type { StepJson } from '../../../lib/http/jobs/json-shapes.ts';

/** Failed steps of one cause. */
export interface Cause {
  code: string;
  /** Of the first of them; it says what to do. */
  message: string;
  keys: string[];
  /** Those that were tried more than once: what failed may pass. The others were refused for good at once. */
  mayPass: number;
}

/** What went wrong, by cause, the most frequent first. */
export function causesOf(failed: readonly Pick<StepJson, 'key' | 'attempts' | 'error'>[]): Cause[] {
  const byCode = Map.groupBy(failed, ({ error }) => error?.code ?? 'unknown');
  return [...byCode]
    .map(([code, steps]) => ({
      code,
      message: steps[0]?.error?.message ?? 'No reason was given.',
      keys: steps.map(({ key }) => key),
      mayPass: steps.filter(({ attempts }) => attempts > 1).length,
    }))
    .sort((a, b) => b.keys.length - a.keys.length);
}

/** `unknown_symbol` → `unknown symbol` */
export const codeInWords = (code: string): string => code.replaceAll('_', ' ');
