import { z } from 'zod';
import { Refusal } from '../core/errors.ts';

const saidSchema = z.object({
  sentences: z
    .array(
      z.object({
        text: z.string().trim().min(1).max(2_000),
        quotes: z
          .array(z.object({ page: z.int().min(1), quote: z.string().max(2_000) }))
          .max(20)
          .default([]),
      }),
    )
    .max(100),
});
export type Said = z.infer<typeof saidSchema>;

/** The object in a text, also between the fences of a code block. */
function objectIn(content: string): unknown {
  const [from, to] = [content.indexOf('{'), content.lastIndexOf('}')];
  try {
    return JSON.parse(content.slice(from, to + 1));
  } catch {
    return undefined;
  }
}

/** The sentences that a model was asked for. @throws Refusal `gateway_failed` if it did not keep to the form. */
export function saidIn(content: string): Said {
  const read = saidSchema.safeParse(objectIn(content));
  if (read.success) return read.data;
  throw new Refusal(
    'gateway_failed',
    'The model did not answer in the form that it was asked for. Ask again.',
  );
}
