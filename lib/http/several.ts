import { z } from '@hono/zod-openapi';

interface Each<T extends string> {
  /** Whether a value is one of them. */
  is(value: string): value is T;
  /** Says what values are, after the value that is none. */
  otherwise: string;
  code: string;
}

/** One or more values: repeated, separated by commas, or as a list; each once. A wrong one is named by its value. */
export function several<T extends string>({ is, otherwise, code }: Each<T>) {
  return z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat().flatMap((list) => list.split(',')))
    .transform((values) => [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))])
    .transform((values, context) =>
      values.filter((value) => {
        if (is(value)) return true;
        const message = `${JSON.stringify(value.slice(0, 80))} cannot be meant. ${otherwise}`;
        context.addIssue({ code: 'custom', message, params: { code } });
        return false;
      }),
    )
    .transform((values) => values.filter(is));
}
