import type { z } from 'zod';
import type { Sentence } from './sentence.ts';

/** Says the value of a finding; null if it has another shape, which is then shown as a table. */
export type Says = (value: unknown) => Sentence | null;
/** By name of finding. */
export type Sentences = Readonly<Record<string, Says>>;

/** Reads only the fields that the sentence names, so that new ones can join a finding. */
export function sentenceFor<T>(schema: z.ZodType<T>, tell: (value: T) => Sentence | null): Says {
  return (value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? tell(parsed.data) : null;
  };
}
